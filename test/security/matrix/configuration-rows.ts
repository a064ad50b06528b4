import { anyOwner, configuration, internal, jiraConnector, observable, owner, ownersOf, readConfigurations, type Row } from './row.js'

export const CONFIGURATION_ROWS: readonly Row[] = [
  {
    name: 'get configurations',
    route: 'GET /api/cases/configure',
    request: () => ({ url: '/api/cases/configure' }),
    checks: [readConfigurations],
    success: 200,
    list: { owners: (body: { owner: string }[]) => ownersOf(body), seen: 'findConfigurations' },
  },
  {
    name: 'create a configuration',
    route: 'POST /api/cases/configure',
    request: ({ owner }) => ({ method: 'POST', url: '/api/cases/configure', payload: configuration(owner) }),
    checks: [anyOwner('createConfiguration', 'create case configuration'), owner('create case configuration', 'createConfiguration')],
    success: 200,
  },
  {
    name: 'create a configuration with a connector',
    route: 'POST /api/cases/configure',
    request: ({ owner, connectorId }) => ({
      method: 'POST', url: '/api/cases/configure', payload: { ...configuration(owner), connector: jiraConnector(connectorId) },
    }),
    checks: [anyOwner('createConfiguration', 'create case configuration'), owner('create case configuration', 'createConfiguration')],
    success: 200,
  },
  {
    name: 'change a configuration',
    route: 'PATCH /api/cases/configure/:configuration_id',
    request: ({ configurationId, configurationVersion }) => ({
      method: 'PATCH',
      url: `/api/cases/configure/${configurationId}`,
      payload: {
        version: configurationVersion, closure_type: 'close-by-pushing',
      },
    }),
    checks: [owner('update case configuration', 'updateConfiguration')],
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
    name: 'add an observable over the internal route',
    route: 'POST /internal/cases/:case_id/observables',
    request: ({ caseId }) => internal({ method: 'POST', url: `/internal/cases/${caseId}/observables`, payload: { observable } }),
    checks: [owner('update case', 'updateCase')],
    wrapped: 'Failed to add observable: Error: ',
    success: 200,
  },
  {
    name: 'change a missing observable',
    route: 'PATCH /api/cases/:case_id/observables/:observable_id',
    request: ({ caseId }) => ({
      method: 'PATCH', url: `/api/cases/${caseId}/observables/nope`, payload: { observable: { value: '10.0.0.2', description: null } },
    }),
    checks: [owner('update case', 'updateCase')],
    wrapped: 'Failed to update observable: Error: ',
    success: 400,
  },
  {
    name: 'delete a missing observable',
    route: 'DELETE /api/cases/:case_id/observables/:observable_id',
    request: ({ caseId }) => ({ method: 'DELETE', url: `/api/cases/${caseId}/observables/nope` }),
    checks: [owner('update case', 'updateCase')],
    wrapped: 'Failed to delete observable id: nope: Error: ',
    success: 400,
  },
  {
    name: 'replace a custom field that is not configured',
    route: 'PUT /internal/cases/:case_id/custom_fields/:custom_field_id',
    request: ({ caseId, version }) => internal({
      method: 'PUT', url: `/internal/cases/${caseId}/custom_fields/nope`, payload: { value: 'x', caseVersion: version },
    }),
    checks: [readConfigurations, owner('update case', 'updateCase')],
    success: 400,
  },
]
