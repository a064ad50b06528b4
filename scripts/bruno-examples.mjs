// Bodies and parameters for requests of the Bruno collection, where the examples of the schemas are not enough: these
// work on the cases of the documentation fixture.

const CASE = '{{caseId}}'
const CONNECTOR = '131d4448-abe0-4789-939d-8ef60680b498'
const jira = {
  name: 'Jira',
  config: { apiUrl: 'https://jira.example.com', projectKey: 'SOC' },
  secrets: { email: 'soc@example.com', apiToken: 'anything' },
}
const comment = { type: 'user', comment: 'Seen again this morning', owner: 'cases' }

/** Request bodies, by `operationId`. */
export const BODIES = {
  createCase: {
    title: 'Login from two countries',
    description: 'Within ten minutes',
    tags: ['identity'],
    severity: 'high',
    owner: 'cases',
    connector: { id: 'none', name: 'none', type: '.none', fields: null },
    settings: { syncAlerts: false },
  },
  updateCases: { cases: [{ id: CASE, version: '{{version}}', status: 'in-progress' }] },
  addAttachment: comment,
  bulkCreateAttachments: [comment],
  bulkGetCases: { ids: [CASE] },
  searchCases: { searchFields: ['title'], search: 'Case' },
  addObservableInternal: { observable: { typeKey: 'observable-type-ipv4', value: '192.0.2.8', description: null } },
  createCaseConfiguration: {
    owner: 'observability', closure_type: 'close-by-user', connector: { id: 'none', name: 'none', type: '.none', fields: null },
  },
  createTemplate: { owner: 'cases', name: 'Phishing', definition: 'name: Phishing\nfields: []\n' },
  searchSignals: { query: { match_all: {} } },
  login: { providerType: 'basic', providerName: 'basic', currentURL: '/', params: { username: 'elastic', password: 'changeme' } },
  addObservable: { observable: { typeKey: 'observable-type-ipv4', value: '192.0.2.7', description: 'Second login' } },
  createConnector: { ...jira, connector_type_id: '.jira' },
  createConnectorWithId: { ...jira, connector_type_id: '.jira' },
  createConnectorWithoutId: { ...jira, connector_type_id: '.jira' },
  executeConnector: { params: { subAction: 'getFields', subActionParams: {} } },
  replaceConnector: jira,
  createSpace: { id: 'soc', name: 'Security operations' },
  verifyRequests: { match: { method: 'PATCH' }, never: true },
  putRole: { kibana: [{ spaces: ['*'], feature: { generalCasesV3: ['all'] } }] },
}

/** Values of parameters, by name or by `operationId.name`. */
export const PARAMETERS = {
  case_id: CASE,
  connector_id: CONNECTOR,
  'createConnectorWithId.id': 'my-jira',
  'getConnector.id': CONNECTOR,
  'replaceConnector.id': CONNECTOR,
  'getSpace.id': 'default',
  'putRole.name': 'analyst',
  'executeConnector.id': CONNECTOR,
  'deleteConnector.id': CONNECTOR,
  'getCaseMetrics.features': 'alerts.count',
  'getCasesMetrics.features': 'mttr',
  'removeCases.ids': `["${CASE}"]`,
  'getFields.owner': 'cases',
}

/** Variables of Bruno's environment. */
export const VARIABLES = { baseUrl: 'http://localhost:5601', caseId: 'a18b38a0-71b0-11ea-a0b2-c51ea50a58e2', version: 'WzIzLDFd' }
