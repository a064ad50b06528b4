import { ALERT_SET_UPS } from './alert-set-ups.js'
import { asElastic, asViewer, CASE, SECURITY, type SetUp, type Step, xsrf } from './set-up.js'

/** Connector types with a valid configuration and valid secrets. */
const CONNECTORS: readonly [string, object, object][] = [
  ['.slack_api', {}, { token: 'xoxb-1' }],
  ['.pagerduty', { apiUrl: null }, { routingKey: 'key' }],
  ['.bedrock', { apiUrl: 'https://bedrock.example.com' }, { accessKey: 'key', secret: 'secret' }],
  ['.gen-ai', { apiProvider: 'OpenAI', apiUrl: 'https://ai.example.com' }, { apiKey: 'key' }],
  ['.opsgenie', { apiUrl: 'https://opsgenie.example.com' }, { apiKey: 'key' }],
  ['.teams', {}, { webhookUrl: 'https://teams.example.com' }],
  ['.tines', { url: 'https://tines.example.com' }, { email: 'a@example.com', token: 'token' }],
  ['.torq', { webhookIntegrationUrl: 'https://hooks.torq.io/v1/test' }, { token: 'token' }],
  ['.xmatters', { configUrl: 'https://xmatters.example.com', usesBasic: true }, { user: 'user', password: 'password' }],
  ['.d3security', { url: 'https://d3.example.com' }, { token: 'token' }],
  ['.xsoar', { url: 'https://xsoar.example.com' }, { apiKey: 'key', apiKeyID: '1' }],
  ['.servicenow-itom', { apiUrl: 'https://snow.example.com', isOAuth: false }, { username: 'user', password: 'password' }],
]

