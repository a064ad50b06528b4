import type { OperationName } from '../../../src/security/operations.js'

/** A requirement of a route: an operation of Cases or of connectors (`actions:…`), or a privilege of the whole route (`api:…`). */
type Asked = OperationName | `actions:${string}` | `api:${string}`

/**
 * All routes of Cases and connectors with their requirements. A registered route that is missing here fails the test: add it with
 * its operations (`docs/reference/kibana/privileges.md` §3), and add a row to `ROWS`.
 */
export const CASES_ROUTES: Readonly<Record<string, readonly Asked[]>> = {
  'POST /api/cases': ['findConfigurations', 'createCase', 'assignCase'],
  'PATCH /api/cases': ['updateCase', 'reopenCase', 'assignCase', 'findConfigurations'],
  'DELETE /api/cases': ['deleteCase'],
  'GET /api/cases/_find': ['findConfigurations', 'findCases'],
  'GET /api/cases/:case_id': ['getCase'],
  'GET /api/cases/:case_id/resolve': ['resolveCase'],
  'GET /api/cases/:case_id/alerts': ['getCase', 'getAlertsAttachedToCase'],
  'GET /api/cases/alerts/:alert_id': ['getCaseIDsByAlertID'],
  'GET /api/cases/tags': ['getTags'],
  'GET /api/cases/reporters': ['getReporters'],
  'GET /api/cases/status': ['getCaseStatuses'],
  'POST /api/cases/:case_id/connector/:connector_id/_push': ['getCase', 'getUserActions', 'pushCase', 'actions:get', 'actions:execute'],
  'GET /api/cases/:case_id/user_actions': ['getUserActions'],
  'GET /api/cases/:case_id/user_actions/_find': ['findUserActions', 'resolveCase'],
  'GET /api/cases/:case_id/comments': ['getAllComments'],
  'POST /api/cases/:case_id/comments': ['createComment'],
  'PATCH /api/cases/:case_id/comments': ['updateComment'],
  'DELETE /api/cases/:case_id/comments': ['deleteAllComments'],
  'GET /api/cases/:case_id/comments/_find': ['findComments'],
  'GET /api/cases/:case_id/comments/:comment_id': ['getComment'],
  'DELETE /api/cases/:case_id/comments/:comment_id': ['deleteComment'],
  'POST /api/cases/:case_id/files': ['getCase', 'createComment'],
  'GET /api/cases/configure': ['findConfigurations'],
  'POST /api/cases/configure': ['createConfiguration'],
  'PATCH /api/cases/configure/:configuration_id': ['updateConfiguration'],
  'GET /api/cases/configure/connectors/_find': ['api:casesGetConnectorsConfigure', 'actions:get'],
  'GET /api/actions/connectors': ['actions:get'],
  'GET /api/actions/connector/:id': ['actions:get'],
  'POST /api/actions/connector': ['actions:create'],
  'POST /api/actions/connector/:id': ['actions:create'],
  'PUT /api/actions/connector/:id': ['actions:update'],
  'DELETE /api/actions/connector/:id': ['actions:delete'],
  'POST /api/actions/connector/:id/_execute': ['actions:execute'],
  'POST /api/cases/:case_id/observables': ['updateCase', 'findConfigurations'],
  'PATCH /api/cases/:case_id/observables/:observable_id': ['updateCase'],
  'DELETE /api/cases/:case_id/observables/:observable_id': ['updateCase'],
  'POST /internal/cases/:case_id/observables': ['updateCase', 'findConfigurations'],
  'PATCH /internal/cases/:case_id/observables/:observable_id': ['updateCase'],
  'DELETE /internal/cases/:case_id/observables/:observable_id': ['updateCase'],
  'POST /internal/cases/:case_id/attachments/_bulk_create': ['bulkCreateAttachments'],
  'POST /internal/cases/:case_id/attachments/_bulk_get': ['resolveCase', 'bulkGetAttachments'],
  'POST /internal/cases/:case_id/attachments/files/_bulk_delete': ['resolveCase', 'deleteComment'],
  'GET /internal/cases/:case_id/user_actions/_find': ['findUserActions', 'resolveCase', 'bulkGetAttachments'],
  'POST /internal/cases/_bulk_get': ['bulkGetCases'],
  'POST /internal/cases/_search': ['findConfigurations', 'findCases'],
  'POST /internal/cases/:case_id/_similar': ['findConfigurations', 'findCases'],
  'POST /internal/cases/_suggest_user_profiles': ['api:casesSuggestUserProfiles'],
  'GET /internal/cases/:case_id/_connectors': ['getConnectors', 'actions:get'],
  'GET /internal/cases/:case_id/user_actions/_stats': ['resolveCase'],
  'GET /internal/cases/:case_id/_users': ['resolveCase', 'getUserActionUsers'],
  'GET /internal/cases/categories': ['getCategories'],
  'GET /internal/cases/metrics': ['getCasesMetrics'],
  'GET /api/cases/metrics': ['getCasesMetrics'],
  'GET /internal/cases/metrics/:case_id': ['getCase', 'getCaseMetrics', 'getAttachmentMetrics', 'getUserActionMetrics'],
  'GET /api/cases/metrics/:case_id': ['getCase', 'getCaseMetrics', 'getAttachmentMetrics', 'getUserActionMetrics'],
  'PUT /internal/cases/:case_id/custom_fields/:custom_field_id': ['findConfigurations', 'updateCase'],
}

/** Routes outside Cases, by path prefix, with the part that authorizes them. */
export const OTHER_ROUTES: Readonly<Record<string, string>> = {
  '/api/status': 'tells only the level to who has no credentials',
  '/api/spaces/': 'Kibana privileges of the spaces (test/spaces)',
  '/api/security/role': "Elasticsearch's cluster privileges (test/security/roles.test.ts)",
  '/api/actions/connector_types': 'open to everybody',
  '/_mock/': "our own routes, with the control's token",
  '/_incidents/': 'pages of simulated external systems',
  '/_sandbox/': 'whole servers of their own',
}
