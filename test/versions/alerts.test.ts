import { NEW_CASE, testRows, undefineds, type Client, type Row } from './table.js'

const SIGNALS = '/api/detection_engine/signals'
const triage = (route: string, body: object) => (client: Client) => client.said('POST', `${SIGNALS}/${route}`, body)
const appears = (route: string, before: string, from: string, now: string): Row =>
  [`the route signals/${route}`, before, from, triage(route, {}), 'Not Found', now]
const zod = (route: string, body: object, old: unknown, now: unknown): Row =>
  [`signals/${route} ${JSON.stringify(body)}`, '8.14.3', '8.15.0', triage(route, body), old, now]
const byIoTs = (...texts: string[]) => `[request body]: ${texts.join(',')}`
const missing = (...keys: string[]) => byIoTs(undefineds(...keys))
const STATUSES = "'open' | 'closed' | 'acknowledged' | 'in-progress'"

/** The start of the answer to closing an alert for a reason. */
const closedFor = (reason: string) => async (client: Client) =>
  String(await triage('status', { signal_ids: ['a'], status: 'closed', reason })(client)).replace('[request body]: ', '').split('. ')[0]

testRows('the triage of alerts', [
  ['the version in the answer of signals/search', '8.10.4', '8.11.0',
    async client => (await client.call('POST', `${SIGNALS}/search`, { query: {} })).headers['elastic-api-version'],
    undefined, '2023-10-31'],
  appears('tags', '8.8.2', '8.9.0', missing('ids', 'tags')),
  appears('assignees', '8.11.4', '8.12.0', missing('ids', 'assignees')),
  zod('status', {}, missing('status'), '[request body]: signal_ids: Required, status: Required, query: Required, status: Required'),
  zod(
    'status', { status: 'open' }, ['either "signal_ids" or "query" must be set'], '[request body]: signal_ids: Required, query: Required',
  ),
  zod('status', {
    status: 'open', signal_ids: ['a'], query: {},
  }, ['both "signal_ids" and "query" cannot exist, choose one or the other'], 200),
  zod('status', { status: 'foo', signal_ids: ['a'] }, byIoTs('Invalid value "foo" supplied to "status"'),
    `[request body]: status: Invalid enum value. Expected ${STATUSES}, received 'foo', query: Required, status: Invalid enum value. ` +
      `Expected ${STATUSES}, received 'foo'`),
  zod('tags', {
    ids: [], tags: { tags_to_add: [], tags_to_remove: [] },
  }, ['No alert ids were provided'], '[request body]: ids: Array must contain at least 1 element(s)'),
  zod('assignees', { ids: ['a'] }, missing('assignees'), '[request body]: assignees: Required'),
  zod('search', { size: 0, foo: 1 }, byIoTs('invalid keys "foo"'), 200),
  zod('search', {
    track_total_hits: 1,
  }, byIoTs('Invalid value "1" supplied to "track_total_hits"'), '[request body]: track_total_hits: Expected boolean, received number'),
  ['an unknown reason', '9.1.9', '9.2.0', closedFor('x'), '200', 'reason: Invalid enum value'],
  ['an unknown reason', '9.3.9', '9.4.0', closedFor('x'), 'reason: Invalid enum value', 'Invalid close reason: "x"'],
  ['a known reason', '9.1.9', '9.2.0', closedFor('duplicate'), '200', '200'],
  ['the reason of automatic closure', '9.3.9', '9.4.0', closedFor('automated_closure'), 'reason: Invalid enum value', '200'],
  ['search_after that is not a list',
    '9.4.9', '9.5.0', triage('search', { size: 0, search_after: 1 }), 200, '[request body]: search_after: Expected array, received number'],
])

const observable = (typeKey: string, value: string) => async (client: Client) =>
  client.said('POST', `/internal/cases/${(await client.make()).id}/observables`, { observable: { typeKey, value, description: null } })

const labelOf = (type: string) => async (client: Client) => {
  const [one, other] = [await client.make(), await client.make()]
  for (const { id } of [one, other]) {
    const observable = { typeKey: `observable-type-${type}`, value: 'a', description: null }
    await client.call('POST', `/internal/cases/${id}/observables`, { observable })
  }
  const { body: { cases } } = await client.call('POST', `/internal/cases/${one.id}/_similar`, { page: 1, perPage: 10 })
  return cases[0]?.similarities.observables[0].typeLabel
}

// Source: Kibana, x-pack/platform/plugins/shared/cases/common/constants/observables.ts
testRows('observables', [
  ['the label of the type for host names', '9.1.9', '9.2.0', labelOf('hostname'), 'Hostname', 'Host name'],
  ['the label of the type for agents', '9.2.9', '9.3.0', labelOf('agent-id'), undefined, 'Agent id'],
  ['the type for agents',
    '9.2.9', '9.3.0', observable('observable-type-agent-id', 'a'),
    'Failed to add observable: Error: Invalid observable type, key does not exist: observable-type-agent-id', 200],
  ['a label that the type for agents has', '9.2.9', '9.3.0', client => client.said('POST', '/api/cases/configure', {
    connector: NEW_CASE.connector,
    closure_type: 'close-by-user',
    owner: 'securitySolution',
    observableTypes: [{ key: 'a', label: 'agent id' }],
  }).then(said => said === 200), true, false],
  ['an observable', '8.17.9', '8.18.0', observable('observable-type-ipv4', '127.0.0.1'), 'Not Found', 200],
  ['an observable', '8.17.9', '9.0.0', observable('observable-type-ipv4', '127.0.0.1'), 'Not Found', 200],
])
