import { anyOwner, internal, owner, ownersOf, readConfigurations, type Row } from './row.js'

export const READING_ROWS: readonly Row[] = [
  {
    name: 'find activity',
    route: 'GET /api/cases/:case_id/user_actions/_find',
    request: ({ caseId }) => ({ url: `/api/cases/${caseId}/user_actions/_find` }),
    checks: [anyOwner('getUserActions', 'access user actions'), owner('access case', 'getCase')],
    success: 200,
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
    name: 'find activity over the internal route',
    route: 'GET /internal/cases/:case_id/user_actions/_find',
    request: ({ caseId }) => internal({ url: `/internal/cases/${caseId}/user_actions/_find` }),
    checks: [anyOwner('getUserActions', 'access user actions'), owner('access case', 'getCase'), anyOwner('getComment', 'access comments')],
    success: 200,
  },
  {
    name: 'search cases',
    route: 'POST /internal/cases/_search',
    request: () => internal({ method: 'POST', url: '/internal/cases/_search', payload: {} }),
    checks: [readConfigurations, anyOwner('getCase', 'access cases')],
    success: 200,
    list: { owners: (body: { cases: { owner: string }[] }) => ownersOf(body.cases), seen: 'getCase' },
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
