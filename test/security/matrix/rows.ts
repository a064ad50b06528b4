import type { InjectOptions } from 'fastify'

/** Documents in the space of a request, created by a superuser beforehand. */
export interface Stage {
  readonly owner: string
  readonly caseId: string
  readonly version: string
  /** A case that is closed. */
  readonly closedId: string
  readonly closedVersion: string
  readonly commentId: string
  readonly commentVersion: string
  readonly configurationId: string
  readonly configurationVersion: string
  readonly connectorId: string
}

/** One check; the first that fails determines the response. */
export type Check =
  | { readonly kind: 'api', readonly privilege: string }
  | { readonly kind: 'anyOwner', readonly privilege: string, readonly text: string }
  | { readonly kind: 'owner', readonly privileges: readonly string[], readonly text: string }
  | { readonly kind: 'actions', readonly level: 'read' | 'all', readonly text: string }

export interface Row {
  readonly name: string
  /** The route as registered. */
  readonly route: string
  readonly request: (stage: Stage) => InjectOptions
  /** Checks in the order of `docs/reference/kibana/privileges.md` §3. */
  readonly checks: readonly Check[]
  readonly success: number
  /** True if the route checks neither that the space exists nor that the caller may enter it. */
  readonly inAnySpace?: true
  /** Text that the route prepends to a refusal, which becomes a 400. */
  readonly wrapped?: string
  /** For lists: owners of the documents returned, to compare with those the caller may see. */
  readonly owners?: (body: never) => string[]
  /** The list shows documents of owners with this privilege. */
  readonly seen?: string
}

const anyOwner = (privilege: string, text: string): Check => ({ kind: 'anyOwner', privilege, text })
const owner = (text: string, ...privileges: string[]): Check => ({ kind: 'owner', privileges, text })
const readConfigurations = anyOwner('findConfigurations', 'access case configurations')

export const NONE = { id: 'none', name: 'none', type: '.none', fields: null }
export const newCase = (owner: string) => ({ title: 'A case', description: 'Of the matrix', tags: [owner], owner, settings: { syncAlerts: true }, connector: NONE })
const patch = (cases: object[]): InjectOptions => ({ method: 'PATCH', url: '/api/cases', payload: { cases } })
const comment = (owner: string) => ({ type: 'user', comment: 'A comment', owner })
const configuration = (owner: string) => ({ owner, closure_type: 'close-by-user', connector: NONE })
const ownersOf = (items: { owner: string }[]) => [...new Set(items.map(({ owner }) => owner))]

function multipart (): Pick<InjectOptions, 'headers' | 'payload'> {
  const lines = ['--edge', 'content-disposition: form-data; name="file"; filename="a.txt"', 'content-type: text/plain', '', 'text', '--edge--', '']
  return { headers: { 'content-type': 'multipart/form-data; boundary=edge' }, payload: lines.join('\r\n') }
}

const actions = (level: 'read' | 'all', text: string): Check => ({ kind: 'actions', level, text: `Unauthorized to ${text}` })
export const jira = { name: 'Jira', config: { apiUrl: 'https://jira.example.com', projectKey: 'ES' }, secrets: { email: 'a@example.com', apiToken: 'x' } }
const internal = (request: InjectOptions): InjectOptions => ({ ...request, headers: { ...request.headers, 'x-elastic-internal-origin': 'test' } })
const observable = { typeKey: 'observable-type-ipv4', value: '10.0.0.1', description: null }

