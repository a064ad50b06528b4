import fc from 'fast-check'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { newCase } from '../helpers/cases.js'

// Random control calls and Kibana calls, half of them valid: none may end in a server error, and a reset afterwards
// must restore the initial state

const fault = fc.record({
  match: fc.constantFrom({ method: 'PATCH' }, { path: '/api/cases/**' }, {}),
  effect: fc.constantFrom(
    { status: 404 },
    { preset: 'rate-limited' },
    { conflict: true },
    { malformed: true },
    { status: 302, headers: { location: '/' } },
    { preset: 'login-redirect', malformed: true },
    { status: 404, body: '<p>', bytesPerSecond: 1_000_000 },
    { delay: ['0ms', '1ms'] },
    { nonsense: 1 },
  ),
  times: fc.constantFrom(1, 2, 0),
}, { requiredKeys: ['effect'] })
const failure = fc.record({
  match: fc.constantFrom({ connectorType: '.jira' }, { connectorId: 'j' }, { operation: 'addComment' }, { connectorType: 'x' }),
  failure: fc.constantFrom('timeout', 'rate-limit', 'tls', 'nonsense'),
  preset: fc.constantFrom('tls-break', 'jira-401-html', 'servicenow-acl'),
  times: fc.constantFrom(1, 2),
  delay: fc.constantFrom('1ms', -1),
}, { requiredKeys: [] })
const state = fc.record({
  cases: fc.array(fc.record(
    { title: fc.string(), status: fc.constantFrom('open', 'closed', 'x'), space: fc.constantFrom('default', 'nowhere') },
    { requiredKeys: [] },
  ), { maxLength: 2 }),
  license: fc.constantFrom('basic', 'trial', 'x'),
}, { requiredKeys: [] })
/** Saved answers of Kibana, some of them invalid. */
const saved = fc.constantFrom<unknown>(newCase, [
  newCase, { ...newCase, title: '' },
], [newCase, 5], { page: 1, per_page: 1, total: 1, cases: [newCase] }, { total: 1, per_page: 1, cases: [null] })
const stub = fc.record({
  id: fc.constantFrom('a', 'stub-1', ''),
  path: fc.constantFrom('/api/fleet/**', '/api/cases/_find', '(', { regex: '^/api/cases/se' }),
  method: fc.constantFrom('GET', ['PUT', 'get']),
  status: fc.constantFrom(200, 302, 404, 99),
  body: fc.constantFrom({ items: [] }, '<html>', null),
  headers: fc.constantFrom({ etag: '1' }, { 'a b': 'c' }),
  times: fc.constantFrom(1, 2, 0),
  delay: fc.constantFrom('1ms', ['0ms', '1ms'], 'soon'),
}, { requiredKeys: [] })
// Nothing listens there, so deliveries fail while other calls continue
const webhook = fc.record({
  id: fc.constantFrom('a', 'webhook-1'),
  url: fc.constantFrom('http://127.0.0.1:1/hook', 'https://', 'ftp://x'),
  events: fc.constantFrom(['case.created'], ['case.updated', 'case.deleted'], ['x'], []),
  headers: fc.constantFrom({ a: 'b' }, { 'a b': 'c' }),
}, { requiredKeys: ['url'] })
const alert = fc.record({
  id: fc.constantFrom('a', 'alert-1', ''),
  index: fc.constantFrom('.alerts-x', 5),
  source: fc.constantFrom(
    { 'kibana.alert.workflow_status': 'closed' }, { 'kibana.alert.case_ids': ['seeded'] }, { 'kibana.alert.uuid': 'a' }, 1,
  ),
}, { requiredKeys: [] })
const sandbox = fc.record({
  id: fc.constantFrom('a', 'b', ''),
  license: fc.constantFrom('basic', 'x'),
  seed: state,
  idle: fc.constantFrom('1h', -1),
  stubs: fc.array(stub, { maxLength: 2 }),
  clock: fc.constantFrom('2030-01-01T00:00:00.000Z', 'never'),
  random: fc.constantFrom(1, 'x'),
  externalFailures: fc.array(failure, { maxLength: 2 }),
  kibanaVersion: fc.constantFrom('8.15.0', '9.5.0', '7.0.0'),
}, { requiredKeys: [] })
const id = fc.constantFrom('a', 'fault-1', 'stub-1', 'alert-1', 'failure-1', 'snapshot-1', 'webhook-1', '%2e', '__proto__')

const call = (method: string, url: string | fc.Arbitrary<string>, body: fc.Arbitrary<unknown> = fc.constant(undefined)) =>
  fc.record({ method: fc.constant(method), url: typeof url === 'string' ? fc.constant(url) : url, body })
const under = (path: string) => id.map(name => `${path}/${name}`)