export const SET_UPS: readonly SetUp[] = [
  {
    client: "Elastic's Compose files wait for a redirect",
    options: { security: SECURITY },
    steps: [{ ask: 'HEAD /', status: 302 }],
  },
  {
    client: 'kibana-py reads the status of 7.x, features and stats, and writes roles in bulk',
    steps: [
      { ask: 'GET /api/status?v7format=true', status: 200, reads: { status: { overall: { state: 'green', nickname: 'Looking good' } } } },
      { ask: 'GET /api/features', status: 200, reads: [{ id: String }] },
      { ask: 'GET /api/stats', status: 200, reads: { kibana: { status: 'green' } } },
      {
        ask: 'POST /api/security/roles',
        headers: xsrf,
        body: {
          roles: { a: { elasticsearch: { cluster: ['monitor'] } }, b: { elasticsearch: {}, kibana: [{ base: ['read'], spaces: ['*'] }] } },
        },
        status: 200,
        reads: { created: ['a', 'b'] },
      },
    ],
  },
  {
    client: 'kibana-py ends all sessions',
    options: { security: SECURITY },
    headers: asElastic,
    steps: [{ ask: 'POST /api/security/session/_invalidate', headers: xsrf, body: { match: 'all' }, status: 200, reads: { total: 0 } }],
  },
  {
    client: 'n8n tests its credential by listing the hosts of Endpoint',
    options: { security: SECURITY },
    headers: asElastic,
    steps: [{ ask: 'GET /api/endpoint/metadata', status: 200, reads: { data: [], total: 0 } }],
  },
  {
    client: 'go-kibana creates connectors under an empty id',
    steps: [
      {
        ask: 'POST /api/actions/connector/',
        headers: xsrf,
        body: { name: 'Log', connector_type_id: '.server-log', config: {}, secrets: {} },
        status: 200,
        reads: { connector_type_id: '.server-log', id: String },
      },
    ],
  },
  {
    client: 'Elastic\'s Terraform provider creates connectors of any type with a bearer token',
    options: { security: SECURITY },
    headers: { authorization: 'Bearer token-of-elastic', ...xsrf },
    steps: [
      { ask: 'GET /api/status', status: 200, reads: { version: { number: '9.1.0', build_flavor: 'traditional' } } },
      ...CONNECTORS.flatMap(([type, config, secrets], index): Step[] => [
        {
          ask: `POST /api/actions/connector/c${index}`,
          body: { name: type, connector_type_id: type, config, secrets },
          status: 200,
          reads: { connector_type_id: type, is_missing_secrets: false },
        },
        { ask: `GET /api/actions/connector/c${index}`, status: 200, reads: { name: type } },
      ]),
    ],
  },
  {
    client: "Cortex XSOAR's Elasticsearch integration checks the version, gets a token, and adds the names of users",
    options: { security: SECURITY },
    steps: [
      { to: 'elasticsearch', ask: 'GET /', headers: asElastic, status: 200, reads: { version: { number: '9.1.0' } } },
      {
        to: 'elasticsearch',
        ask: 'POST /_security/oauth2/token',
        headers: asElastic,
        body: { grant_type: 'password', username: 'elastic', password: 'test' },
        status: 200,
        as: 'granted',
      },
      { ask: 'GET /api/cases/_find', headers: { authorization: 'Bearer {granted.access_token}' }, status: 200, reads: { total: 0 } },
      {
        to: 'elasticsearch',
        ask: 'POST /_security/oauth2/token',
        headers: asElastic,
        body: { grant_type: 'refresh_token', refresh_token: '{granted.refresh_token}' },
        status: 200,
        as: 'renewed',
      },
      {
        to: 'elasticsearch',
        ask: 'GET /_security/_query/user?with_profile_uid=true',
        headers: { authorization: 'Bearer {renewed.access_token}' },
        status: 200,
        reads: { total: 1, users: [{ username: 'viewer' }] },
      },
    ],
  },
  {
    client: "Cortex XSOAR's commands set fields that came after 9.1",
    options: { kibanaVersion: '9.4.0' },
    headers: xsrf,
    steps: [
      {
        ask: 'POST /api/cases',
        body: { ...CASE, settings: { syncAlerts: true, extractObservables: true } },
        status: 200,
        reads: { settings: { syncAlerts: true, extractObservables: true } },
        as: 'created',
      },
      {
        ask: 'PATCH /api/cases',
        body: { cases: [{ id: '{created.id}', version: '{created.version}', status: 'closed', closeReason: 'false_positive' }] },
        status: 200,
        reads: [{ status: 'closed' }],
      },
    ],
  },
  {
    client: 'Keep lists rule types and rules before its connectors',
    options: { security: SECURITY },
    headers: asElastic,
    steps: [
      { ask: 'GET /api/alerting/rule_types', status: 200, reads: [{ id: String }] },
      { ask: 'GET /api/alerting/rules/_find', status: 200, reads: { page: 1, total: 0, data: [] } },
      { ask: 'GET /api/actions/connectors', status: 200, reads: [] },
    ],
  },
  {
    client: 'detection-rules logs in, works in its session and logs out',
    options: { security: SECURITY },
    steps: [
      {
        ask: 'POST /internal/security/login',
        headers: { ...xsrf, 'x-elastic-internal-origin': 'Kibana' },
        body: { providerType: 'basic', providerName: 'basic', currentURL: '/login', params: { username: 'elastic', password: 'test' } },
        status: 200,
        as: 'session',
      },
      { ask: 'GET /api/cases/tags', headers: { cookie: '{session.cookie}' }, status: 200, reads: [] },
      { ask: 'GET /logout', headers: { cookie: '{session.cookie}' }, status: 200 },
    ],
  },
  {
    client: 'kbn-action uses the routes of 8.x',
    options: { kibanaVersion: '8.15.0' },
    steps: [
      {
        ask: 'POST /api/actions/action',
        headers: xsrf,
        body: { name: 'Log', actionTypeId: '.server-log', config: {}, secrets: {} },
        status: 200,
        reads: { actionTypeId: '.server-log', isPreconfigured: false },
        as: 'action',
      },
      { ask: 'GET /api/actions', status: 200, reads: [{ id: '{action.id}', referencedByCount: 0 }] },
      { ask: 'GET /api/actions/list_action_types', status: 200, reads: [{ enabled: true }] },
      {
        ask: 'POST /api/actions/action/{action.id}/_execute',
        headers: xsrf,
        body: { params: { message: 'hello' } },
        status: 200,
        reads: { status: 'ok', actionId: '{action.id}' },
      },
      { ask: 'DELETE /api/actions/action/{action.id}', headers: xsrf, status: 204 },
    ],
  },
  {
    client: 'scripts that only read work with the role viewer',
    options: { security: SECURITY },
    headers: { ...asViewer, ...xsrf },
    steps: [
      { ask: 'GET /api/cases/_find', status: 200, reads: { total: 0 } },
      {
        ask: 'POST /api/cases',
        body: CASE,
        status: 403,
        reads: { message: 'Unauthorized to create case with owners: "cases"' },
      },
    ],
  },
  ...ALERT_SET_UPS,
]
