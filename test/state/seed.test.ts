import { tmpdir } from 'node:os'
import t from 'tap'
import type { Seed, State } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'
import { files } from '../helpers/files.js'

const NOW = '2025-06-01T10:00:00.000Z'
const elastic = { username: 'elastic', full_name: null, email: null }
const none = { id: 'none', name: 'none', type: '.none', fields: null }

t.test('the seed', async t => {
  t.test('may be a list of states, a list of cases, or empty', async t => {
    const titles = async (seed: Seed) => (await testServer(t, { seed })).exportState().cases?.map(({ title }) => title)
    t.strictSame(await titles([{ cases: [{ title: 'first' }] }, { cases: [{ title: 'second' }] }]), ['first', 'second'])
    const answers = (await testServer(t, {
      seed: 'docs-examples',
    })).app.inject('/api/cases/_find').then(answer => answer.json().cases as object[])
    t.strictSame(await titles(await answers), ['Case title 1', 'Case title 1'])
    t.strictSame(await titles([]), [])
  })

  t.test("needs only a title: everything else gets Kibana's defaults", async t => {
    const kibana = await testServer(t, { seed: { cases: [{ title: 'x' }] } })
    const { id = '', version } = kibana.exportState().cases?.[0] ?? {}
    t.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    t.strictSame((await call(kibana, 'GET', `/api/cases/${id}`)).body, {
      id,
      version,
      owner: 'cases',
      title: 'x',
      description: 'x',
      tags: [],
      status: 'open',
      severity: 'low',
      category: null,
      assignees: [],
      settings: { syncAlerts: true },
      connector: none,
      customFields: [],
      observables: [],
      external_service: null,
      duration: null,
      created_at: NOW,
      created_by: elastic,
      updated_at: null,
      updated_by: null,
      closed_at: null,
      closed_by: null,
      totalComment: 0,
      totalAlerts: 0,
    })
  })

  t.test('generates the activity of a case', async t => {
    const external_service = {
      connector_id: 'jira-1',
      connector_name: 'Jira',
      external_id: '1',
      external_title: 'J-1',
      external_url: 'https://jira/J-1',
      pushed_at: '2025-01-03',
      pushed_by: elastic,
    }
    const kibana = await testServer(t, {
      seed: {
        cases: [{
          title: 'x',
          status: 'closed',
          created_at: '2025-01-01',
          updated_at: '2025-01-02',
          updated_by: { username: 'ann' },
          external_service,
          comments: [{ comment: 'hello', id: 'c1' }],
        }],
      },
    })
    const state = kibana.exportState()
    const { closed_at, closed_by, duration } = state.cases?.[0] ?? {}
    t.strictSame({ closed_at, closed_by, duration }, {
      closed_at: '2025-01-02T00:00:00.000Z', closed_by: { username: 'ann', full_name: null, email: null }, duration: 86400,
    })
    t.strictSame(state.userActions?.map(({ type, action, created_at, comment_id }) => ({ type, action, created_at, comment_id })), [
      { type: 'create_case', action: 'create', created_at: '2025-01-01T00:00:00.000Z', comment_id: null },
      { type: 'status', action: 'update', created_at: '2025-01-02T00:00:00.000Z', comment_id: null },
      { type: 'pushed', action: 'push_to_service', created_at: '2025-01-03T00:00:00.000Z', comment_id: null },
      { type: 'comment', action: 'create', created_at: '2025-01-01T00:00:00.000Z', comment_id: 'c1' },
    ])
    t.strictSame(state.userActions?.at(-1)?.payload, { comment: { owner: 'cases', type: 'user', comment: 'hello' } })
    const pushed = { ...external_service, pushed_at: '2025-01-03T00:00:00.000Z' }
    t.strictSame(state.cases?.[0]?.external_service, pushed)
    t.strictSame(state.userActions?.[2]?.payload, { externalService: pushed })
  })

  t.test('generates no activity if the state lists some', async t => {
    const kibana = await testServer(t, {
      seed: {
        cases: [{ id: 'a', title: 'x', status: 'in-progress', in_progress_at: '2025-01-01' }],
        userActions: [
          { case_id: 'a', type: 'title', action: 'update', payload: { title: 'x' } },
        ],
      },
    })
    t.match(kibana.exportState().userActions, [{ type: 'title', owner: 'cases', created_at: NOW, created_by: elastic, comment_id: null }])
    t.equal(kibana.exportState().userActions?.length, 1)
    t.equal((await call(kibana, 'GET', '/api/cases/a')).body.in_progress_at, '2025-01-01T00:00:00.000Z')
  })

  t.test('counts the totals from the attachments, nested and listed', async t => {
    const alert = { type: 'alert' as const, alertId: ['1', '2'], index: ['i', 'i'], rule: { id: null, name: null } }
    const kibana = await testServer(t, {
      seed: {
        cases: [{ id: 'a', title: 'x', totalComment: 7, comments: [{ comment: 'one' }, alert] }],
        comments: [{ case_id: 'a', comment: 'two', created_by: { username: 'ann' } }, { case_id: 'a', ...alert, alertId: '2' }],
      },
    })
    const { totalComment, totalAlerts } = (await call(kibana, 'GET', '/api/cases/a')).body
    t.strictSame({ totalComment, totalAlerts }, { totalComment: 2, totalAlerts: 2 })
    kibana.seed({ comments: [{ case_id: 'a', comment: 'three' }] })
    t.equal((await call(kibana, 'GET', '/api/cases/a')).body.totalComment, 3)
  })

  t.test('keeps given versions and continues after them', async t => {
    const kibana = await testServer(t, {
      seed: {
        cases: [{ title: 'first' }, { id: 'a', title: 'x', version: 'WzIzLDFd', comments: [{ comment: 'c', version: 'WzMwLDFd' }] }],
      },
    })
    t.equal((await call(kibana, 'GET', '/api/cases/a')).body.version, 'WzIzLDFd')
    const versions = kibana.exportState().cases?.map(({ version }) => version)
    t.strictSame(versions, [btoa('[31,1]'), 'WzIzLDFd'])
    const { status } = await call(kibana, 'PATCH', '/api/cases', { cases: [{ id: 'a', version: 'WzIzLDFd', title: 'y' }] })
    t.equal(status, 200)
  })

  t.test('fills the custom fields that are configured', async t => {
    const kibana = await testServer(t, {
      seed: {
        configurations: [{ customFields: [{ key: 'k', label: 'K', type: 'text', required: false, defaultValue: 'd' }] }],
        cases: [{ id: 'a', title: 'x' }, { id: 'b', title: 'x', owner: 'observability' }],
      },
    })
    t.strictSame((await call(kibana, 'GET', '/api/cases/a')).body.customFields, [{ key: 'k', type: 'text', value: 'd' }])
    t.strictSame((await call(kibana, 'GET', '/api/cases/b')).body.customFields, [])
  })

  t.test('puts documents in the spaces that it names', async t => {
    const kibana = await testServer(t, {
      seed: {
        spaces: [{ id: 'lab' }, { id: 'default', name: 'Home' }],
        cases: [
          { id: 'a', title: 'x', space: 'lab', comments: [{ comment: 'c' }] },
        ],
      },
    })
    t.equal((await call(kibana, 'GET', '/s/lab/api/cases/a')).status, 200)
    t.equal((await call(kibana, 'GET', '/api/cases/a')).status, 404)
    t.match(kibana.exportState().spaces, [
      { id: 'lab', name: 'lab', disabledFeatures: [] }, { id: 'default', name: 'Home', _reserved: true },
    ])
  })

  t.test('accepts ids of any form', async t => {
    for (const id of ['__proto__', 'constructor', 'a/b c', 'ä']) {
      const kibana = await testServer(t, {
        seed: JSON.parse(JSON.stringify({ cases: [{ id, title: 'x' }], comments: [{ case_id: id, comment: 'c' }] })),
      })
      const { body } = await call(kibana, 'GET', `/api/cases/${encodeURIComponent(id)}`)
      t.match(body, { id, totalComment: 1 })
    }
  })

  t.test('does not change the object that it was given', async t => {
    const seed: State = { cases: [{ title: 'x', tags: ['a'] }] }
    await testServer(t, { seed })
    t.notOk(Object.isFrozen(seed.cases?.[0]?.tags))
    t.strictSame(seed, { cases: [{ title: 'x', tags: ['a'] }] })
  })

  t.test('is read from files, each adding to the previous ones', async t => {
    const file = files(t, { 'spaces.json': '{"spaces":[{"id":"lab"}]}', 'cases.json': '{"cases":[{"id":"a","title":"x","space":"lab"}]}' })
    const kibana = await testServer(t, { seed: [file('spaces.json'), file('cases.json')] })
    t.equal((await call(kibana, 'GET', '/s/lab/api/cases/a')).status, 200)
  })

  t.test('finds the shipped fixtures from any folder', async t => {
    const folder = process.cwd()
    process.chdir(tmpdir())
    t.teardown(() => process.chdir(folder))
    const kibana = await testServer(t, { seed: 'fixtures/docs-examples.json' })
    t.equal((await call(kibana, 'GET', '/api/cases/a18b38a0-71b0-11ea-a0b2-c51ea50a58e2')).body.version, 'WzIzLDFd')
  })
})
