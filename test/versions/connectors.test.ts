import t from 'tap'
import { CaseConnectorSchema } from '../../src/documents/case-connector.js'
import { alert } from './attachments.js'
import { JIRA, NEW_CASE, testRows, type Client, type Row } from './table.js'

type Fields = Readonly<Record<string, unknown>>

const FIELDS: Readonly<Record<string, Fields>> = {
  '.jira': { issueType: '1', priority: null, parent: null },
  '.resilient': { incidentTypes: null, severityCode: null },
  '.servicenow': { impact: null, severity: null, urgency: null, category: null, subcategory: null },
  '.servicenow-sir': {
    category: null, destIp: null, malwareHash: null, malwareUrl: null, priority: null, sourceIp: null, subcategory: null,
  },
  '.swimlane': { caseId: null },
}
const connectorOf = (type: string, fields: Fields | null) => ({ connector: { id: 'c', name: 'c', type, fields } })
const UNKNOWN = 'invalid keys "foo"'
/** A connector other than that of a new case, so that a PATCH changes something. */
const withUnknown = (type: string) => connectorOf(type, { ...FIELDS[type], foo: 'x' })
const configured = (client: Client, connector: object) =>
  client.said('POST', '/api/cases/configure', { ...connector, closure_type: 'close-by-user', owner: 'securitySolution' })

testRows('unknown fields of connectors, which were kept before 8.9', Object.keys(FIELDS).flatMap((type): Row[] => [
  [`in a new case: ${type}`, '8.8.2', '8.9.0', client => client.created(withUnknown(type)), 200, UNKNOWN],
  [`in a changed case: ${type}`, '8.8.2', '8.9.0', client => client.patched(withUnknown(type)), 200, UNKNOWN],
  [`in a configuration: ${type}`, '8.8.2', '8.9.0', client => configured(client, withUnknown(type)), 200, UNKNOWN],
  [`in the answer: ${type}`, '8.8.2', '8.9.0', async client => {
    const { body } = await client.call('POST', '/api/cases', { ...NEW_CASE, ...withUnknown(type) })
    return body.connector?.fields ?? body.message
  }, { ...FIELDS[type], foo: 'x' }, UNKNOWN],
]))

/** Fields that came with a version, and were unknown keys before. */
const LATER: readonly [field: string, type: string, before: string, from: string][] = [
  ['additionalFields', '.servicenow', '8.17.9', '8.18.0'],
  ['additionalFields', '.servicenow-sir', '8.17.9', '8.18.0'],
  ['additionalFields', '.servicenow', '8.17.9', '9.0.0'],
  ['additionalFields', '.resilient', '9.1.9', '9.2.0'],
  ['otherFields', '.jira', '9.2.9', '9.3.0'],
]
testRows('fields of connectors', LATER.flatMap(([field, type, before, from]): Row[] => {
  const sent = connectorOf(type, { ...FIELDS[type], [field]: '{}' })
  return [
    [`${field} of ${type} in a new case`, before, from, client => client.created(sent), `invalid keys "${field}"`, 200],
    [`${field} of ${type} in a changed case`, before, from, client => client.patched(sent), `invalid keys "${field}"`, 200],
    [`${field} of ${type} in a configuration`, before, from, client => configured(client, sent), `invalid keys "${field}"`, 200],
    [`${field} of ${type} in the answer`,
      before, from, async client => (await client.call('POST', '/api/cases', { ...NEW_CASE, ...sent })).body.connector?.fields[field],
      undefined, '{}'],
  ]
}))

const unknownType = (type: string, fields: Fields | null) =>
  `Invalid value ${JSON.stringify(JSON.stringify(connectorOf(type, fields).connector)).replaceAll('\\"', '"')} supplied to "connector"`
const create = (type: string, config: object = {}, secrets: object = {}) => (client: Client) =>
  client.said('POST', '/api/actions/connector', { name: 'n', connector_type_id: type, config, secrets })
const unregistered = (type: string) => `Action type "${type}" is not registered.`
const needsUrl = (key: string) => `error validating action type config: [${key}]: expected value of type [string] but got [undefined]`

