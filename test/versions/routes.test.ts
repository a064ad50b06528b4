import { testRows, type Row } from './table.js'

const missing = { statusCode: 404, error: 'Not Found', message: 'Not Found' }
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** A route that is unknown on one side of a cut: the answer there is that for an unknown path, or the one given. */
const appears = (
  method: Method, url: string, before: string, from: string, answer: unknown, body?: unknown, unknown: unknown = missing,
): Row =>
  [`${method} ${url} appears`, before, from, async client => (await client.call(method, url, body)).body, unknown, answer]
const goes = (
  method: Method, url: string, before: string, from: string, see: (body: { message?: string }) => unknown, old: unknown, now: unknown,
): Row =>
  [`${method} ${url} goes`, before, from, async client => see((await client.call(method, url)).body), old, now]

const unknownCase = (id: string) => ({ statusCode: 404, error: 'Not Found', message: `Saved object [cases/${id}] not found` })
const invalid = (message: string) => ({ statusCode: 400, error: 'Bad Request', message })

testRows('routes by version', [
  appears('GET', '/api/cases/x/user_actions/_find', '8.6.2', '8.7.0', unknownCase('x')),
  appears('POST', '/api/cases/x/files', '8.16.1', '8.17.0', {
    statusCode: 415, error: 'Unsupported Media Type', message: 'Unsupported Media Type',
  }, {}),
  appears('POST', '/internal/cases/x/attachments/_bulk_create', '8.2.0', '8.3.0', unknownCase('x'), []),
  appears('POST', '/internal/cases/x/attachments/_bulk_get', '8.6.0', '8.7.0', unknownCase('x'), { ids: ['a'] }),
  appears('POST', '/internal/cases/x/attachments/files/_bulk_delete', '8.7.0', '8.8.0', unknownCase('x'), { ids: ['f'] }),
  appears('POST', '/internal/cases/_bulk_get', '8.6.0', '8.7.0', {
    cases: [], errors: [{ error: 'Not Found', message: 'Saved object [cases/x] not found', status: 404, caseId: 'x' }],
  }, { ids: ['x'] }),
  appears('POST', '/internal/cases/_search', '8.11.0', '8.12.0', {
    page: 1, per_page: 20, total: 0, cases: [], count_open_cases: 0, count_in_progress_cases: 0, count_closed_cases: 0,
  }, {}),
  appears('GET', '/internal/cases/x/_connectors', '8.6.0', '8.7.0', {}),
  appears('GET', '/internal/cases/x/_users', '8.6.0', '8.7.0', unknownCase('x')),
  appears('GET', '/internal/cases/x/user_actions/_stats', '8.6.0', '8.7.0', unknownCase('x')),
  appears('GET', '/internal/cases/categories', '8.8.2', '8.9.0', []),
  appears('GET', '/internal/cases/metrics/x?features=lifespan', '8.9.2', '8.10.0', unknownCase('x')),
  appears('GET', '/internal/cases/metrics?features=mttr', '8.9.2', '8.10.0', { mttr: null }),
  appears('PUT', '/internal/cases/x/custom_fields/y', '8.12.2', '8.13.0', unknownCase('x'), { value: null, caseVersion: 'a' }),
  appears('POST', '/internal/cases/x/_similar', '8.17.9', '8.18.0', unknownCase('x'), {}),
  appears('POST', '/internal/cases/x/_similar', '8.17.9', '9.0.0', unknownCase('x'), {}),
  appears('GET', '/api/cases/metrics/x?features=["lifespan"]', '8.0.1', '8.1.0', unknownCase('x')),
  appears('GET', '/api/cases/metrics?features=mttr', '8.2.3', '8.3.0', { mttr: null }, undefined, invalid(
    '[request query.features]: definition for this key is missing',
  )),
  appears(
    'GET', '/api/cases/templates', '9.4.9', '9.5.0', { page: 1, perPage: 20, total: 0, templates: [] }, undefined, unknownCase('templates'),
  ),
  appears('GET', '/api/cases/templates/x', '9.4.9', '9.5.0', {
    statusCode: 404, error: 'Not Found', message: 'Template with id x not found',
  }),
  appears('GET', '/api/cases/fields?owner=cases', '9.4.9', '9.5.0', { fields: [] }, undefined, unknownCase('fields')),
  appears('GET', '/api/cases/x/fields', '9.4.9', '9.5.0', unknownCase('x')),
  appears(
    'POST',
    '/internal/cases/x/observables/_bulk_create',
    '9.1.9',
    '9.2.0',
    invalid('Failed to add observable: Error: Saved object [cases/x] not found'),
    { observables: [{ typeKey: 'observable-type-ipv4', value: '1.1.1.1' }] },
  ),
  appears('POST', '/api/cases/templates?dry_run=true', '9.5.1', '9.5.2', { valid: true }, {
    name: 'x', owner: 'cases', definition: 'fields: []',
  }),
  appears('PUT', '/api/cases/templates/x', '9.5.1', '9.5.2', {
    statusCode: 404, error: 'Not Found', message: 'Template with id x not found',
  }, { owner: 'cases', definition: 'fields: []' }),
  appears('DELETE', '/api/cases/templates/x', '9.5.1', '9.5.2', {
    statusCode: 404, error: 'Not Found', message: 'Template with id x not found',
  }),
  goes('GET', '/api/cases/metrics/x?features=["lifespan"]', '8.9.2', '8.10.0', body =>
    body.message, 'Saved object [cases/x] not found', 'Not Found'),
  goes('GET', '/api/cases/status', '8.19.9', '9.0.0', body => body, {
    count_open_cases: 0, count_in_progress_cases: 0, count_closed_cases: 0,
  }, unknownCase('status')),
  goes('GET', '/api/cases/x/comments', '8.19.9', '9.0.0', body => body, [], missing),
  goes('GET', '/api/cases/x/user_actions', '8.19.9', '9.0.0', body => body, [], missing),
  ['the query of GET case', '8.19.9', '9.0.0', client => client.said('GET', '/api/cases/x?includeComments=maybe'),
    '[request query.includeComments]: expected value of type [boolean] but got [string]', 'Saved object [cases/x] not found'],
  ['POST observables is decoded',
    '8.17.0', '8.18.0', async client => (await client.call('POST', '/internal/cases/x/observables', { observable: {} })).status, 404, 400],
  ['an unknown key of the metrics query',
    '8.9.0', '8.10.0', client => client.said('GET', '/api/cases/metrics?features=mttr&foo=1'),
    invalid('[request query.foo]: definition for this key is missing').message,
    '[request query.features]: definition for this key is missing'],
  ['the API version of resolve',
    '8.19.9', '9.0.0',
    async client => (await client.call('GET', `/api/cases/${(await client.make()).id}/resolve`)).headers['elastic-api-version'],
    '2023-10-31', undefined],
  // Source: Kibana's cases/server/client/cases/bulk_get.ts and cases/common/api/cases/case.ts of 8.7 to 8.9
  ['too many ids of cases', '8.9.2', '8.10.0',
    client => client.said('POST', '/internal/cases/_bulk_get', { ids: Array.from({ length: 1001 }, (_, index) => `a${index}`) }),
    'Maximum request limit of 1000 cases reached', 'The length of the field ids is too long. Array must be of length <= 1000.'],
  ['no ids of cases', '8.9.2', '8.10.0', client => client.said('POST', '/internal/cases/_bulk_get', { ids: [] }), 200,
    'The length of the field ids is too short. Array must be of length >= 1.'],
  ['fields of _bulk_get', '8.9.2', '8.10.0', async client => {
    const { id } = await client.make()
    const { status, body } = await client.call('POST', '/internal/cases/_bulk_get', { ids: [id], fields: ['title'] })
    return status === 200 ? Object.keys(body.cases[0]).sort() : body.message
  }, ['id', 'owner', 'title', 'totalAlerts', 'totalComment', 'version'], 'invalid keys "fields,["title"]"'],
  ...([
    ['8.0.1', '8.1.0', [], ['create_case', 'delete_case']], ['8.6.2', '8.7.0', ['create_case', 'delete_case'], []],
  ] as const).map(([before, from, old, now]): Row =>
    ['the activity of a deleted case', before, from, async client => {
      const { id } = await client.make()
      await client.call('DELETE', `/api/cases?ids=${encodeURIComponent(JSON.stringify([id]))}`)
      return (await client.call('GET', `/api/cases/${id}/user_actions`)).body.map(({ type }: { type?: string }) => type)
    }, old, now]),
])
