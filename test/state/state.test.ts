import t from 'tap'
import { CaseConnectorSchema } from '../../src/documents/case-connector.js'
import { type State } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'

const elastic = { username: 'elastic', full_name: null, email: null }
const PUSHED_YESTERDAY = {
  connector_id: 'j',
  connector_name: 'J',
  external_id: '1',
  external_title: 'J-1',
  external_url: '',
  pushed_at: 'yesterday',
  pushed_by: elastic,
}

const types = CaseConnectorSchema.allOf[1].anyOf.map(({ properties }) => `"${properties.type.const}"`)
/** Invalid states, with the path and the expectation in the message. */
const BAD_STATES: [unknown, string, string][] = [
  [5, 'state', 'an object'],
  [[], 'state', 'an object'],
  [null, 'state', 'an object'],
  [{ case: [] },
    'case',
    'one of the keys format, sequenceNumber, random, license, spaces, roles, connectors, configurations, templates, fieldDefinitions, ' +
      'cases, caseCounters, comments, userActions, files, alerts, incidents, externalSystems'],
  [{ format: 2 }, 'format', '1'],
  [{ license: 'free' }, 'license', '"basic", "standard", "gold", "platinum", "enterprise" or "trial"'],
  [{ sequenceNumber: -1 }, 'sequenceNumber', 'a whole number of 0 to 4503599627370496'],
  [{ sequenceNumber: 2 ** 52 + 1 }, 'sequenceNumber', 'a whole number of 0 to 4503599627370496'],
  [{ random: [1] }, 'random', 'a list of 4 items'],
  [{ random: [0, 0, 0, 2 ** 32] }, 'random[3]', 'a whole number of -2147483648 to 2147483647'],
  [{ random: [0, 0, 0, 0] }, 'random', 'numbers that are not all 0'],
  [{ cases: {} }, 'cases', 'a list'],
  [{ cases: [{}] }, 'cases[0].title', 'a non-empty title'],
  [{ cases: [{ title: 'x' }, { title: 'y', status: 'done' }] }, 'cases[1].status', '"open", "in-progress" or "closed"'],
  [{ cases: [{ title: 'x', created_at: 'yesterday' }] }, 'cases[0].created_at', 'an ISO 8601 time such as "2025-06-01T10:00:00.000Z"'],
  [{ cases: [{ title: 'x', created_at: '9999-12-31T23:59:59-01:00' }] },
    'cases[0].created_at', 'an ISO 8601 time such as "2025-06-01T10:00:00.000Z"'],
  [{ cases: [{ title: 'x', created_by: 'ann' }] }, 'cases[0].created_by', 'an object'],
  [{ cases: [{ title: 'x', owner: 'security' }] }, 'cases[0].owner', '"cases", "observability" or "securitySolution"'],
  [{ cases: [{ title: 'x', comments: [{ comment: 'c', owner: 'security' }] }] },
    'cases[0].comments[0].owner', '"cases", "observability" or "securitySolution"'],
  [{ configurations: [{ owner: 'security' }] }, 'configurations[0].owner', '"cases", "observability" or "securitySolution"'],
  [{ cases: [{ title: 'x', version: 'one' }] }, 'cases[0].version', 'a version as Kibana writes them, such as "WzIzLDFd"'],
  [{ cases: [{ title: 'x', version: btoa(`[${2 ** 52 + 1},1]`) }] },
    'cases[0].version', 'a version as Kibana writes them, such as "WzIzLDFd"'],
  [{ cases: [{ title: 'x', version: '!' }] }, 'cases[0].version', 'a version as Kibana writes them, such as "WzIzLDFd"'],
  [{ cases: [{ title: 'x', comments: [{ comment: 'c', version: 'one' }] }] },
    'cases[0].comments[0].version', 'a version as Kibana writes them, such as "WzIzLDFd"'],
  [{ caseCounters: [{ id: 'lab', last_id: 1 }] }, 'caseCounters[0].id', 'a space that exists'],
  [{ cases: [{ title: 'x', external_service: PUSHED_YESTERDAY }] },
    'cases[0].external_service.pushed_at', 'an ISO 8601 time such as "2025-06-01T10:00:00.000Z"'],
  [{ cases: [{ title: 'x', space: 'lab' }] }, 'cases[0].space', 'a space that exists'],
  [{ cases: [{ title: 'x', connector: { id: 'a', name: 'a', type: '.jra', fields: null } }] },
    'cases[0].connector.type', `${types.slice(0, -1).join(', ')} or ${types.at(-1)}`],
  [{ cases: [{ title: 'x', connector: { id: 'a', name: 'a', type: '.jira', fields: { issueType: null, priority: null } } }] },
    'cases[0].connector.fields.parent', 'a string or null'],
  [{ cases: [{ title: 'x', connector: { id: 'a', name: 'a', type: '.none', fields: null, secret: 1 } }] },
    'cases[0].connector.secret', 'one of the keys id, type, fields, name'],
  [{ cases: [{ title: 'x', settings: { syncAlerts: true, more: 1 } }] },
    'cases[0].settings.more', 'one of the keys syncAlerts, extractObservables'],
  [{ cases: [{ title: 'x', duration: 1.5 }] }, 'cases[0].duration', 'a whole number or null'],
  [{ cases: [{ title: 'x', comments: [{ type: 'user' }] }] }, 'cases[0].comments[0].comment', 'a string of 1 to 30000 characters'],
  [{ cases: [{ title: 'x', comments: [{ comment: '  ' }] }] }, 'cases[0].comments[0].comment', 'a string of 1 to 30000 characters'],
  [{ cases: [{ title: 'x', comments: [{ type: 'alert', alertId: 'a', index: 5, rule: { id: null, name: null } }] }] },
    'cases[0].comments[0].index', 'a list or a string'],
  [{ cases: [{ title: 'x', comments: [{ type: 'alert', alertId: [1], index: 'i', rule: { id: null, name: null } }] }] },
    'cases[0].comments[0].alertId[0]', 'a string'],
  [{ cases: [{ title: 'x', comments: [{ type: 'other' }] }] },
    'cases[0].comments[0].type', '"user", "event", "alert", "actions", "externalReference" or "persistableState"'],
  [{ cases: [{ title: 'x', comments: ['c'] }] }, 'cases[0].comments[0]', 'an object'],
  [{ cases: [{ id: 'a', title: 'x' }, { id: 'a', title: 'y' }] }, 'cases[1].id', 'an id that no other has'],
  [{ comments: [{ case_id: 'a', comment: 'c' }] }, 'comments[0].case_id', 'a case that exists'],
  [{ userActions: [{ case_id: 'a', type: 'title', action: 'update', payload: {} }] }, 'userActions[0].case_id', 'a case that exists'],
  [{ configurations: [{}, { owner: 'cases' }] }, 'configurations[1]', 'one configuration per owner and space'],
  [{ spaces: [{ id: 'Lab' }] }, 'spaces[0].id', 'a space id of a-z, 0-9, "_" and "-"'],
  [{ connectors: [{ id: 'c', actionTypeId: '.jira', config: { 'a b': 1 }, name: 5 }] }, 'connectors[0].name', 'a string'],
  [{ connectors: [{ id: 'c' }] }, 'connectors[0].actionTypeId', 'a string'],
  [{ incidents: [{ connectorId: 'c', externalId: '1' }] },
    'incidents[0].connectorId', 'a connector that exists, or a connectorType beside it'],
]

