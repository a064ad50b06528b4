import { JIRA, NEW_CASE, testRows, type Row } from './table.js'

const header = (name: string, before: string, from: string, old: unknown, now: unknown, url = '/api/cases/_find'): Row =>
  [`${name} of ${url}`, before, from, async client => (await client.call('GET', url)).headers[name], old, now]
const warning = (version: string, text: string) => `299 Kibana-${version} "${text}"`
const deprecated = (url: string): Row => header('warning', '8.0.1', '8.1.0', undefined, warning('8.1.0', 'Deprecated endpoint'), url)

const status = (
  what: string, before: string, from: string,
  see: (body: { version: object, status: { overall: { summary: string } }, metrics: object }) => unknown, old: unknown, now: unknown,
): Row =>
  [what, before, from, async client => see((await client.call('GET', '/api/status')).body), old, now]

testRows('core by version', [
  header('referrer-policy', '8.12.2', '8.13.0', 'no-referrer-when-downgrade', 'strict-origin-when-cross-origin'),
  header('cross-origin-opener-policy', '8.6.2', '8.7.0', undefined, 'same-origin'),
  header(
    'permissions-policy',
    '8.8.2',
    '8.9.0',
    undefined,
    'camera=(), display-capture=(), fullscreen=(self), geolocation=(), microphone=(), web-share=()',
  ),
  header('elastic-api-version', '8.15.5', '8.16.0', undefined, '2023-10-31'),
  header('elastic-api-version', '8.15.5', '8.16.0', undefined, '2023-10-31', '/api/spaces/space'),
  header('elastic-api-version', '8.15.5', '8.16.0', undefined, '2023-10-31', '/api/security/role/x'),
  ['an unknown version of the spaces API', '8.15.5', '8.16.0',
    client => client.anonymousStatus('/api/spaces/space', { 'elastic-api-version': '1999-01-01' }), 200, 400],
  deprecated('/api/cases/status'),
  deprecated('/api/cases/x/comments'),
  deprecated('/api/cases/x/user_actions'),
  ['the warning of includeComments', '8.0.1', '8.1.0', async client => (await client.call(
    'GET', `/api/cases/${(await client.make()).id}?includeComments=true`,
  )).headers.warning,
  undefined, warning('8.1.0', 'Deprecated query parameter includeComments')],
  ['the text for an unknown query key', '9.3.4', '9.4.0', client => client.said('GET', '/api/status?foo=1'),
    '[request query.foo]: definition for this key is missing',
    '[request query.foo]: Additional properties are not allowed (\'foo\' was unexpected)'],
  ['the text for an unknown key of a body', '9.3.4', '9.4.0', client => client.said('POST', '/internal/security/login', {
    providerType: 'basic', providerName: 'basic', currentURL: '/', params: { username: 'a', password: 'b' }, foo: 1,
  }),
  '[request body.foo]: definition for this key is missing',
  '[request body.foo]: Additional properties are not allowed (\'foo\' was unexpected)'],
  status('build_date', '8.8.2', '8.9.0', ({ version }) => 'build_date' in version, false, true),
  status('build_flavor', '8.12.2', '8.13.0', ({ version }) => 'build_flavor' in version, false, true),
  status('elasticsearch_client', '8.3.3', '8.4.0', ({ metrics }) => 'elasticsearch_client' in metrics, false, true),
  status('the overall summary', '8.8.2', '8.9.0', body =>
    body.status.overall.summary, 'All services are available', 'All services and plugins are available'),
  status('the build of a release', '8.12.1', '8.12.2', ({ version }) => (version as { build_number: number }).build_number, 0, 70_281),
  status('the build of a release that was recorded', '9.5.0', '9.5.1', ({ version }) => version, {
    number: '9.5.0',
    build_hash: '0'.repeat(40),
    build_number: 0,
    build_snapshot: false,
    build_flavor: 'traditional',
    build_date: '1970-01-01T00:00:00.000Z',
  }, {
    number: '9.5.1',
    build_hash: 'c9539950cdb7c83db5f1a7d4eda28880aded9a95',
    build_number: 106_993,
    build_snapshot: false,
    build_flavor: 'traditional',
    build_date: '2026-08-06T08:28:54.786Z',
  }),
  ['sub cases of a case', '8.0.1', '8.1.0', client => client.said('GET', '/api/cases/x?includeSubCaseComments=true'),
    'The `includeSubCaseComments` is not supported when the case connector feature is disabled',
    '[request query.includeSubCaseComments]: definition for this key is missing'],
  ['comments of a sub case', '8.0.1', '8.1.0', client => client.said('GET', '/api/cases/x/comments?subCaseId=y'),
    'The `subCaseId` is not supported when the case connector feature is disabled', 200],
  ['comments of a sub case in a _find', '8.0.1', '8.1.0', client => client.said('GET', '/api/cases/x/comments/_find?subCaseId=y'),
    'The `subCaseId` is not supported when the case connector feature is disabled', 200],
  ['the deletion of a comment of a sub case', '8.0.1', '8.1.0', client => client.said('DELETE', '/api/cases/x/comments/y?subCaseId=z'),
    'The `subCaseId` is not supported when the case connector feature is disabled', 'Saved object [cases-comments/y] not found'],
  ['times of the status counts',
    '8.2.3', '8.3.0', client => client.said('GET', '/api/cases/status?from=now').then(said => said === 200), false, true],
  ['internal routes without their header',
    '8.19.9', '9.0.0', client => client.anonymousStatus('/internal/cases/categories'), 200, 400],
  ['a push of a closed case', '8.16.1', '8.17.0', async client => {
    const { id } = await client.patch(await client.make(), { status: 'closed' })
    const { body: connector } = await client.call('POST', '/api/actions/connector', JIRA)
    return client.said('POST', `/api/cases/${id}/connector/${connector.id}/_push`, {})
  }, `The ${NEW_CASE.title} case is closed. Pushing a closed case is not allowed.`, 200],
])
