import type { ServerOptions } from '../../src/index.js'

/** A request of a client, and what it needs of the answer. `{name}` is what an earlier step has kept under that name. */
export interface Step {
  readonly to?: 'elasticsearch'
  readonly ask: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  readonly status: number
  /** The part of the answer that the client reads. */
  readonly reads?: object | readonly unknown[]
  /** Names for values of the answer, by the path to them. */
  readonly keeps?: Readonly<Record<string, string>>
}

/** The set-up of a public client: what it sends before and beside the Cases API, restated. */
export interface SetUp {
  readonly client: string
  readonly options?: ServerOptions
  /** Headers of every step: the credentials. */
  readonly headers?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

const basic = (username: string, password = 'test') => ({ authorization: `Basic ${btoa(`${username}:${password}`)}` })
const asElastic = basic('elastic')
const xsrf = { 'kbn-xsrf': 'true' }
const SECURITY: ServerOptions['security'] = {
  users: { elastic: { password: 'test', roles: ['superuser'], full_name: 'Elastic Admin' }, viewer: { password: 'test', roles: ['viewer'] } },
  tokens: { 'token-of-elastic': 'elastic' },
}

const ALIAS = '.alerts-security.alerts-default'
const INDEX = `.internal${ALIAS}-000001`
const alert = (id: string, hour: string, source: object = {}) => ({
  id,
  index: ALIAS,
  source: {
    '@timestamp': `2025-06-01T${hour}:00:00.000Z`,
    'kibana.alert.last_detected': `2025-06-01T${hour}:00:00.000Z`,
    'kibana.alert.status': 'active',
    'kibana.alert.workflow_status': 'open',
    'kibana.alert.uuid': id,
    'kibana.alert.rule.name': `Rule of ${id}`,
    'kibana.alert.severity': 'high',
    'kibana.alert.rule.tags': ['soc'],
    ...source,
  },
})
const ALERTS: ServerOptions['seed'] = {
  alerts: [
    alert('a', '08'), alert('b', '09', { 'kibana.alert.building_block_type': 'default' }), alert('c', '07', { 'kibana.alert.severity': 'low' }),
    alert('d', '06', { 'kibana.alert.workflow_status': 'closed' }),
  ],
}

const CASE = {
  title: 'Login from two countries',
  description: 'Seen by a rule',
  tags: [],
  owner: 'cases',
  settings: { syncAlerts: false },
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
}

/** Types of connectors with a configuration that each takes. */
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
      { ask: 'GET /api/features', status: 200, reads: [{ id: /./ }] },
      { ask: 'GET /api/stats', status: 200, reads: { kibana: { status: 'green' } } },
      {
        ask: 'POST /api/security/roles',
        headers: xsrf,
        body: { roles: { a: { elasticsearch: { cluster: ['monitor'] } }, b: { elasticsearch: {}, kibana: [{ base: ['read'], spaces: ['*'] }] } } },
        status: 200,
        reads: { created: ['a', 'b'] },
      },
    ],
  },
  {
    client: 'n8n tests its credential by the hosts of Endpoint',
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
        reads: { connector_type_id: '.server-log', id: /./ },
      },
    ],
  },
  {
    client: 'the Terraform provider of Elastic creates connectors of any type with a bearer token',
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
        keeps: { token: 'access_token', refresh: 'refresh_token' },
      },
      { ask: 'GET /api/cases/_find', headers: { authorization: 'Bearer {token}' }, status: 200, reads: { total: 0 } },
      {
        to: 'elasticsearch',
        ask: 'POST /_security/oauth2/token',
        headers: asElastic,
        body: { grant_type: 'refresh_token', refresh_token: '{refresh}' },
        status: 200,
        keeps: { renewed: 'access_token' },
      },
      {
        to: 'elasticsearch',
        ask: 'GET /_security/_query/user?with_profile_uid=true',
        headers: { authorization: 'Bearer {renewed}' },
        status: 200,
        reads: { total: 1, users: [{ username: 'viewer' }] },
      },
    ],
  },
  {
    client: "Cortex XSOAR's commands set what came after 9.1",
    options: { kibanaVersion: '9.4.0' },
    headers: xsrf,
    steps: [
      {
        ask: 'POST /api/cases',
        body: { ...CASE, settings: { syncAlerts: true, extractObservables: true } },
        status: 200,
        reads: { settings: { syncAlerts: true, extractObservables: true } },
        keeps: { id: 'id', version: 'version' },
      },
      {
        ask: 'PATCH /api/cases',
        body: { cases: [{ id: '{id}', version: '{version}', status: 'closed', closeReason: 'false_positive' }] },
        status: 200,
        reads: [{ status: 'closed' }],
      },
    ],
  },
  {
    client: 'elasticctl finds alerts by rule, and assignees by name',
    options: { security: SECURITY, seed: ALERTS },
    headers: { ...asElastic, ...xsrf },
    steps: [
      {
        ask: 'POST /api/detection_engine/signals/search',
        body: { query: { bool: { filter: [{ term: { 'kibana.alert.uuid': 'a' } }] } }, size: 1 },
        status: 200,
        reads: { hits: { hits: [{ _id: 'a', _index: INDEX, _source: { 'kibana.alert.rule.name': 'Rule of a' } }] } },
      },
      {
        to: 'elasticsearch',
        ask: 'POST /_security/profile/_activate',
        body: { grant_type: 'password', username: 'elastic', password: 'test' },
        status: 200,
        keeps: { uid: 'uid' },
      },
      {
        to: 'elasticsearch',
        ask: 'POST /_security/profile/_suggest',
        body: { name: 'admin', size: 5 },
        status: 200,
        reads: { total: { value: 1 }, profiles: [{ uid: '{uid}', user: { full_name: 'Elastic Admin' } }] },
      },
      { ask: 'POST /api/detection_engine/signals/status', body: { signal_ids: ['a'], status: 'acknowledged' }, status: 200, reads: { updated: 1 } },
    ],
  },
  {
    client: 'OpenCTI asks for the health of the cluster, then for the alerts of a period and for one whole',
    options: { security: SECURITY, seed: ALERTS, clock: { now: '2025-06-01T10:00:00.000Z', frozen: true } },
    headers: asElastic,
    steps: [
      { to: 'elasticsearch', ask: 'GET /_cluster/health', status: 200, reads: { status: 'green' } },
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_search`,
        body: {
          size: 10_000,
          query: {
            bool: {
              filter: [
                { range: { 'kibana.alert.last_detected': { gte: '2025-06-01T00:00:00.000Z', lte: 'now' } } },
                { exists: { field: 'kibana.alert.status' } },
                { terms: { 'kibana.alert.workflow_status': ['open', 'acknowledged'] } },
                { bool: { should: [{ bool: { must_not: { exists: { field: 'kibana.alert.building_block_type' } } } }], minimum_should_match: 1 } },
                { terms: { 'kibana.alert.rule.tags': ['soc'] } },
              ],
            },
          },
          sort: [{ '@timestamp': { order: 'asc' } }],
        },
        status: 200,
        reads: { hits: { total: { value: 2, relation: 'eq' }, max_score: null, hits: [{ _id: 'c' }, { _id: 'a' }] } },
      },
      { to: 'elasticsearch', ask: `GET /${INDEX}/_doc/a`, status: 200, reads: { found: true, _source: { 'kibana.alert.uuid': 'a' } } },
    ],
  },
  {
    client: 'the MCP app of Elastic counts the alerts of a week by rule',
    options: { seed: ALERTS, clock: { now: '2025-06-01T10:00:00.000Z', frozen: true } },
    steps: [
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_search`,
        body: {
          size: 50,
          query: {
            bool: {
              must: [
                { range: { '@timestamp': { gte: 'now-7d' } } }, { term: { 'kibana.alert.workflow_status': 'open' } },
                { wildcard: { 'kibana.alert.rule.name': { value: '*RULE OF*', case_insensitive: true } } },
              ],
              should: [{ term: { 'kibana.alert.severity': 'high' } }, { term: { 'kibana.alert.severity': 'critical' } }],
              minimum_should_match: 1,
              must_not: [{ term: { _id: 'b' } }],
            },
          },
          aggs: { rules: { terms: { field: 'kibana.alert.rule.name' } } },
          sort: [{ '@timestamp': 'asc' }],
        },
        status: 200,
        reads: { hits: { hits: [{ _id: 'a' }] }, aggregations: { rules: { buckets: [{ key: 'Rule of a', doc_count: 1 }] } } },
      },
    ],
  },
  {
    client: "Elastic's agent skills page through alerts, and read some of them",
    options: { seed: ALERTS },
    steps: [
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_search`,
        body: {
          size: 2,
          _source: ['kibana.alert.uuid', 'kibana.alert.rule.name'],
          query: { bool: { must: [{ range: { '@timestamp': { gte: '2025-06-01T00:00:00Z' } } }], must_not: [{ terms: { 'kibana.alert.workflow_status': ['closed'] } }] } },
          sort: [{ '@timestamp': 'desc' }, { 'kibana.alert.uuid': 'asc' }],
        },
        status: 200,
        reads: { hits: { hits: [{ _id: 'b', _source: { 'kibana.alert.uuid': 'b' } }, { _id: 'a' }] } },
        keeps: { time: 'hits.hits.1.sort.0', id: 'hits.hits.1.sort.1' },
      },
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_search`,
        body: { size: 2, sort: [{ '@timestamp': 'desc' }, { 'kibana.alert.uuid': 'asc' }], search_after: ['{time}', '{id}'] },
        status: 200,
        reads: { hits: { hits: [{ _id: 'c' }, { _id: 'd' }] } },
      },
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_count`,
        body: { query: { bool: { filter: [{ ids: { values: ['a', 'd', 'z'] } }] } } },
        status: 200,
        reads: { count: 2 },
      },
      { to: 'elasticsearch', ask: `POST /${ALIAS}/_mget`, body: { ids: ['a', 'z'] }, status: 200, reads: { docs: [{ found: true }, { found: false }] } },
    ],
  },
  {
    client: 'Keep lists rule types and rules before its connectors',
    options: { security: SECURITY },
    headers: asElastic,
    steps: [
      { ask: 'GET /api/alerting/rule_types', status: 200, reads: [{ id: /./ }] },
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
        keeps: { cookie: 'cookie' },
      },
      { ask: 'GET /api/cases/tags', headers: { cookie: '{cookie}' }, status: 200, reads: [] },
      { ask: 'GET /logout', headers: { cookie: '{cookie}' }, status: 200 },
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
        keeps: { id: 'id' },
      },
      { ask: 'GET /api/actions', status: 200, reads: [{ id: '{id}', referencedByCount: 0 }] },
      { ask: 'GET /api/actions/list_action_types', status: 200, reads: [{ enabled: true }] },
      {
        ask: 'POST /api/actions/action/{id}/_execute', headers: xsrf, body: { params: { message: 'hello' } }, status: 200, reads: { status: 'ok', actionId: '{id}' },
      },
      { ask: 'DELETE /api/actions/action/{id}', headers: xsrf, status: 204 },
    ],
  },
  {
    client: 'scripts that only look may do so as viewer',
    options: { security: SECURITY },
    headers: { ...basic('viewer'), ...xsrf },
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
]