t.test('PUT /_mock/state and POST /_mock/seed', async t => {
  t.test('reject an invalid state, naming the path and the expectation, and change nothing', async t => {
    const kibana = await testServer(t, { seed: { cases: [{ id: 'kept', title: 'kept' }] } })
    const before = kibana.exportState()
    for (const [state, path, expected] of BAD_STATES) {
      for (const [method, url] of [['PUT', '/state'], ['POST', '/seed']] as const) {
        const { status, body } = await control(kibana, method, url, JSON.stringify(state))
        t.match(
          { status, body },
          { status: 400, body: { statusCode: 400, error: 'Bad Request', path, expected } },
          `${JSON.stringify(state)} ${body.message}`,
        )
        t.ok(body.message.startsWith(`${path}: expected ${expected}, got `), body.message)
      }
    }
    t.match((await control(kibana, 'PUT', '/state', '"demo"')).body, { path: 'state', expected: 'an object' })
    const fixtures = 'an object, or the fixture "docs-examples" or "demo"'
    t.match((await control(kibana, 'POST', '/seed', '"package"')).body, { path: 'state', expected: fixtures })
    t.strictSame(kibana.exportState(), before)
  })

  t.test('refuse a missing body, and one that is not JSON', async t => {
    const kibana = await testServer(t)
    t.match((await control(kibana, 'PUT', '/state', '{')).body, { statusCode: 400, path: 'body', expected: 'JSON' })
    t.match((await control(kibana, 'PUT', '/state')).body, { statusCode: 400, message: 'state: expected an object, got nothing' })
  })

  t.test('PUT replaces everything, but spaces only if it names some', async t => {
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

  t.test('accept larger bodies than Kibana', async t => {
    const kibana = await testServer(t)
    const cases = Array.from({ length: 300 }, (_, index) => ({ title: `case ${index}`, description: 'x'.repeat(5000) }))
    t.equal((await control(kibana, 'PUT', '/state', { cases })).status, 204)
    t.equal((await control(kibana, 'GET', '/state')).body.cases.length, 300)
  })
})

t.test('GET /_mock/state', async t => {
  t.test('never contains the secrets of a connector, but marks them as missing', async t => {
    const kibana = await testServer(t, {
      seed: {
        connectors: [
          { id: 'a', actionTypeId: '.jira', config: { apiUrl: 'https://jira' }, secrets: { email: 'e', apiToken: 'hidden' } },
          { id: 'b', actionTypeId: '.jira' },
        ],
      },
    })
    const { body } = await control(kibana, 'GET', '/state')
    t.notMatch(JSON.stringify(body), /hidden/)
    t.match(body.connectors, [
      { id: 'a', name: 'a', config: { apiUrl: 'https://jira' }, isMissingSecrets: true }, { id: 'b', isMissingSecrets: false },
    ])
  })
})

t.test('a state', async t => {
  const full: State = {
    spaces: [{ id: 'lab' }],
    roles: [{ id: 'analyst', kibana: [{ spaces: ['lab'], base: ['read'] }] }],
    connectors: [
      { id: 'j', actionTypeId: '.jira', config: { apiUrl: 'https://jira', projectKey: 'J' }, secrets: { email: 'e', apiToken: 't' } },
    ],
    configurations: [{ owner: 'cases', closure_type: 'close-by-pushing' }],
    cases: [{ id: 'a', title: 'a' }],
    files: [{ id: 'f', case_id: 'a', name: 'report.pdf', content: Buffer.from('%PDF').toString('base64') }, {
      case_id: 'a', name: 'notes', extension: 'txt', mimeType: 'text/plain', content: '',
    }],
    alerts: [{ id: 'alert-1', index: '.alerts', source: { host: { ip: '1.2.3.4' } } }],
    incidents: [{ connectorId: 'j', caseId: 'a', planned: true, externalId: '7', externalTitle: 'J-7' }],
  }

  t.test('contains everything that a server stores, and survives an export', async t => {
    const kibana = await testServer(t, { seed: full })
    t.match(kibana.files.all(), [{ id: 'f', name: 'report', extension: 'pdf', mimeType: 'application/pdf', size: 4 }, {
      name: 'notes', extension: 'txt', mimeType: 'text/plain', size: 0,
    }])
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
    t.match(
      (await call(other, 'POST', '/api/cases/a/connector/j/_push', {})),
      { status: 424, body: { message: /secrets/ } },
      'elsewhere they must be given again',
    )
  })

  t.test('keeps the roles and spaces of the options if it names none', async t => {
    const kibana = await testServer(t, {
      spaces: ['home'],
      security: {
        roles: { own: { kibana: [{ spaces: ['*'], base: ['all'] }] } }, users: { ann: { password: 'x', roles: ['superuser'] } },
      },
    })
    const names = () => [kibana.exportState().spaces?.map(({ id }) => id), kibana.exportState().roles?.map(({ id }) => id)]
    t.strictSame(names(), [['default', 'home'], ['own']])
    kibana.importState({ roles: [{ id: 'new' }] })
    t.strictSame(names(), [['default', 'home'], ['new']])
    kibana.importState({ spaces: [{ id: 'lab' }] })
    t.strictSame(names().map(list => list?.toSorted()), [['default', 'lab'], ['own']])
  })

  t.test('adds files and attachments to existing cases', async t => {
    const kibana = await testServer(t, { seed: full })
    t.throws(() => kibana.seed({ files: [{ case_id: 'nope', name: 'x', content: '' }] }), {
      message: 'files[0].case_id: expected a case that exists, got "nope"',
    })
    t.throws(() => kibana.seed({ files: [{ case_id: 'a', name: 'x', content: '?' }] }), {
      message: 'files[0].content: expected the bytes in base64, got "?"',
    })
    kibana.seed({ files: [{ case_id: 'a', name: 'x', content: 'AAAA', created: '2020-01-01' }] })
    t.match(kibana.files.all('a')[2], {
      name: 'x', extension: '', size: 3, mimeType: 'application/octet-stream', created: '2020-01-01T00:00:00.000Z',
    })
  })
})
