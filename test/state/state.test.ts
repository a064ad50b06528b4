import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import t from 'tap'
import { startServer, type RunningServer, type Seed, type State } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, jiraConnector } from '../helpers/cases.js'
import { control } from '../helpers/control.js'

const NOW = '2025-06-01T10:00:00.000Z'
const elastic = { username: 'elastic', full_name: null, email: null }
const none = { id: 'none', name: 'none', type: '.none', fields: null }

t.test('the seed', async t => {
  t.test('may be a list of states, of cases, or of nothing', async t => {
    const titles = async (seed: Seed) => (await testServer(t, { seed })).exportState().cases?.map(({ title }) => title)
    t.strictSame(await titles([{ cases: [{ title: 'first' }] }, { cases: [{ title: 'second' }] }]), ['first', 'second'])
    const answers = (await testServer(t, { seed: 'docs-examples' })).app.inject('/api/cases/_find').then(answer => answer.json().cases as object[])
    t.strictSame(await titles(await answers), ['Case title 1', 'Case title 1'])
    t.strictSame(await titles([]), [])
  })

  t.test('needs no more than a title: the rest is as Kibana makes it', async t => {
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
    const external_service = { connector_id: 'jira-1', connector_name: 'Jira', external_id: '1', external_title: 'J-1', external_url: 'https://jira/J-1', pushed_at: '2025-01-03T00:00:00.000Z', pushed_by: elastic }
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
    t.strictSame({ closed_at, closed_by, duration }, { closed_at: '2025-01-02T00:00:00.000Z', closed_by: { username: 'ann', full_name: null, email: null }, duration: 86400 })
    t.strictSame(state.userActions?.map(({ type, action, created_at, comment_id }) => ({ type, action, created_at, comment_id })), [
      { type: 'create_case', action: 'create', created_at: '2025-01-01T00:00:00.000Z', comment_id: null },
      { type: 'status', action: 'update', created_at: '2025-01-02T00:00:00.000Z', comment_id: null },
      { type: 'pushed', action: 'push_to_service', created_at: '2025-01-03T00:00:00.000Z', comment_id: null },
      { type: 'comment', action: 'create', created_at: '2025-01-01T00:00:00.000Z', comment_id: 'c1' },
    ])
    t.strictSame(state.userActions?.at(-1)?.payload, { comment: { owner: 'cases', type: 'user', comment: 'hello' } })
    t.strictSame(state.userActions?.[2]?.payload, { externalService: external_service })
  })

  t.test('makes up no activity where the state lists it', async t => {
    const kibana = await testServer(t, {
      seed: { cases: [{ id: 'a', title: 'x', status: 'in-progress', in_progress_at: '2025-01-01' }], userActions: [{ case_id: 'a', type: 'title', action: 'update', payload: { title: 'x' } }] },
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
    const kibana = await testServer(t, { seed: { cases: [{ title: 'first' }, { id: 'a', title: 'x', version: 'WzIzLDFd', comments: [{ comment: 'c', version: 'WzMwLDFd' }] }] } })
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

  t.test('puts documents in the spaces it names', async t => {
    const kibana = await testServer(t, { seed: { spaces: [{ id: 'lab' }, { id: 'default', name: 'Home' }], cases: [{ id: 'a', title: 'x', space: 'lab', comments: [{ comment: 'c' }] }] } })
    t.equal((await call(kibana, 'GET', '/s/lab/api/cases/a')).status, 200)
    t.equal((await call(kibana, 'GET', '/api/cases/a')).status, 404)
    t.match(kibana.exportState().spaces, [{ id: 'lab', name: 'lab', disabledFeatures: [] }, { id: 'default', name: 'Home', _reserved: true }])
  })

  t.test('takes ids of any kind', async t => {
    for (const id of ['__proto__', 'constructor', 'a/b c', 'ä']) {
      const kibana = await testServer(t, { seed: JSON.parse(JSON.stringify({ cases: [{ id, title: 'x' }], comments: [{ case_id: id, comment: 'c' }] })) })
      const { body } = await call(kibana, 'GET', `/api/cases/${encodeURIComponent(id)}`)
      t.match(body, { id, totalComment: 1 })
    }
  })

  t.test('does not touch the object it was given', async t => {
    const seed: State = { cases: [{ title: 'x', tags: ['a'] }] }
    await testServer(t, { seed })
    t.notOk(Object.isFrozen(seed.cases?.[0]?.tags))
    t.strictSame(seed, { cases: [{ title: 'x', tags: ['a'] }] })
  })

  t.test('is read from files, each adding to those before', async t => {
    const folder = mkdtempSync(join(tmpdir(), 'kcm-'))
    const paths = [{ spaces: [{ id: 'lab' }] }, { cases: [{ id: 'a', title: 'x', space: 'lab' }] }].map((state, index) => {
      const path = join(folder, `${index}.json`)
      writeFileSync(path, JSON.stringify(state))
      return path
    })
    const kibana = await testServer(t, { seed: paths })
    t.equal((await call(kibana, 'GET', '/s/lab/api/cases/a')).status, 200)

    const notJson = join(folder, 'not.json')
    writeFileSync(notJson, '{')
    const wrong = join(folder, 'wrong.json')
    writeFileSync(wrong, '{"cases": [{"title": 1}]}')
    await t.rejects(startServer({ seed: notJson }), { name: 'InvalidInput', message: /^startServer: seed .*not\.json: expected JSON, got / })
    await t.rejects(startServer({ seed: join(folder, 'none.json') }), { name: 'InvalidInput', message: /^startServer: seed .*none\.json: expected a file that can be read, got ENOENT/ })
    await t.rejects(startServer({ seed: [wrong] }), { name: 'InvalidInput', message: `startServer: seed ${wrong}: cases[0].title: expected a title, not empty, got 1` })
    await t.rejects(startServer({ seed: { cases: [{ titel: 'x' }] } as unknown as State }), { name: 'InvalidInput', message: 'startServer: seed: cases[0].title: expected a title, not empty, got nothing' })
  })

  t.test('finds the shipped fixtures from any folder', async t => {
    const folder = process.cwd()
    process.chdir(tmpdir())
    t.teardown(() => process.chdir(folder))
    const kibana = await testServer(t, { seed: 'fixtures/docs-examples.json' })
    t.equal((await call(kibana, 'GET', '/api/cases/a18b38a0-71b0-11ea-a0b2-c51ea50a58e2')).body.version, 'WzIzLDFd')
  })
})

/** Invalid states, with the path and the expectation in the message. */
const BAD_STATES: [unknown, string, string][] = [
  [5, 'state', 'an object'],
  [[], 'state', 'an object'],
  [null, 'state', 'an object'],
  [{ case: [] }, 'case', 'one of the keys format, sequenceNumber, random, license, spaces, roles, connectors, configurations, templates, fieldDefinitions, cases, caseCounters, comments, userActions, files, alerts, incidents, externalSystems'],
  [{ format: 2 }, 'format', '1'],
  [{ license: 'free' }, 'license', '"basic", "standard", "gold", "platinum", "enterprise" or "trial"'],
  [{ sequenceNumber: -1 }, 'sequenceNumber', 'a whole number of 0 or more'],
  [{ random: [1] }, 'random', 'a list of 4 items'],
  [{ cases: {} }, 'cases', 'a list'],
  [{ cases: [{}] }, 'cases[0].title', 'a title, not empty'],
  [{ cases: [{ title: 'x' }, { title: 'y', status: 'done' }] }, 'cases[1].status', '"open", "in-progress" or "closed"'],
  [{ cases: [{ title: 'x', created_at: 'yesterday' }] }, 'cases[0].created_at', 'an ISO 8601 time such as "2025-06-01T10:00:00.000Z"'],
  [{ cases: [{ title: 'x', created_by: 'ann' }] }, 'cases[0].created_by', 'an object'],
  [{ cases: [{ title: 'x', owner: 'security' }] }, 'cases[0].owner', '"cases", "observability" or "securitySolution"'],
  [{ cases: [{ title: 'x', comments: [{ comment: 'c', owner: 'security' }] }] }, 'cases[0].comments[0].owner', '"cases", "observability" or "securitySolution"'],
  [{ configurations: [{ owner: 'security' }] }, 'configurations[0].owner', '"cases", "observability" or "securitySolution"'],
  [{ cases: [{ title: 'x', version: 'one' }] }, 'cases[0].version', 'a version as Kibana writes them, such as "WzIzLDFd"'],
  [{ cases: [{ title: 'x', version: '!' }] }, 'cases[0].version', 'a version as Kibana writes them, such as "WzIzLDFd"'],
  [{ cases: [{ title: 'x', comments: [{ comment: 'c', version: 'one' }] }] }, 'cases[0].comments[0].version', 'a version as Kibana writes them, such as "WzIzLDFd"'],
  [{ cases: [{ title: 'x', space: 'lab' }] }, 'cases[0].space', 'a space that exists'],
  [{ cases: [{ title: 'x', connector: { id: 'a', name: 'a', type: '.jra', fields: null } }] }, 'cases[0].connector.type', '".cases-webhook", ".jira", ".none", ".resilient", ".servicenow", ".servicenow-sir", ".swimlane" or ".thehive"'],
  [{ cases: [{ title: 'x', connector: { id: 'a', name: 'a', type: '.jira', fields: { issueType: null, priority: null } } }] }, 'cases[0].connector.fields.parent', 'a string or null'],
  [{ cases: [{ title: 'x', connector: { id: 'a', name: 'a', type: '.none', fields: null, secret: 1 } }] }, 'cases[0].connector.secret', 'one of the keys id, type, fields, name'],
  [{ cases: [{ title: 'x', settings: { syncAlerts: true, more: 1 } }] }, 'cases[0].settings.more', 'one of the keys syncAlerts, extractObservables'],
  [{ cases: [{ title: 'x', duration: 1.5 }] }, 'cases[0].duration', 'a whole number or null'],
  [{ cases: [{ title: 'x', comments: [{ type: 'user' }] }] }, 'cases[0].comments[0].comment', 'a string of 1 to 30000 characters'],
  [{ cases: [{ title: 'x', comments: [{ comment: '  ' }] }] }, 'cases[0].comments[0].comment', 'a string of 1 to 30000 characters'],
  [{ cases: [{ title: 'x', comments: [{ type: 'alert', alertId: 'a', index: 5, rule: { id: null, name: null } }] }] }, 'cases[0].comments[0].index', 'a list or a string'],
  [{ cases: [{ title: 'x', comments: [{ type: 'alert', alertId: [1], index: 'i', rule: { id: null, name: null } }] }] }, 'cases[0].comments[0].alertId[0]', 'a string'],
  [{ cases: [{ title: 'x', comments: [{ type: 'other' }] }] }, 'cases[0].comments[0].type', '"user", "event", "alert", "actions", "externalReference" or "persistableState"'],
  [{ cases: [{ title: 'x', comments: ['c'] }] }, 'cases[0].comments[0]', 'an object'],
  [{ cases: [{ id: 'a', title: 'x' }, { id: 'a', title: 'y' }] }, 'cases[1].id', 'an id that no other has'],
  [{ comments: [{ case_id: 'a', comment: 'c' }] }, 'comments[0].case_id', 'a case that exists'],
  [{ userActions: [{ case_id: 'a', type: 'title', action: 'update', payload: {} }] }, 'userActions[0].case_id', 'a case that exists'],
  [{ configurations: [{}, { owner: 'cases' }] }, 'configurations[1]', 'one configuration per owner and space'],
  [{ spaces: [{ id: 'Lab' }] }, 'spaces[0].id', 'a space id of a-z, 0-9, "_" and "-"'],
  [{ connectors: [{ id: 'c', actionTypeId: '.jira', config: { 'a b': 1 }, name: 5 }] }, 'connectors[0].name', 'a string'],
  [{ connectors: [{ id: 'c' }] }, 'connectors[0].actionTypeId', 'a string'],
  [{ incidents: [{ connectorId: 'c', externalId: '1' }] }, 'incidents[0].connectorId', 'a connector that exists, or a connectorType beside it'],
]

t.test('PUT /_mock/state and POST /_mock/seed', async t => {
  t.test('reject an invalid state, naming the place and what was expected, and change nothing', async t => {
    const kibana = await testServer(t, { seed: { cases: [{ id: 'kept', title: 'kept' }] } })
    const before = kibana.exportState()
    for (const [state, path, expected] of BAD_STATES) {
      for (const [method, url] of [['PUT', '/state'], ['POST', '/seed']] as const) {
        const { status, body } = await control(kibana, method, url, JSON.stringify(state))
        t.match({ status, body }, { status: 400, body: { statusCode: 400, error: 'Bad Request', path, expected } }, `${JSON.stringify(state)} ${body.message}`)
        t.ok(body.message.startsWith(`${path}: expected ${expected}, got `), body.message)
      }
    }
    t.match((await control(kibana, 'PUT', '/state', '"demo"')).body, { path: 'state', expected: 'an object' })
    const fixtures = 'an object, or the fixture "docs-examples" or "demo"'
    t.match((await control(kibana, 'POST', '/seed', '"package"')).body, { path: 'state', expected: fixtures })
    t.strictSame(kibana.exportState(), before)
  })

  t.test('refuse a body that is not JSON, and none', async t => {
    const kibana = await testServer(t)
    t.match((await control(kibana, 'PUT', '/state', '{')).body, { statusCode: 400, path: 'body', expected: 'JSON' })
    t.match((await control(kibana, 'PUT', '/state')).body, { statusCode: 400, message: 'state: expected an object, got nothing' })
  })

  t.test('PUT replaces everything, and spaces only when it names some', async t => {
    const kibana = await testServer(t, { seed: { cases: [{ title: 'old' }], license: 'basic' } })
    t.equal((await control(kibana, 'PUT', '/state', { cases: [{ title: 'new' }] })).status, 204)
    t.match(kibana.exportState(), { license: 'basic', cases: [{ title: 'new' }], spaces: [{ id: 'default' }] })
    await control(kibana, 'PUT', '/state', { spaces: [{ id: 'lab' }] })
    t.strictSame(kibana.exportState().spaces?.map(({ id }) => id), ['default', 'lab'])
    t.strictSame(kibana.exportState().cases, [])
  })

  t.test('POST adds', async t => {
    const kibana = await testServer(t, { seed: { cases: [{ title: 'old' }] } })
    t.equal((await control(kibana, 'POST', '/seed', { cases: [{ title: 'new' }] })).status, 204)
    t.strictSame(kibana.exportState().cases?.map(({ title }) => title), ['old', 'new'])
  })

  t.test('take states that are larger than what Kibana takes', async t => {
    const kibana = await testServer(t)
    const cases = Array.from({ length: 300 }, (_, index) => ({ title: `case ${index}`, description: 'x'.repeat(5000) }))
    t.equal((await control(kibana, 'PUT', '/state', { cases })).status, 204)
    t.equal((await control(kibana, 'GET', '/state')).body.cases.length, 300)
  })
})

t.test('GET /_mock/state', async t => {
  t.test('never holds the secrets of a connector, and marks them as missing', async t => {
    const kibana = await testServer(t, {
      seed: { connectors: [{ id: 'a', actionTypeId: '.jira', config: { apiUrl: 'https://jira' }, secrets: { email: 'e', apiToken: 'hidden' } }, { id: 'b', actionTypeId: '.jira' }] },
    })
    const { body } = await control(kibana, 'GET', '/state')
    t.notMatch(JSON.stringify(body), /hidden/)
    t.match(body.connectors, [{ id: 'a', name: 'a', config: { apiUrl: 'https://jira' }, isMissingSecrets: true }, { id: 'b', isMissingSecrets: false }])
  })
})

t.test('a state', async t => {
  const full: State = {
    spaces: [{ id: 'lab' }],
    roles: [{ id: 'analyst', kibana: [{ spaces: ['lab'], base: ['read'] }] }],
    connectors: [{ id: 'j', actionTypeId: '.jira', config: { apiUrl: 'https://jira', projectKey: 'J' }, secrets: { email: 'e', apiToken: 't' } }],
    configurations: [{ owner: 'cases', closure_type: 'close-by-pushing' }],
    cases: [{ id: 'a', title: 'a' }],
    files: [{ id: 'f', case_id: 'a', name: 'report.pdf', content: Buffer.from('%PDF').toString('base64') }, { case_id: 'a', name: 'notes', extension: 'txt', mimeType: 'text/plain', content: '' }],
    alerts: [{ id: 'alert-1', index: '.alerts', source: { host: { ip: '1.2.3.4' } } }],
    incidents: [{ connectorId: 'j', caseId: 'a', planned: true, externalId: '7', externalTitle: 'J-7' }],
  }

  t.test('holds everything that a server does, and keeps it through an export', async t => {
    const kibana = await testServer(t, { seed: full })
    t.match(kibana.files.all(), [{ id: 'f', name: 'report', extension: 'pdf', mimeType: 'application/pdf', size: 4 }, { name: 'notes', extension: 'txt', mimeType: 'text/plain', size: 0 }])
    t.equal((await call(kibana, 'GET', '/api/security/role/analyst')).status, 200)
    await call(kibana, 'POST', '/api/cases/a/connector/j/_push', {})
    await createCase(kibana)
    const exported = kibana.exportState()
    t.match(exported.incidents, [{ externalTitle: 'J-7', planned: false, calls: [{ action: 'create', caseId: 'a' }] }])
    t.equal(exported.externalSystems?.length, 1)

    kibana.importState(exported)
    t.strictSame(kibana.exportState(), exported)
    t.equal((await call(kibana, 'POST', '/api/cases/a/connector/j/_push', {})).status, 200, 'a connector that was there keeps its secrets')
    t.equal(kibana.incidents.all()[0]?.calls.length, 2)

    const other = await testServer(t)
    other.importState(exported)
    t.match((await call(other, 'POST', '/api/cases/a/connector/j/_push', {})), { status: 424, body: { message: /secrets/ } }, 'elsewhere they must be given again')
  })

  t.test('leaves the roles and spaces of the options alone when it names none', async t => {
    const kibana = await testServer(t, { spaces: ['home'], security: { roles: { own: { kibana: [{ spaces: ['*'], base: ['all'] }] } }, users: { ann: { password: 'x', roles: ['superuser'] } } } })
    const names = () => [kibana.exportState().spaces?.map(({ id }) => id), kibana.exportState().roles?.map(({ id }) => id)]
    t.strictSame(names(), [['default', 'home'], ['own']])
    kibana.importState({ roles: [{ id: 'new' }] })
    t.strictSame(names(), [['default', 'home'], ['new']])
    kibana.importState({ spaces: [{ id: 'lab' }] })
    t.strictSame(names().map(list => list?.toSorted()), [['default', 'lab'], ['own']])
  })

  t.test('adds files and attachments to cases that are there', async t => {
    const kibana = await testServer(t, { seed: full })
    t.throws(() => kibana.seed({ files: [{ case_id: 'nope', name: 'x', content: '' }] }), { message: 'files[0].case_id: expected a case that exists, got "nope"' })
    t.throws(() => kibana.seed({ files: [{ case_id: 'a', name: 'x', content: '?' }] }), { message: 'files[0].content: expected the bytes in base64, got "?"' })
    kibana.seed({ files: [{ case_id: 'a', name: 'x', content: 'AAAA', created: '2020-01-01' }] })
    t.match(kibana.files.all('a')[2], { name: 'x', extension: '', size: 3, mimeType: 'application/octet-stream', created: '2020-01-01T00:00:00.000Z' })
  })
})

const contents = (kibana: RunningServer) => {
  const { random, ...state } = kibana.exportState()
  return state
}

/** Operations of a client; each works on any state. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), title: fc.stringMatching(/^[a-z]{1,9}$/), tags: fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('update' as const), which: fc.nat(9), status: fc.constantFrom('open', 'in-progress', 'closed'), title: fc.stringMatching(/^[a-z]{1,9}$/) }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.nat(5000) }),
)

async function run (kibana: RunningServer, steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]) {
  const answers = []
  for (const { kind, ...rest } of steps) {
    if (kind === 'wait' && 'seconds' in rest) kibana.clock.advance(rest.seconds * 1000)
    if (kind === 'create' && 'tags' in rest) answers.push(await createCase(kibana, { title: rest.title, tags: rest.tags, connector: jiraConnector }))
    if (kind === 'update' && 'status' in rest) {
      const { cases = [] } = kibana.exportState()
      const { id, version } = cases[rest.which % cases.length] ?? {}
      answers.push((await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: rest.status, title: rest.title }] })).body)
    }
  }
  return answers
}

t.test('importState', async t => {
  t.test('makes a server that answers as the exported one, versions and ids included', async t => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.array(step, { maxLength: 5 }), async (before, after) => {
      await using original = await startServer({ random: 7, clock: { now: NOW, frozen: true }, seed: { cases: [{ title: 'seeded', comments: [{ comment: 'c' }] }] } })
      await using copy = await startServer({ random: 8, clock: { now: NOW, frozen: true } })
      await run(original, before)
      const state = original.exportState()
      // First the clock: its background tasks follow it
      copy.clock.set(original.clock.now())
      copy.importState(state)
      t.strictSame(copy.exportState(), state)
      t.strictSame(await run(copy, after), await run(original, after))
      t.strictSame(copy.exportState(), original.exportState())
    }), { seed: 1, numRuns: 30 })
  })

  t.test('takes what JavaScript has beside JSON', async t => {
    const kibana = await testServer(t)
    kibana.importState({ cases: [{ title: 'x', created_at: new Date(NOW) as unknown as string, tags: undefined as unknown as string[] }] })
    t.match(kibana.exportState().cases, [{ created_at: NOW, tags: [] }])
    const circular: { cases: unknown[] } = { cases: [] }
    circular.cases.push(circular)
    t.throws(() => kibana.importState(circular as State), { name: 'TypeError' })
    t.throws(() => kibana.importState(undefined as unknown as State), { message: 'state: expected an object, got nothing' })
  })

  t.test('leaves the ids to come as they were when it fails', async t => {
    const kibana = await testServer(t)
    const before = kibana.exportState()
    t.throws(() => kibana.importState({ cases: [{ title: 'x' }, { title: 'x', space: 'nowhere' }] }), /cases\[1\]\.space/)
    t.strictSame(kibana.exportState(), before)
  })
})

t.test('exportState', async t => {
  t.test('returns a copy that can be changed without changing the server', async t => {
    const kibana = await testServer(t, { seed: { cases: [{ title: 'x', tags: ['a'] }] } })
    const state = kibana.exportState()
    state.cases![0]!.tags!.push('b')
    t.strictSame(kibana.exportState().cases?.[0]?.tags, ['a'])
  })
})

t.test('reset', async t => {
  t.test('returns to the seed: documents, ids, license and clock', async t => {
    const kibana = await testServer(t, { seed: { cases: [{ title: 'seeded' }] }, clock: { now: NOW, frozen: true } })
    const before = kibana.exportState()
    const first = await createCase(kibana)
    kibana.clock.advance('2h')
    kibana.importState({ license: 'basic' })
    t.equal((await control(kibana, 'POST', '/reset')).status, 204)
    t.strictSame(kibana.exportState(), before)
    t.equal(kibana.clock.iso(), NOW)
    t.strictSame(await createCase(kibana), first, 'the same request gives the same answer')
    kibana.reset()
    t.strictSame(kibana.exportState(), before)
  })

  t.test('puts a running clock back to its start', async t => {
    const kibana = await testServer(t, { clock: '2020-01-01T00:00:00.000Z' })
    kibana.clock.freeze('2030-01-01')
    kibana.clock.setPace(5)
    kibana.reset()
    t.match(kibana.clock.iso(), /^2020-01-01T00:00:/)
    t.strictSame([kibana.clock.frozen, kibana.clock.pace], [false, 1])
  })
})

t.test('snapshots', async t => {
  t.test('restore documents and the ids to come, as often as wanted', async t => {
    const kibana = await testServer(t)
    const snapshot = kibana.snapshot()
    const first = await createCase(kibana)
    kibana.restore(snapshot)
    t.strictSame(contents(kibana).cases, [])
    t.strictSame(await createCase(kibana), first)
    kibana.restore(snapshot)
    t.strictSame(contents(kibana).cases, [])
  })

  t.test('have names', async t => {
    const kibana = await testServer(t)
    kibana.snapshot('empty')
    await createCase(kibana)
    kibana.snapshot('one case')
    kibana.restore('empty')
    t.strictSame(contents(kibana).cases, [])
    kibana.restore('one case')
    t.equal(contents(kibana).cases?.length, 1)
    t.throws(() => kibana.restore('none'), { message: 'there is no snapshot "none"' })
    t.throws(() => kibana.restore({ id: 'empty' } as never), { name: 'InvalidInput', message: 'snapshot: expected a snapshot of this server, or its name, got {"id":"empty"}' })
  })

  t.test('keep their name when others are generated', async t => {
    const kibana = await testServer(t)
    kibana.snapshot('snapshot-1')
    await createCase(kibana)
    t.strictSame(await control(kibana, 'POST', '/snapshots'), { status: 201, body: { id: 'snapshot-2' } })
    kibana.restore('snapshot-1')
    t.strictSame(contents(kibana).cases, [])
  })

  t.test('can be put back on another server', async t => {
    const [a, b] = [await testServer(t), await testServer(t)]
    await createCase(a)
    b.restore(a.snapshot())
    t.strictSame(b.exportState(), a.exportState())
  })

  t.test('POST /_mock/snapshots and POST /_mock/snapshots/{id}/restore', async t => {
    const kibana = await testServer(t)
    t.strictSame(await control(kibana, 'POST', '/snapshots'), { status: 201, body: { id: 'snapshot-1' } })
    await createCase(kibana)
    t.strictSame(await control(kibana, 'POST', '/snapshots', { id: '__proto__' }), { status: 201, body: { id: '__proto__' } })
    t.strictSame((await control(kibana, 'GET', '/snapshots')).body, { snapshots: [{ id: 'snapshot-1' }, { id: '__proto__' }] })
    t.equal((await control(kibana, 'POST', '/snapshots/snapshot-1/restore')).status, 204)
    t.strictSame(contents(kibana).cases, [])
    t.equal((await control(kibana, 'POST', '/snapshots/__proto__/restore')).status, 204)
    t.equal(contents(kibana).cases?.length, 1)
    t.equal((await control(kibana, 'DELETE', '/snapshots/snapshot-1')).status, 204)
    t.strictSame(await control(kibana, 'POST', '/snapshots/snapshot-1/restore'), {
      status: 404,
      body: { statusCode: 404, error: 'Not Found', message: 'there is no snapshot "snapshot-1"' },
    })
    t.equal((await control(kibana, 'DELETE', '/snapshots/snapshot-1')).status, 404)
    t.equal((await control(kibana, 'DELETE', '/snapshots')).status, 204)
    t.strictSame(kibana.snapshots.list(), [])
    t.match(await control(kibana, 'POST', '/snapshots', { id: 5 }), { status: 400, body: { path: 'id', expected: 'a string of 1 or more characters' } })
  })
})
