import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, getCase, newCase, undefinedAt } from '../helpers/cases.js'
import { configure, send } from '../helpers/configure.js'
import { basic, roleOf } from '../helpers/security.js'

const ipv4 = { typeKey: 'observable-type-ipv4', value: '10.0.0.8', description: null }
const add = (kibana: RunningServer, caseId: string, observable: unknown, prefix = '/internal') =>
  send(kibana, 'POST', `${prefix}/cases/${caseId}/observables`, { observable })

for (const prefix of ['/internal', '/api']) {
  t.test(`${prefix}/cases/{case_id}/observables`, async t => {
    t.test('adds, changes and deletes an observable; the case gets a new version but keeps updated_at', async t => {
      const kibana = await testServer(t)
      const made = await createCase(kibana)
      kibana.clock.advance(1000)
      const added = await add(kibana, made.id, ipv4, prefix)
      t.equal(added.status, 200)
      t.equal(added.headers['elastic-api-version'], prefix === '/api' ? '2023-10-31' : undefined)
      const [observable] = added.body.observables
      t.match(observable.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/)
      t.strictSame(observable, { id: observable.id, ...ipv4, createdAt: '2025-06-01T10:00:01.000Z', updatedAt: '2025-06-01T10:00:01.000Z' })
      t.strictSame(added.body, { ...made, version: added.body.version, observables: [observable] })
      t.not(added.body.version, made.version)

      kibana.clock.advance(1000)
      const url = `${prefix}/cases/${made.id}/observables/${observable.id}`
      const changed = await send(kibana, 'PATCH', url, { observable: { value: '10.0.0.9', description: 'Gateway' } })
      t.equal(changed.status, 200)
      t.strictSame(changed.body.observables, [
        { ...observable, value: '10.0.0.9', description: 'Gateway', updatedAt: '2025-06-01T10:00:02.000Z' },
      ])
      t.strictSame([changed.body.updated_at, changed.body.updated_by], [null, null])

      const deleted = await send(kibana, 'DELETE', url)
      t.strictSame([deleted.status, deleted.body], [204, undefined])
      const { comments, ...rest } = made
      const after = await getCase(kibana, made.id)
      t.strictSame(after, { ...rest, version: after.version })
      t.not(after.version, changed.body.version)
    })

    // The stored 9.1-era cases/server/client/cases/observables.ts records none; it came with Kibana PR 236524
    t.test('records no activity', async t => {
      const kibana = await testServer(t)
      const made = await createCase(kibana)
      const { body } = await add(kibana, made.id, ipv4, prefix)
      await send(kibana, 'DELETE', `${prefix}/cases/${made.id}/observables/${body.observables[0].id}`)
      const activity = await send(kibana, 'GET', `/api/cases/${made.id}/user_actions/_find`)
      t.strictSame([activity.body.total, activity.body.userActions[0].type], [1, 'create_case'])
    })
  })
}