testRows('types of connectors', [
  ['TheHive in a changed case',
    '8.15.5', '8.16.0', client => client.patched(connectorOf('.thehive', { tlp: 2 })).then(said => said === 200), false, true],
  ['TheHive in a new case',
    '8.15.5', '8.16.0', client => client.created(connectorOf('.thehive', null)), unknownType('.thehive', null), 200],
  ['the cases webhook in a new case',
    '8.3.3', '8.4.0', client => client.created(connectorOf('.cases-webhook', null)).then(said => said === 200), false, true],
  ['the cases webhook in a changed case',
    '8.3.3', '8.4.0', client => client.patched(connectorOf('.cases-webhook', null)).then(said => said === 200), false, true],
  ['the cases webhook in a configuration',
    '8.3.3', '8.4.0', client => configured(client, connectorOf('.cases-webhook', null)).then(said => said === 200), false, true],
  ['a connector to TheHive',
    '8.15.5', '8.16.0', create('.thehive', { url: 'https://t.example' }, { apiKey: 'k' }), unregistered('.thehive'), 200],
  ['a cases webhook', '8.3.3', '8.4.0', create('.cases-webhook'), unregistered('.cases-webhook'), needsUrl('createIncidentUrl')],
  ['a system action',
    '8.13.4', '8.14.0', create('.cases'), unregistered('.cases'), 'System action creation is forbidden. Action type: .cases.'],
  ['the system action of workflows',
    '9.2.9', '9.3.0', create('.workflows'), unregistered('.workflows'), 'System action creation is forbidden. Action type: .workflows.'],
  [
    'the id of a system action', '9.2.9', '9.3.0',
    client => client.said('DELETE', '/api/actions/connector/system-connector-.workflows'),
    'Saved object [action/system-connector-.workflows] not found',
    'System action system-connector-.workflows is not allowed to delete.',
  ],
  ['a connector to Jira Service Management',
    '9.1.9', '9.2.0', create('.jira-service-management'), unregistered('.jira-service-management'), needsUrl('apiUrl')],
  ['is_system_action',
    '8.9.2', '8.10.0', async client => (await client.call('POST', '/api/actions/connector', JIRA)).body.is_system_action, undefined, false],
  ['is_connector_type_deprecated',
    '9.2.9', '9.3.0', async client => (await client.call('POST', '/api/actions/connector', JIRA)).body.is_connector_type_deprecated,
    undefined, false],
  ['an empty id', '8.7.1', '8.8.0', client => client.said('POST', '/api/actions/connector/', JIRA), 'Not Found', 200],
  ['the old list of connectors', '8.19.9', '9.0.0', client => client.said('GET', '/api/actions'), 200, 'Not Found'],
  ['the old list of types', '8.19.9', '9.0.0', client => client.said('GET', '/api/actions/list_action_types'), 200, 'Not Found'],
  ['the old creation of a connector',
    '8.19.9', '9.0.0',
    client => client.said('POST', '/api/actions/action', { name: 'j', actionTypeId: '.jira', config: JIRA.config, secrets: JIRA.secrets }),
    200, 'Not Found'],
  ['a webhook with the method patch',
    '9.2.9', '9.3.0', create('.webhook', { method: 'patch', url: 'https://x.example', hasAuth: false }), webhookMethods(), 200],
  ['a webhook with the method get',
    '9.2.9', '9.3.0', create('.webhook', { method: 'get', url: 'https://x.example', hasAuth: false }), webhookMethods(), 200],
])

const RESILIENT = {
  name: 'r',
  connector_type_id: '.resilient',
  config: { apiUrl: 'https://r.example', orgId: '1' },
  secrets: { apiKeyId: 'i', apiKeySecret: 's' },
}
/** The `errorSource` of an execution. */
const sourceOf = (connector: object, params: object) => async (client: Client) => {
  const { body: { id } } = await client.call('POST', '/api/actions/connector', connector)
  return (await client.call('POST', `/api/actions/connector/${id}/_execute`, { params })).body.errorSource
}
const withoutAction = sourceOf(JIRA, {})
const handshake = sourceOf(JIRA, { subAction: 'handshake', subActionParams: {} })
const unknownSubAction = sourceOf(RESILIENT, { subAction: 'nope', subActionParams: {} })
const wrongSubParams = sourceOf(RESILIENT, { subAction: 'pushToService', subActionParams: {} })