export const ROWS: readonly Row[] = [
  {
    name: 'create a case',
    route: 'POST /api/cases',
    request: ({ owner }) => ({ method: 'POST', url: '/api/cases', payload: newCase(owner) }),
    checks: [readConfigurations, owner('create case', 'createCase')],
    success: 200,
  },
  {
    name: 'create a case with assignees',
    route: 'POST /api/cases',
    request: ({ owner }) => ({ method: 'POST', url: '/api/cases', payload: { ...newCase(owner), assignees: [{ uid: 'u' }] } }),
    checks: [readConfigurations, owner('update, create case', 'assignCase', 'createCase')],
    success: 200,
  },
  {
    name: 'update a title',
    route: 'PATCH /api/cases',
    request: ({ caseId, version }) => patch([{ id: caseId, version, title: 'New' }]),
    checks: [owner('update case', 'updateCase'), readConfigurations],
    success: 200,
  },
  {
    name: 'reopen a case',
    route: 'PATCH /api/cases',
    request: ({ closedId, closedVersion }) => patch([{ id: closedId, version: closedVersion, status: 'open' }]),
    checks: [owner('update case', 'reopenCase'), readConfigurations],
    success: 200,
  },
  // In 9.1 and for some time after, no more is needed if all cases of a request are reopened, or all get new assignees, whatever else
  // changes: getOperationsToAuthorize of cases/server/client/cases/bulk_update.ts counts cases. Later versions check the other fields
  // too (`docs/reference/kibana/cases.md` §9; `docs/reference/kibana/privileges.md` §3 has the later rule)
  {
    name: 'reopen a case and change its title',
    route: 'PATCH /api/cases',
    request: ({ closedId, closedVersion }) => patch([{ id: closedId, version: closedVersion, status: 'open', title: 'New' }]),
    checks: [owner('update case', 'reopenCase'), readConfigurations],
    success: 200,
  },
  {
    name: 'assign a case',
    route: 'PATCH /api/cases',
    request: ({ caseId, version }) => patch([{ id: caseId, version, assignees: [{ uid: 'u' }] }]),
    checks: [owner('update case', 'assignCase'), readConfigurations],
    success: 200,
  },
  {
    name: 'assign a case and change its title',
    route: 'PATCH /api/cases',
    request: ({ caseId, version }) => patch([{ id: caseId, version, assignees: [{ uid: 'u' }], title: 'New' }]),
    checks: [owner('update case', 'assignCase'), readConfigurations],
    success: 200,
  },
  {
    name: 'reopen a case and change the title of another',
    route: 'PATCH /api/cases',
    request: ({ caseId, version, closedId, closedVersion }) => patch([{ id: closedId, version: closedVersion, status: 'open' }, { id: caseId, version, title: 'New' }]),
    checks: [owner('update case', 'reopenCase', 'updateCase'), readConfigurations],
    success: 200,
  },
  {
    name: 'reopen a case and assign another',
    route: 'PATCH /api/cases',
    request: ({ caseId, version, closedId, closedVersion }) => patch([{ id: closedId, version: closedVersion, status: 'open' }, { id: caseId, version, assignees: [{ uid: 'u' }] }]),
    checks: [owner('update case', 'reopenCase', 'assignCase', 'updateCase'), readConfigurations],
    success: 200,
  },
  {
    name: 'update a case at an old version',
    route: 'PATCH /api/cases',
    request: ({ caseId }) => patch([{ id: caseId, version: 'WzAsMV0=', title: 'New' }]),
    checks: [owner('update case', 'updateCase')],
    success: 409,
  },
  {
    name: 'update a case that is not there',
    route: 'PATCH /api/cases',
    request: () => patch([{ id: 'nope', version: 'WzAsMV0=', title: 'New' }]),
    checks: [],
    success: 404,
  },
  {
    name: 'update a case together with one that is not there',
    route: 'PATCH /api/cases',
    request: ({ caseId, version }) => patch([{ id: 'nope', version, title: 'New' }, { id: caseId, version, title: 'New' }]),
    checks: [owner('update case', 'updateCase')],
    success: 404,
  },
  {
    name: 'get a case',
    route: 'GET /api/cases/:case_id',
    request: ({ caseId }) => ({ url: `/api/cases/${caseId}` }),
    checks: [owner('access case', 'getCase')],
    success: 200,
  },
  {
    name: 'get a case that is not there',
    route: 'GET /api/cases/:case_id',
    request: () => ({ url: '/api/cases/nope' }),
    checks: [],
    success: 404,
  },
  {
    name: 'resolve a case',
    route: 'GET /api/cases/:case_id/resolve',
    request: ({ caseId }) => ({ url: `/api/cases/${caseId}/resolve`, headers: { 'x-elastic-internal-origin': 'test' } }),
    checks: [owner('access case', 'getCase')],
    success: 200,
  },
  {
    name: 'delete a case',
    route: 'DELETE /api/cases',
    request: ({ caseId }) => ({ method: 'DELETE', url: `/api/cases?ids=${encodeURIComponent(JSON.stringify([caseId]))}` }),
    checks: [owner('delete case', 'deleteCase')],
    success: 204,
  },
  {
    name: 'delete a case together with one that is not there',
    route: 'DELETE /api/cases',
    request: ({ caseId }) => ({ method: 'DELETE', url: `/api/cases?ids=${encodeURIComponent(JSON.stringify([caseId, 'nope']))}` }),
    checks: [],
    success: 404,
  },
  {
    name: 'find cases',
    route: 'GET /api/cases/_find',
    request: () => ({ url: '/api/cases/_find?perPage=100' }),
    checks: [readConfigurations, anyOwner('getCase', 'access cases')],
    success: 200,
    owners: (body: { cases: { owner: string }[] }) => ownersOf(body.cases),
    seen: 'getCase',
  },
  {
    name: 'list tags',
    route: 'GET /api/cases/tags',
    request: () => ({ url: '/api/cases/tags' }),
    checks: [anyOwner('getTags', 'access case')],
    success: 200,
    owners: (body: string[]) => body,
    seen: 'getTags',
  },
  {
    name: 'list reporters',
    route: 'GET /api/cases/reporters',
    request: () => ({ url: '/api/cases/reporters' }),
    checks: [anyOwner('getReporters', 'access case')],
    success: 200,
  },
  {
    name: 'find the cases of an alert',
    route: 'GET /api/cases/alerts/:alert_id',
    request: () => ({ url: '/api/cases/alerts/some-alert' }),
    checks: [anyOwner('getCase', 'access cases')],
    success: 200,
  },
  {
    name: 'list the alerts of a case',
    route: 'GET /api/cases/:case_id/alerts',
    request: ({ caseId }) => ({ url: `/api/cases/${caseId}/alerts` }),
    checks: [owner('access case', 'getCase'), anyOwner('getComment', 'access comments')],
    success: 200,
  },
  {
    name: 'push a case',
    route: 'POST /api/cases/:case_id/connector/:connector_id/_push',
    request: ({ caseId }) => ({ method: 'POST', url: `/api/cases/${caseId}/connector/jira-1/_push`, payload: {} }),
    checks: [owner('access case', 'getCase'), { kind: 'actions', level: 'read', text: 'Unauthorized to get actions' }, owner('push case', 'pushCase')],
    success: 200,
  },
  {
    name: 'add a comment',
    route: 'POST /api/cases/:case_id/comments',
    request: ({ caseId, owner }) => ({ method: 'POST', url: `/api/cases/${caseId}/comments`, payload: comment(owner) }),
    checks: [owner('create comments', 'createComment')],
    success: 200,
  },
  {
    name: 'add a comment to a case that is not there',
    route: 'POST /api/cases/:case_id/comments',
    request: ({ owner }) => ({ method: 'POST', url: '/api/cases/nope/comments', payload: comment(owner) }),
    checks: [owner('create comments', 'createComment')],
    success: 404,
  },
  {
    name: 'change a comment',
    route: 'PATCH /api/cases/:case_id/comments',
    request: ({ caseId, commentId, commentVersion, owner }) => ({ method: 'PATCH', url: `/api/cases/${caseId}/comments`, payload: { ...comment(owner), comment: 'Changed', id: commentId, version: commentVersion } }),
    checks: [owner('update comments', 'updateComment')],
    success: 200,
  },
  {
    name: 'delete a comment',
    route: 'DELETE /api/cases/:case_id/comments/:comment_id',
    request: ({ caseId, commentId }) => ({ method: 'DELETE', url: `/api/cases/${caseId}/comments/${commentId}` }),
    checks: [owner('delete comments', 'deleteComment')],
    success: 204,
  },
  {
    name: 'delete all comments',
    route: 'DELETE /api/cases/:case_id/comments',
    request: ({ caseId }) => ({ method: 'DELETE', url: `/api/cases/${caseId}/comments` }),
    checks: [owner('delete comments', 'deleteComment')],
    success: 204,
  },
  {
    name: 'get a comment',
    route: 'GET /api/cases/:case_id/comments/:comment_id',
    request: ({ caseId, commentId }) => ({ url: `/api/cases/${caseId}/comments/${commentId}` }),
    checks: [owner('access comments', 'getComment')],
    success: 200,
  },
  {
    name: 'find comments',
    route: 'GET /api/cases/:case_id/comments/_find',
    request: ({ caseId }) => ({ url: `/api/cases/${caseId}/comments/_find` }),
    checks: [anyOwner('getComment', 'access comments')],
    success: 200,
    owners: (body: { comments: { owner: string }[] }) => ownersOf(body.comments),
  },
  {
    name: 'add a file',
    route: 'POST /api/cases/:case_id/files',
    request: ({ caseId }) => ({ method: 'POST', url: `/api/cases/${caseId}/files`, ...multipart() }),
    // Kibana's add_file.ts reads the case like GET before it checks further privileges
    checks: [owner('access case', 'getCase'), owner('create comments', 'createComment')],
    success: 200,
  },
  {
    name: 'find activity',
    route: 'GET /api/cases/:case_id/user_actions/_find',
    request: ({ caseId }) => ({ url: `/api/cases/${caseId}/user_actions/_find` }),
    checks: [anyOwner('getUserActions', 'access user actions'), owner('access case', 'getCase')],
    success: 200,
  },
  {
    name: 'get configurations',
    route: 'GET /api/cases/configure',
    request: () => ({ url: '/api/cases/configure' }),
    checks: [readConfigurations],
    success: 200,
    owners: (body: { owner: string }[]) => ownersOf(body),
    seen: 'findConfigurations',
  },
  {
    name: 'create a configuration',
    route: 'POST /api/cases/configure',
    request: ({ owner }) => ({ method: 'POST', url: '/api/cases/configure', payload: configuration(owner) }),
    checks: [anyOwner('createConfiguration', 'create case configuration'), owner('create case configuration', 'createConfiguration')],
    success: 200,
  },
  {
    name: 'change a configuration',
    route: 'PATCH /api/cases/configure/:configuration_id',
    request: ({ configurationId, configurationVersion }) => ({ method: 'PATCH', url: `/api/cases/configure/${configurationId}`, payload: { version: configurationVersion, closure_type: 'close-by-pushing' } }),
    checks: [owner('update case configuration', 'updateConfiguration')],
    success: 200,
  },
  {
    name: 'find connectors',
    route: 'GET /api/cases/configure/connectors/_find',
    request: () => ({ url: '/api/cases/configure/connectors/_find' }),
    checks: [{ kind: 'api', privilege: 'casesGetConnectorsConfigure' }, { kind: 'actions', level: 'read', text: 'Unauthorized to get actions' }],
    success: 200,
  },
  {
    name: 'add an observable',
    route: 'POST /api/cases/:case_id/observables',
    request: ({ caseId }) => ({ method: 'POST', url: `/api/cases/${caseId}/observables`, payload: { observable } }),
    checks: [owner('update case', 'updateCase')],
    wrapped: 'Failed to add observable: Error: ',
    success: 200,
  },
  {
    name: 'add an observable by the internal route',
    route: 'POST /internal/cases/:case_id/observables',
    request: ({ caseId }) => internal({ method: 'POST', url: `/internal/cases/${caseId}/observables`, payload: { observable } }),
    checks: [owner('update case', 'updateCase')],
    wrapped: 'Failed to add observable: Error: ',
    success: 200,
  },
  {
    name: 'change an observable that is not there',
    route: 'PATCH /api/cases/:case_id/observables/:observable_id',
    request: ({ caseId }) => ({ method: 'PATCH', url: `/api/cases/${caseId}/observables/nope`, payload: { observable: { value: '10.0.0.2', description: null } } }),
    checks: [owner('update case', 'updateCase')],
    wrapped: 'Failed to update observable: Error: ',
    success: 400,
  },
  {
    name: 'delete an observable that is not there',
    route: 'DELETE /api/cases/:case_id/observables/:observable_id',
    request: ({ caseId }) => ({ method: 'DELETE', url: `/api/cases/${caseId}/observables/nope` }),
    checks: [owner('update case', 'updateCase')],
    wrapped: 'Failed to delete observable id: nope: Error: ',
    success: 400,
  },
  {
    name: 'add comments in bulk',
    route: 'POST /internal/cases/:case_id/attachments/_bulk_create',
    request: ({ caseId, owner }) => internal({ method: 'POST', url: `/internal/cases/${caseId}/attachments/_bulk_create`, payload: [comment(owner), comment(owner)] }),
    checks: [owner('create comments', 'createComment')],
    success: 200,
  },
  {
    name: 'get comments in bulk',
    route: 'POST /internal/cases/:case_id/attachments/_bulk_get',
    request: ({ caseId, commentId }) => internal({ method: 'POST', url: `/internal/cases/${caseId}/attachments/_bulk_get`, payload: { ids: [commentId] } }),
    checks: [owner('access case', 'getCase'), anyOwner('getComment', 'access comments')],
    success: 200,
  },
  {
    name: 'replace a custom field that is not configured',
    route: 'PUT /internal/cases/:case_id/custom_fields/:custom_field_id',
    request: ({ caseId, version }) => internal({ method: 'PUT', url: `/internal/cases/${caseId}/custom_fields/nope`, payload: { value: 'x', caseVersion: version } }),
    checks: [readConfigurations, owner('update case', 'updateCase')],
    success: 400,
  },
  {
    name: 'list the users of a case',
    route: 'GET /internal/cases/:case_id/_users',
    request: ({ caseId }) => internal({ url: `/internal/cases/${caseId}/_users` }),
    checks: [owner('access case', 'getCase'), owner('access user actions', 'getUserActions')],
    success: 200,
  },
  {
    name: 'count the activity of a case',
    route: 'GET /internal/cases/:case_id/user_actions/_stats',
    request: ({ caseId }) => internal({ url: `/internal/cases/${caseId}/user_actions/_stats` }),
    checks: [owner('access case', 'getCase')],
    success: 200,
  },
  {
    name: 'list the connectors of a case',
    route: 'GET /internal/cases/:case_id/_connectors',
    request: ({ caseId }) => internal({ url: `/internal/cases/${caseId}/_connectors` }),
    checks: [owner('access user actions', 'getUserActions')],
    success: 200,
  },
  {
    name: 'get cases in bulk',
    route: 'POST /internal/cases/_bulk_get',
    request: ({ caseId }) => internal({ method: 'POST', url: '/internal/cases/_bulk_get', payload: { ids: [caseId] } }),
    checks: [anyOwner('getCase', 'access cases')],
    success: 200,
  },
  {
    name: 'list categories',
    route: 'GET /internal/cases/categories',
    request: () => internal({ url: '/internal/cases/categories' }),
    checks: [anyOwner('getCase', 'access cases')],
    success: 200,
  },
  {
    name: 'find activity by the internal route',
    route: 'GET /internal/cases/:case_id/user_actions/_find',
    request: ({ caseId }) => internal({ url: `/internal/cases/${caseId}/user_actions/_find` }),
    checks: [anyOwner('getUserActions', 'access user actions'), owner('access case', 'getCase'), anyOwner('getComment', 'access comments')],
    success: 200,
  },
  {
    name: 'list all connectors',
    route: 'GET /api/actions/connectors',
    request: () => ({ url: '/api/actions/connectors' }),
    checks: [actions('read', 'get actions')],
    inAnySpace: true,
    success: 200,
  },
  {
    name: 'get a connector',
    route: 'GET /api/actions/connector/:id',
    request: ({ connectorId }) => ({ url: `/api/actions/connector/${connectorId}` }),
    checks: [actions('read', 'get actions')],
    inAnySpace: true,
    success: 200,
  },
  {
    name: 'create a connector',
    route: 'POST /api/actions/connector',
    request: () => ({ method: 'POST', url: '/api/actions/connector', payload: { ...jira, connector_type_id: '.jira' } }),
    checks: [actions('all', 'create a ".jira" action')],
    inAnySpace: true,
    success: 200,
  },
  {
    name: 'change a connector',
    route: 'PUT /api/actions/connector/:id',
    request: ({ connectorId }) => ({ method: 'PUT', url: `/api/actions/connector/${connectorId}`, payload: jira }),
    checks: [actions('all', 'update actions')],
    inAnySpace: true,
    success: 200,
  },
  {
    name: 'execute a connector',
    route: 'POST /api/actions/connector/:id/_execute',
    request: ({ connectorId }) => ({ method: 'POST', url: `/api/actions/connector/${connectorId}/_execute`, payload: { params: { subAction: 'issueTypes', subActionParams: {} } } }),
    // Source of the type in the message: Kibana's alerting_api_integration tests of connectors with sub-actions
    checks: [actions('read', 'execute a ".jira" action')],
    inAnySpace: true,
    success: 200,
  },
  {
    name: 'execute a connector that is not there',
    route: 'POST /api/actions/connector/:id/_execute',
    request: () => ({ method: 'POST', url: '/api/actions/connector/nope/_execute', payload: { params: {} } }),
    checks: [actions('read', 'execute actions')],
    inAnySpace: true,
    success: 404,
  },
  {
    name: 'delete a connector',
    route: 'DELETE /api/actions/connector/:id',
    request: ({ connectorId }) => ({ method: 'DELETE', url: `/api/actions/connector/${connectorId}` }),
    checks: [actions('all', 'delete actions')],
    inAnySpace: true,
    success: 204,
  },
  {
    name: 'delete files in bulk',
    route: 'POST /internal/cases/:case_id/attachments/files/_bulk_delete',
    request: ({ caseId }) => internal({ method: 'POST', url: `/internal/cases/${caseId}/attachments/files/_bulk_delete`, payload: { ids: ['nope'] } }),
    checks: [owner('access case', 'getCase')],
    success: 204,
  },
  {
    name: 'search cases',
    route: 'POST /internal/cases/_search',
    request: () => internal({ method: 'POST', url: '/internal/cases/_search', payload: {} }),
    checks: [readConfigurations, anyOwner('getCase', 'access cases')],
    success: 200,
    owners: (body: { cases: { owner: string }[] }) => ownersOf(body.cases),
    seen: 'getCase',
  },
  {
    name: 'find similar cases',
    route: 'POST /internal/cases/:case_id/_similar',
    request: ({ caseId }) => internal({ method: 'POST', url: `/internal/cases/${caseId}/_similar`, payload: { page: 1, perPage: 10 } }),
    // The case itself is read without a privilege check (similar.ts)
    checks: [readConfigurations, anyOwner('getCase', 'access cases')],
    success: 200,
  },
  {
    name: 'measure a case',
    route: 'GET /internal/cases/metrics/:case_id',
    request: ({ caseId }) => internal({ url: `/internal/cases/metrics/${caseId}?features=lifespan` }),
    checks: [owner('access case', 'getCase')],
    success: 200,
  },
  {
    name: 'measure all cases',
    route: 'GET /internal/cases/metrics',
    request: () => internal({ url: '/internal/cases/metrics?features=mttr' }),
    checks: [anyOwner('getCase', 'access cases')],
    success: 200,
  },
]