t.test('values of observables', async t => {
  // Source: Kibana's cases/common/observables/validators.ts and its test; PRs 219038 (dashes), 225901 (sub-domains) and their backports
  // to 8.18
  const values: Record<string, { valid: string[], invalid: string[] }> = {
    'observable-type-ipv4': { valid: ['127.0.0.1', '10.1'], invalid: ['', '::1', '300.0.0.1', 'host'] },
    'observable-type-ipv6': { valid: ['::1', '2001:db8::ff00:42:8329'], invalid: ['127.0.0.1', 'x'] },
    'observable-type-url': { valid: ['https://example.com/a b', 'mailto:x'], invalid: ['example.com', ''] },
    'observable-type-email': { valid: ['a@example.com', 'A <a@example.com>, b@example.com'], invalid: ['a', 'a@', ''] },
    'observable-type-domain': {
      valid: ['example.com', 'a-b.io', 'sub.example.co.uk', 'example.com.', `${'a'.repeat(63)}.com`, `${'a.'.repeat(125)}com`],
      invalid: [
        '-a.com', 'a-.com', 'a--b.com', 'com', 'com.', 'a..com', `${'a'.repeat(64)}.com`, 'a.c', 'a.c1', `${'a.'.repeat(126)}com`,
      ],
    },
    'observable-type-hostname': { valid: ['host', 'www.example.com:80', 'macbook-pro'], invalid: ['a b', ''] },
    'observable-type-file-hash': { valid: ['d41d8cd98f00b204e9800998ecf8427e'], invalid: ['a*'] },
    'observable-type-file-path': { valid: ['C:\\a\\b', '/etc/passwd'], invalid: ['/a b'] },
    own: { valid: ['a_b.c', 'a-b'], invalid: ['a b', 'é', ''] },
  }
  const kibana = await testServer(t)
  await configure(kibana, { observableTypes: [{ key: 'own', label: 'Own' }] })
  for (const [typeKey, { valid, invalid }] of Object.entries(values)) {
    t.test(`of type ${typeKey}`, async t => {
      const { id } = await createCase(kibana)
      for (const value of valid) t.equal((await add(kibana, id, { typeKey, value, description: null })).status, 200, value)
      for (const value of invalid) {
        const { body } = await add(kibana, id, { typeKey, value, description: null })
        t.strictSame(
          body, errorBody(400, 'Failed to add observable: Error: Observable value is not valid for selected observable type.'), value,
        )
      }
      const [first] = (await getCase(kibana, id)).observables
      const { body } = await send(kibana, 'PATCH', `/internal/cases/${id}/observables/${first.id}`, {
        observable: { value: invalid[0], description: null },
      })
      t.strictSame(body, errorBody(400, 'Failed to update observable: Error: Observable value is not valid for selected observable type.'))
    })
  }
})

