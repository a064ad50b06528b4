import { Client, NEW_CASE, testRows } from './table.js'

const CONFIGURED = [
  { key: 'a', label: 'Label A', type: 'text', required: true },
  { key: 'b', label: 'Label B', type: 'toggle', required: true },
]
const configure = (client: Client, customFields: object[] = CONFIGURED) =>
  client.call('POST', '/api/cases/configure', {
    connector: NEW_CASE.connector, closure_type: 'close-by-user', owner: 'securitySolution', customFields,
  })

const A = { key: 'a', type: 'text', value: 'x' }
const B = { key: 'b', type: 'toggle', value: true }

/** Configures the two required fields, and returns the message of a refused new case, or else the status. */
const created = (...customFields: object[]) => async (client: Client) => {
  await configure(client)
  return client.created({ customFields })
}
const MISSING = 'Missing required custom fields'
const MISSING_NOW = `${MISSING} without default value configured`

testRows('custom fields by version', [
  ['both required ones are missing',
    '8.12.2', '8.13.0', created(), `${MISSING}: "Label A", "Label B"`, `${MISSING_NOW}: "Label A", "Label B"`],
  ['one is null',
    '8.12.2', '8.13.0', created(A, { ...B, value: null }), `${MISSING}: "Label B"`,
    'Invalid value "null" supplied for the following required custom fields: "Label B"'],
  ['one is of another type', '8.12.2', '8.13.0', created({ key: 'a', type: 'toggle', value: true }, B),
    'The following custom fields have the wrong type in the request: a',
    'The following custom fields have the wrong type in the request: "Label A"'],
  ['one is sent twice',
    '8.14.3', '8.15.0', created(A, A, B), 'Invalid duplicated custom field keys in request: a',
    'Invalid duplicated customFields keys in request: a'],
  ['one is unknown',
    '8.12.2', '8.13.0', created(A, B, { key: 'c', type: 'text', value: 'x' }), 'Invalid custom field keys: c',
    'Invalid custom field keys: c'],
  ['both are right', '8.12.2', '8.13.0', created(A, B), 200, 200],
  ['a default value',
    '8.12.2', '8.13.0', async client => (await configure(client, [{ ...CONFIGURED[0], defaultValue: 'x' }])).status, 400, 200],
  ['a default value fills in for a missing one', '8.12.2', '8.13.0', async client => {
    await configure(client, [{ ...CONFIGURED[0], ...(client.version >= '8.13' && { defaultValue: 'x' }) }])
    return client.created({})
  }, `${MISSING}: "Label A"`, 200],
  ['a configured number',
    '8.16.1', '8.17.0', async client => (await configure(client, [{ ...CONFIGURED[0], type: 'number' }])).status, 400, 200],
  ['another type for a configured field', '8.12.2', '8.13.0', async client => {
    const { body: { id, version } } = await configure(client)
    return client.said('PATCH', `/api/cases/configure/${id}`, { version, customFields: [{ ...CONFIGURED[0], type: 'toggle' }] })
  }, 'Invalid custom field types in request for the following keys: a', 'Invalid custom field types in request for the following ' +
    'labels: "Label A"'],
  ['one is configured twice', '8.14.3', '8.15.0', async client => (await configure(client, [CONFIGURED[0]!, CONFIGURED[0]!])).body.message,
    'Invalid duplicated custom field keys in request: a', 'Invalid duplicated customFields keys in request: a'],
  ['one is configured twice by a change', '8.14.3', '8.15.0', async client => {
    const { body: { id, version } } = await configure(client)
    return client.said('PATCH', `/api/cases/configure/${id}`, { version, customFields: [CONFIGURED[1], CONFIGURED[1]] })
  }, 'Invalid duplicated custom field keys in request: b', 'Invalid duplicated customFields keys in request: b'],
  ['templates in a configuration', '8.14.3', '8.15.0', client => client.said('POST', '/api/cases/configure', {
    connector: NEW_CASE.connector, closure_type: 'close-by-user', owner: 'securitySolution', templates: [],
  }),
  'invalid keys "templates,[]"', 200],
  ['observable types in a configuration', '8.17.9', '8.18.0', client => client.said('POST', '/api/cases/configure', {
    connector: NEW_CASE.connector, closure_type: 'close-by-user', owner: 'securitySolution', observableTypes: [],
  }),
  'invalid keys "observableTypes,[]"', 200],
])