const calls = fc.oneof(
  call('POST', '/_mock/faults', fault), call('DELETE', under('/_mock/faults')), call('GET', '/_mock/faults'),
  call('POST', '/_mock/failures', failure), call('DELETE', under('/_mock/failures')), call('DELETE', '/_mock/failures'),
  call('POST', '/_mock/stubs', stub), call('DELETE', under('/_mock/stubs')), call('DELETE', '/_mock/stubs'), call('GET', '/_mock/stubs'),
  call('POST', '/_mock/webhooks', webhook),
  call('DELETE', under('/_mock/webhooks')),
  call('DELETE', '/_mock/webhooks'),
  call('GET', '/_mock/webhooks'),
  call('POST', '/_mock/alerts', alert),
  call('DELETE', under('/_mock/alerts')),
  call('DELETE', '/_mock/alerts'),
  call('GET', '/_mock/alerts'),
  call('PUT', '/_mock/state', state),
  call('POST', '/_mock/seed', fc.oneof(state, saved)),
  call('GET', '/_mock/state'),
  call('GET', '/_mock/users'),
  call('POST', '/_mock/snapshots', fc.record({ id: fc.constantFrom('a', '') }, { requiredKeys: [] })),
  call('POST', id.map(name => `/_mock/snapshots/${name}/restore`)),
  call('POST', '/_mock/sandboxes', sandbox),
  call('PUT', under('/_mock/sandboxes'), sandbox),
  call('DELETE', under('/_mock/sandboxes')),
  call('DELETE', '/_mock/sandboxes'),
  call('GET', '/_mock/sandboxes'),
  call('POST', '/_sandbox/a/_mock/stubs', stub),
  call('POST', '/_sandbox/a/_mock/alerts', alert),
  call('POST', '/_sandbox/a/_mock/reset'),
  call('POST', '/_sandbox/a/api/cases', fc.constant(newCase)),
  call('PUT', '/_mock/clock', fc.record(
    { now: fc.constantFrom('2030-01-01T00:00:00.000Z', 'never'), frozen: fc.boolean(), pace: fc.constantFrom(0, 5, -1) },
    { requiredKeys: [] },
  )),
  call('POST', '/_mock/clock/advance', fc.record({ by: fc.constantFrom('2h', '-3d', '9999999w', 'x') })),
  call('PUT', '/_mock/license', fc.record({ license: fc.constantFrom('basic', 'gold', 'x') })),
  call('POST', '/_mock/requests/verify', fc.record({ match: fc.constantFrom({}, { path: 5 }), times: fc.constantFrom(0, 1, -1) }, {
    requiredKeys: [],
  })),
  call('GET', fc.constantFrom(
    '/_mock/requests?limit=2&order=desc',
    '/_mock/requests?limit=x',
    '/_mock/requests?format=har',
    '/_mock/requests?service=elasticsearch',
    '/_mock/requests?service=x',
    '/_mock/incidents',
    '/_mock/incidents/refused',
    '/_mock/presets',
  )),
  call('POST', '/api/cases', fc.constantFrom({}, newCase)),
  call('POST', '/api/cases/seeded/comments', fc.constantFrom(...[
    'a', 'alert-1', 'none',
  ].map(alertId => ({ type: 'alert', alertId, index: '.alerts-x', rule: { id: null, name: null }, owner: 'cases' })))),
  call('POST', '/api/cases/seeded/connector/j/_push', fc.constant({})),
  call('GET', fc.constantFrom('/api/fleet/agents', '/api/fleet/%zz', '/_sandbox/a/api/fleet/agents')),
  call('PATCH', '/api/cases', fc.constantFrom(
    { cases: [{ id: 'seeded', version: 'WzEsMV0=', title: 'y' }] },
    { cases: [{ id: 'seeded', version: 'WzEsMV0=', status: 'closed' }] },
    { cases: [] },
  )),
  call('GET', fc.constantFrom(
    '/api/cases/_find', '/api/cases/seeded', '/api/cases/%zz', '/_sandbox/a/api/cases/_find', '/_sandbox/b/_mock/state',
  )),
  call('DELETE', '/api/cases?ids=["seeded"]'),
)

t.test('no sequence of control calls and Kibana calls ends in a 5xx, and a reset restores the initial state', async t => {
  const kibana = await testServer(t, {
    connectors: {
      j: { name: 'J', actionTypeId: '.jira', config: { apiUrl: 'https://jira', projectKey: 'J' }, secrets: { email: 'e', apiToken: 't' } },
    },
    seed: {
      alerts: [{ id: 'alert-1', index: '.alerts-x', source: { 'kibana.alert.workflow_status': 'open' } }],
      cases: [{
        id: 'seeded',
        title: 'seeded',
        connector: { id: 'j', name: 'J', type: '.jira', fields: { issueType: '10001', priority: null, parent: null } },
      }],
    },
  })
  const everything = () => ({
    state: kibana.exportState(),
    clock: [kibana.clock.iso(), kibana.clock.frozen, kibana.clock.pace],
    license: kibana.license(),
    users: kibana.users(),
    files: kibana.files.all(),
    alerts: kibana.alerts.list(),
    incidents: [kibana.incidents.all(), kibana.incidents.refused()],
    rules: [kibana.faults.list(), kibana.failures.list(), kibana.stubs.list()],
    requests: kibana.requests.all(),
  })
  const start = everything()
  t.strictSame(kibana.alerts.list().map(({ id }) => id), ['alert-1'])
  await fc.assert(fc.asyncProperty(fc.array(calls, { minLength: 1, maxLength: 25 }), async sequence => {
    for (const { method, url, body } of sequence) {
      const response = await kibana.app.inject({
        method: method as 'GET',
        url,
        headers: { 'kbn-xsrf': 'true', ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      })
      // Kibana's response to a push that the license does not include
      const isKibanas = response.body.includes('license does not support it')
      if (response.statusCode >= 500 && !isKibanas) {
        throw new Error(`${method} ${url} ${JSON.stringify(body)}: ${response.statusCode} ${response.body}`)
      }
    }
    kibana.reset()
    kibana.sandboxes.clear()
    kibana.webhooks.clear()
    const { found, wanted } = { found: JSON.stringify(everything(), null, 1), wanted: JSON.stringify(start, null, 1) }
    if (found !== wanted) throw new Error(`the state after the reset differs\n${found}\n${wanted}`)
  }), { numRuns: 150 })
  t.strictSame(everything(), start)
  t.strictSame([start.rules, start.requests, start.incidents], [[[], [], []], [], [[], []]])
})