t.test('the order in which observables are checked', async t => {
  t.test('the license is checked first, with a message for each verb', async t => {
    const kibana = await testServer(t, { license: 'gold' })
    const texts = { POST: 'assign observables to cases', PATCH: 'update observables in cases', DELETE: 'delete observables from cases' }
    for (const [method, text] of Object.entries(texts)) {
      const url = `/internal/cases/nope/observables${method === 'POST' ? '' : '/nope'}`
      const { status, body } = await send(kibana, method as keyof typeof texts, url, { wrong: true })
      t.strictSame([status, body], [403, errorBody(403, `In order to ${text}, you must be subscribed to an Elastic Platinum license`)])
    }
  })

  t.test('failures to add one become a 400 with the text of the route, after the license check', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { observableTypes: [{ key: 'own', label: 'Own' }] })
    const made = await createCase(kibana)
    await add(kibana, made.id, ipv4)
    const before = await getCase(kibana, made.id)
    const cases: [name: string, url: string, body: unknown, message: string][] = [
      ['no body, which crashes Kibana', made.id, null, undefinedAt('observable')],
      ['nothing', made.id, {}, undefinedAt('observable')],
      ['no description', made.id, { observable: { typeKey: 'a', value: 'b' } }, undefinedAt('observable,description')],
      ['wrong types',
        made.id, { observable: { typeKey: 1, value: [], description: true } },
        'Invalid value "1" supplied to "observable,typeKey",Invalid value "[]" supplied to "observable,value",Invalid value "true" ' +
          'supplied to "observable,description"'],
      ['an extra key', made.id, { observable: { ...ipv4, id: 'x' } }, 'invalid keys "id"'],
      ['a body that does not decode, for an unknown case', 'nope', {}, undefinedAt('observable')],
      ['an unknown case', 'nope', { observable: ipv4 }, 'Saved object [cases/nope] not found'],
      ['an unknown type, before its value',
        made.id, { observable: { ...ipv4, typeKey: '__proto__', value: '' } }, 'Invalid observable type, key does not exist: __proto__'],
      ['an invalid value, before duplicates',
        made.id, { observable: { ...ipv4, value: 'x' } }, 'Observable value is not valid for selected observable type.'],
      ['a duplicate', made.id, { observable: { ...ipv4, description: 'other' } }, 'Invalid duplicated observables in request.'],
    ]
    for (const [name, id, payload, message] of cases) {
      const { status, body } = await send(kibana, 'POST', `/internal/cases/${id}/observables`, payload)
      t.strictSame([status, body], [400, errorBody(400, `Failed to add observable: Error: ${message}`)], name)
    }
    t.strictSame(await getCase(kibana, made.id), before)
    t.equal((await add(kibana, made.id, { ...ipv4, typeKey: 'own' })).status, 200, 'the same value under another type')
  })

  t.test('types of another owner are unknown', async t => {
    const kibana = await testServer(t)
    await configure(kibana, { owner: 'observability', observableTypes: [{ key: 'own', label: 'Own' }] })
    const { id } = await createCase(kibana)
    t.strictSame((await add(kibana, id, { ...ipv4, typeKey: 'own' })).body, errorBody(
      400, 'Failed to add observable: Error: Invalid observable type, key does not exist: own',
    ))
  })

  t.test('a case has at most 50', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    for (let index = 0; index < 50; index++) t.equal((await add(kibana, id, { ...ipv4, value: `10.0.0.${index}` })).status, 200)
    const text = 'Failed to add observable: Error: Max 50 observables per case is allowed.'
    t.strictSame((await add(kibana, id, { ...ipv4, value: '10.0.0.50' })).body, errorBody(400, text))
    t.strictSame((await add(kibana, id, { ...ipv4, value: '10.0.0.1' })).body, errorBody(400, text), 'before duplicates')
    t.match((await add(kibana, id, { ...ipv4, value: 'x' })).body, { message: /not valid/ }, 'after the value')
  })

  t.test('failures to change or delete one become a 400 with the text of the route', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await add(kibana, id, ipv4)
    const { observables: [first, second] } = (await add(kibana, id, { ...ipv4, value: '10.0.0.9' })).body
    const url = `/internal/cases/${id}/observables`
    const change = async (path: string, observable: unknown) => (await send(kibana, 'PATCH', path, { observable })).body
    t.strictSame(await change(`${url}/${first.id}`, { typeKey: 'x', value: 'x', description: null }), errorBody(
      400, 'Failed to update observable: Error: invalid keys "typeKey"',
    ))
    t.strictSame(await change('/internal/cases/nope/observables/nope', { value: '', description: null }), errorBody(
      400, 'Failed to update observable: Error: Saved object [cases/nope] not found',
    ))
    t.strictSame(await change(`${url}/nope`, { value: '', description: null }), errorBody(
      400, 'Failed to update observable: Error: Failed to update observable: observable id nope not found',
    ))
    t.strictSame(await change(`${url}/${first.id}`, { value: second.value, description: null }), errorBody(
      400, 'Failed to update observable: Error: Invalid duplicated observables in request.',
    ))
    const same = await change(`${url}/${first.id}`, { value: first.value, description: 'now described' })
    t.strictSame(same.observables, [{ ...first, description: 'now described' }, second], 'an observable is no duplicate of itself')

    const remove = async (path: string) => (await send(kibana, 'DELETE', path)).body
    t.strictSame(await remove('/internal/cases/nope/observables/x'), errorBody(
      400, 'Failed to delete observable id: x: Error: Saved object [cases/nope] not found',
    ))
    t.strictSame(await remove(`${url}/x`), errorBody(
      400, 'Failed to delete observable id: x: Error: Failed to delete observable: observable id x not found',
    ))
  })

  // Source: Kibana's cases/server/routes/api/observables/{post,patch}_observable.ts, which read one key of the body
  t.test('adding and changing one ignore other keys of the body', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const url = `/internal/cases/${id}/observables`
    const { status, body } = await send(kibana, 'POST', url, { caseId: id, observable: ipv4 })
    t.equal(status, 200)
    const changed = await send(kibana, 'PATCH', `${url}/${body.observables[0].id}`, {
      caseId: id, observable: { value: '10.0.0.9', description: null },
    })
    t.equal(changed.status, 200)
    t.equal(changed.body.observables[0].value, '10.0.0.9')
  })

  // Source: Kibana's cases/server/routes/api/observables/bulk_post_observable.ts
  t.test('adding several ignores other keys of the body, but not other keys of an observable', async t => {
    const kibana = await testServer(t, { kibanaVersion: '9.5.4' })
    const { id } = await createCase(kibana)
    const url = `/internal/cases/${id}/observables/_bulk_create`
    for (const [payload, message] of [
      [null, 'Invalid value "undefined" supplied to "observables"'],
      [{ caseId: id }, 'Invalid value "undefined" supplied to "observables"'],
      [{ observables: [ipv4, { typeKey: 'x' }] }, 'Invalid value "undefined" supplied to "observables,value"'],
      [{ observables: [{ ...ipv4, id: 'x' }], caseId: id }, 'invalid keys "id"'],
    ]) t.strictSame((await send(kibana, 'POST', url, payload)).body, errorBody(400, `Failed to add observable: Error: ${message}`))
    const { status, body } = await send(kibana, 'POST', url, { caseId: id, observables: [ipv4] })
    t.equal(status, 200)
    t.match(body, { observables: [ipv4], total_observables: 1 })
  })

  t.test('a duplicate in a seed can be deleted; until then, no observable can be added or changed', async t => {
    const at = '2025-06-01T10:00:00.000Z'
    const observables = ['1', '2'].map(id => ({ id, ...ipv4, createdAt: at, updatedAt: at }))
    const kibana = await testServer(t, { seed: { cases: [{ id: 'x', title: 'x', observables }] } })
    const text = 'Invalid duplicated observables in request.'
    t.equal((await add(kibana, 'x', { ...ipv4, value: '10.0.0.9' })).body.message, `Failed to add observable: Error: ${text}`)
    const { body } = await send(kibana, 'PATCH', '/internal/cases/x/observables/1', { observable: { value: '10.0.0.8', description: 'a' } })
    t.equal(body.message, `Failed to update observable: Error: ${text}`)
    t.equal((await send(kibana, 'DELETE', '/internal/cases/x/observables/1')).status, 204)
    t.match(await getCase(kibana, 'x'), { observables: [{ id: '2' }] })
  })

  // The user of Kibana's test trial/internal/observables.ts, who gets a 403, has no privilege in the space
  t.test('a missing privilege is a 400; without any privilege in the space, the space is refused first', async t => {
    const kibana = await testServer(t, {
      spaces: ['other'],
      security: {
        users: { admin: { password: 'admin', roles: ['superuser'] }, ann: { password: 'ann', roles: ['reader'] } },
        roles: { reader: roleOf({ generalCasesV3: ['read'] }, ['default']) },
      },
    })
    for (const [prefix, statusCode, message] of [
      ['', 400, 'Failed to add observable: Error: Unauthorized to update case with owners: "cases"'],
      ['/s/other', 403, 'Unauthorized to get other space'],
    ] as const) {
      const { body: { id } } = await call(kibana, 'POST', `${prefix}/api/cases`, newCase, { authorization: basic('admin') })
      const { body } = await send(
        kibana, 'POST', `${prefix}/internal/cases/${id}/observables`, { observable: ipv4 }, { authorization: basic('ann') },
      )
      t.strictSame(body, errorBody(statusCode, message))
    }
  })

  t.test('the internal routes require the internal header', async t => {
    const { app } = await testServer(t)
    const response = await app.inject({ method: 'POST', url: '/internal/cases/x/observables', headers: { 'kbn-xsrf': 'x' }, payload: {} })
    t.strictSame(response.json(), errorBody(
      400, 'uri [/internal/cases/x/observables] with method [post] exists but is not available with the current configuration',
    ))
  })
})