// Source: Kibana's pull requests 171416, 179700, 184015, 184317 and 197812
testRows('sources of errors of executions', [
  ['invalid params', '8.12.2', '8.13.0', withoutAction, undefined, 'framework'],
  ['invalid params', '8.16.6', '8.17.0', withoutAction, 'framework', 'user'],
  ['a handshake, which is not implemented', '8.13.4', '8.14.0', handshake, 'user', 'framework'],
  ['an unknown sub-action', '8.14.3', '8.15.0', unknownSubAction, 'framework', 'framework'],
  ['invalid params of a sub-action', '8.14.3', '8.15.0', wrongSubParams, 'framework', 'user'],
])

testRows('the list of all types of connectors', [
  ['its route', '8.13.4', '8.14.0', client => client.said('GET', '/internal/actions/connector_types'), 'Not Found', 200],
  ['the features of the type of cases', '8.15.5', '8.16.0', async client => {
    const { body } = await client.call('GET', '/internal/actions/connector_types')
    return body.find(({ id }: { id: string }) => id === '.cases').supported_feature_ids
  }, ['uptime', 'alerting'], ['uptime', 'alerting', 'siem']],
])

function webhookMethods (): string {
  return 'error validating action type config: [method]: types that failed validation:\n- [method.0]: expected value to equal ' +
    '[post]\n- [method.1]: expected value to equal [put]'
}

/** Pushes a case with an alert, a comment and another alert, and returns what the answer shows of them and which are stamped as pushed. */
async function pushed (client: Client) {
  const { id } = await client.make()
  await client.attach(id, alert('a'))
  await client.attach(id)
  const { comments } = await client.attach(id, alert('b'))
  const { body: { id: connectorId } } = await client.call('POST', '/api/actions/connector', JIRA)
  const { body } = await client.call('POST', `/api/cases/${id}/connector/${connectorId}/_push`, {})
  const stamped: boolean[] = []
  for (const {
    id: commentId,
  } of comments) stamped.push((await client.call('GET', `/api/cases/${id}/comments/${commentId}`)).body.pushed_at !== null)
  return { shown: body.comments.length, totals: [body.totalComment, body.totalAlerts], stamped }
}
const ALL = { shown: 3, totals: [3, 0], stamped: [true, true, true] }
const SOME = { shown: 1, totals: [1, 0], stamped: [true, false, false] }

testRows('pushes', [
  ['the attachments that are stamped', '8.8.2', '8.9.0', pushed, ALL, SOME],
  ['the attachments that are stamped', '9.4.9', '9.5.0', pushed, SOME, ALL],
])

const NEW_CONNECTORS: readonly [type: string, before: string, from: string][] = [
  ['.cases-webhook', '8.3.3', '8.4.0'], ['.thehive', '8.15.5', '8.16.0'],
]
const NEW_FIELDS: readonly [type: string, field: string, before: string, from: string][] = [
  ['.servicenow', 'additionalFields', '8.17.9', '8.18.0'],
  ['.resilient', 'additionalFields', '9.1.9', '9.2.0'],
  ['.jira', 'otherFields', '9.2.9', '9.3.0'],
]
testRows('newer connectors and fields in a case', [
  ...NEW_CONNECTORS.map(([type, before, from]): Row =>
    [type, before, from, client => client.created(connectorOf(type, null)).then(said => said === 200), false, true]),
  ...NEW_FIELDS.map(([type, field, before, from]): Row =>
    [`${field} of ${type}`, before, from, client => client.created(connectorOf(type, { ...FIELDS[type], [field]: null })),
      `invalid keys "${field}"`, 200]),
])

t.test('every connector that a case may have only from a version on is in NEW_CONNECTORS', async t => {
  const [, { anyOf }] = CaseConnectorSchema.allOf
  const later = anyOf.filter(({ since }) => since !== undefined).map(({ properties: { type } }) => type.const)
  t.strictSame(later, NEW_CONNECTORS.map(([type]) => type), 'NEW_CONNECTORS in this file')
})
