import t from 'tap'
import type { RunningServer } from '../../../src/index.js'
import { testServer } from '../../helpers/app.js'
import { createCase, call, errorBody, newCase, updateCase } from '../../helpers/cases.js'
import { send } from '../../helpers/configure.js'
import { basic, roleOf } from '../../helpers/security.js'

const ROUTES = [
  { url: '/api/cases/tags', refusal: 'Unauthorized to access case of any owner' },
  { url: '/api/cases/reporters', refusal: 'Unauthorized to access case of any owner' },
  { url: '/internal/cases/categories', refusal: 'Unauthorized to access cases of any owner' },
]
const list = async (kibana: RunningServer, url: string) => (await send(kibana, 'GET', url)).body

for (const { url, refusal } of ROUTES) {
  t.test(`GET ${url}`, async t => {
    t.test('is empty when there are no cases', async t => {
      const { status, body } = await send(await testServer(t), 'GET', url)
      t.equal(status, 200)
      t.strictSame(body, [])
    })

    t.test('refuses unknown parameters', async t => {
      const kibana = await testServer(t)
      t.strictSame(await list(kibana, `${url}?foo=1`), errorBody(400, 'invalid keys "foo"'))
      t.strictSame(await list(kibana, `${url}?owner%5B%5D=cases`), errorBody(400, 'invalid keys "owner[]"'))
    })

    t.test('is limited to the space, the requested owners, and those that the caller may read', async t => {
      const users = {
        admin: { password: 'admin', roles: ['superuser'] },
        ann: { password: 'ann', roles: ['reader'] },
        nobody: { password: 'nobody', roles: ['other'] },
      }
      const roles = { reader: roleOf({ generalCasesV3: ['read'] }, ['default']), other: roleOf({ actions: ['read'] }, ['default']) }
      const kibana = await testServer(t, { spaces: ['other'], security: { users, roles } })
      const as = (user: string, path: string) => send(kibana, 'GET', path, undefined, { authorization: basic(user) })
      const create = (owner: string, prefix = '') => call(
        kibana, 'POST', `${prefix}/api/cases`, { ...newCase, owner, tags: [owner], category: owner }, { authorization: basic('admin') },
      )
      await create('cases')
      await create('observability')
      await create('securitySolution', '/s/other')

      const count = async (user: string, query = '', prefix = '') => (await as(user, `${prefix}${url}${query}`)).body.length
      const isByCase = url !== '/api/cases/reporters'
      t.equal(await count('admin'), isByCase ? 2 : 1)
      t.equal(await count('admin', '?owner=cases'), 1)
      t.equal(await count('admin', '?owner=cases&owner=observability'), isByCase ? 2 : 1)
      t.equal(await count('admin', '?owner=securitySolution'), 0)
      t.equal(await count('admin', '?owner=made-up'), 0)
      t.equal(await count('admin', '', '/s/other'), 1)
      t.equal(await count('ann'), 1)
      t.equal(await count('ann', '?owner=observability'), 0)
      t.strictSame((await as('nobody', url)).body, errorBody(403, refusal))
    })
  })
}

t.test('GET /api/cases/tags returns every tag once, upper case first', async t => {
  const kibana = await testServer(t)
  await createCase(kibana, { tags: ['b', 'a', 'b', ' é '] })
  await createCase(kibana, { tags: ['B', 'a', 'tag:x', ':'] })
  t.strictSame(await list(kibana, '/api/cases/tags'), [':', 'B', 'a', 'b', 'tag:x', 'é'])
})

t.test('tags, categories and titles are sorted by code points, so that emoji come last', async t => {
  const kibana = await testServer(t)
  for (const text of ['\u{1F6A8} alarm', '！wide', '\uE000 private', 'z', '\u{10FFFF}', '\u{FFFD}', '\u{D7FF}']) {
    await createCase(kibana, { title: text, tags: [text], category: text })
  }
  const sorted = ['z', '\u{D7FF}', '\uE000 private', '！wide', '\u{FFFD}', '\u{1F6A8} alarm', '\u{10FFFF}']
  t.strictSame(await list(kibana, '/api/cases/tags'), sorted)
  t.strictSame(await list(kibana, '/internal/cases/categories'), sorted)
  for (const field of ['title', 'category']) {
    const found: { title: string }[] = (await call(kibana, 'GET', `/api/cases/_find?sortField=${field}`)).body.cases
    t.strictSame(found.map(({ title }) => title), sorted, field)
  }
})

t.test('GET /api/cases/tags returns at most 10,000', async t => {
  const kibana = await testServer(t)
  for (let number = 0; number < 51; number++) {
    await createCase(kibana, { tags: Array.from({ length: 200 }, (_, index) => `tag-${String(number * 200 + index).padStart(5, '0')}`) })
  }
  const tags = await list(kibana, '/api/cases/tags')
  t.equal(tags.length, 10_000)
  t.equal(tags.at(-1), 'tag-09999')
})

t.test('GET /internal/cases/categories leaves out cases without one', async t => {
  const kibana = await testServer(t)
  for (const category of ['mail', null, 'Net', 'mail']) await createCase(kibana, { category })
  t.strictSame(await list(kibana, '/internal/cases/categories'), ['Net', 'mail'])
  t.strictSame(await list(kibana, '/internal/cases/categories?elasticInternalOrigin=true'), ['Net', 'mail'])
  t.match((await call(kibana, 'GET', '/internal/cases/categories')).body, {
    message: 'uri [/internal/cases/categories] with method [get] exists but is not available with the current configuration',
  })
})

// Source: Kibana's cases/server/services/cases/index.ts (getReporters): the newest case of each username
t.test('GET /api/cases/reporters returns each creator with the data of their newest case', async t => {
  const person = (username: string | null, full_name: string | null, more: object = {}) => ({ username, full_name, email: null, ...more })
  const seed = {
    cases: [
      { id: '1', title: '1', created_at: '2025-06-01T08:00:00.000Z', created_by: person('ann', 'Ann Old') },
      { id: '2', title: '2', created_at: '2025-06-01T10:00:00.000Z', created_by: person('ann', 'Ann New', { profile_uid: 'u_ann' }) },
      { id: '3', title: '3', created_at: '2025-06-01T12:00:00.000Z', created_by: person('Zoe', null) },
      { id: '4', title: '4', created_at: '2025-06-01T12:00:00.000Z', created_by: person(null, null) },
    ],
  }
  const expected = [person('Zoe', null), person('ann', 'Ann New', { profile_uid: 'u_ann' })]
  t.strictSame(await list(await testServer(t, { seed }), '/api/cases/reporters'), expected)
  // The order in which the cases were created does not matter
  t.strictSame(await list(await testServer(t, { seed: { cases: seed.cases.toReversed() } }), '/api/cases/reporters'), expected)
})

t.test('old values disappear from the lists', async t => {
  const kibana = await testServer(t)
  const { id, version } = await createCase(kibana, { tags: ['old'], category: 'old' })
  await updateCase(kibana, { id, version }, { tags: ['new'], category: null })
  t.strictSame(await list(kibana, '/api/cases/tags'), ['new'])
  t.strictSame(await list(kibana, '/internal/cases/categories'), [])
  await call(kibana, 'DELETE', `/api/cases?ids=["${id}"]`)
  for (const { url } of ROUTES) t.strictSame(await list(kibana, url), [])
})
