import { actions, jira, type Row } from './row.js'

export const CONNECTOR_ROWS: readonly Row[] = [
  {
    name: 'find connectors',
    route: 'GET /api/cases/configure/connectors/_find',
    request: () => ({ url: '/api/cases/configure/connectors/_find' }),
    checks: [{ kind: 'api', privilege: 'casesGetConnectorsConfigure' }, actions('read', 'get actions')],
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
    request: ({ connectorId }) => ({
      method: 'POST',
      url: `/api/actions/connector/${connectorId}/_execute`,
      payload: {
        params: { subAction: 'issueTypes', subActionParams: {} },
      },
    }),
    // Source of the type in the message: Kibana's alerting_api_integration tests of connectors with sub-actions
    checks: [actions('read', 'execute a ".jira" action')],
    inAnySpace: true,
    success: 200,
  },
  {
    name: 'execute a missing connector',
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
]
