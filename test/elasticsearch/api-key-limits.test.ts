import t, { type Test } from 'tap'
import type { RunningServer } from '../../src/index.js'
import { ask, elasticsearchOf, SECURITY } from '../helpers/elasticsearch.js'
import { as } from '../helpers/security.js'

const INDEX = '.alerts-security.alerts-default'
const SEED = { spaces: [{ id: 'soc' }], alerts: [{ id: 'a', index: INDEX, source: {} }], cases: [{ id: 'a', title: 'a' }] }
const kibanaOn = (resources: string | string[], ...privileges: string[]) => ({
  applications: [{ application: 'kibana-.kibana', privileges, resources }],
})

/** Starts a server with an API key of a user, and returns functions that send requests with the key. */
async function withKey (t: Test, descriptors: object | undefined, as = 'elastic') {
  const { app, kibana } = await elasticsearchOf(t, { security: SECURITY, seed: SEED, kibanaVersion: '9.1.0' })
  const { body } = await ask(app, 'POST /_security/api_key', {
    as, body: { name: 'ci', ...(descriptors && { role_descriptors: descriptors }) },
  })
  const headers = { authorization: `ApiKey ${body.encoded}`, 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'test' }
  return {
    app,
    kibana,
    id: String(body.id),
    headers,
    inElasticsearch: (request: string, body?: object) => ask(app, request, { headers, body }),
    inKibana: (request: string, body?: object) => requestTo(kibana, request, headers, body),
  }
}

async function requestTo ({ app }: RunningServer, request: string, headers: Record<string, string>, body?: object) {
  const [method = '', url = ''] = request.split(' ', 2)
  const { statusCode, body: text } = await app.inject({ method: method as 'GET', url, headers, ...(body && { payload: body }) })
  return { status: statusCode, body: text === '' ? undefined : JSON.parse(text) }
}

const NEW_CASE = {
  title: 't',
  description: 'd',
  tags: [],
  owner: 'cases',
  settings: {
    syncAlerts: false,
  },
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
}

t.test('an API key may do what both its user and its role descriptors allow', async t => {
  const cases: [string, object | undefined, string, [request: string, status: number, body?: object][]][] = [
    ['without descriptors, all that its user may', undefined, 'elastic', [
      [`GET es/${INDEX}/_doc/a`, 200], ['GET es/', 200], ['GET /api/cases/a', 200], ['POST /api/cases', 200, NEW_CASE],
      ['GET /api/security/role', 200],
    ]],
    ['with an empty object of descriptors, all that its user may', {}, 'elastic', [['GET /api/cases/a', 200]]],
    ['with an empty descriptor, nothing', { none: {} }, 'elastic', [
      [`GET es/${INDEX}/_doc/a`, 403], ['GET es/', 403], ['GET es/_security/_authenticate', 200], ['GET /api/cases/a', 403],
      ['GET /api/cases/_find', 403],
      ['GET /api/security/role', 403], ['GET /api/actions/connectors', 403],
    ]],
    ['with privileges in Elasticsearch only, nothing in Kibana', {
      monitor: { cluster: 'monitor', indices: [{ names: '.alerts-security*', privileges: ['read'] }] },
    }, 'elastic', [
      ['GET es/', 200], [`GET es/${INDEX}/_doc/a`, 200], [`POST es/${INDEX}/_update/a`, 403, { doc: {} }], ['GET /api/cases/a', 403],
      ['POST es/_security/oauth2/token', 403, { grant_type: 'client_credentials' }],
    ]],
    ['with a feature, that feature', { cases: kibanaOn('*', 'feature_generalCasesV3.read', 'feature_actions.read') }, 'elastic', [
      ['GET /api/cases/a', 200], ['GET /api/cases/_find', 200], ['POST /api/cases', 403, NEW_CASE], ['GET /api/actions/connectors', 200],
      ['POST /api/actions/connector', 403, { name: 'n', connector_type_id: '.index', config: { index: 'i' } }], ['GET es/', 403],
    ]],
    ['with an unknown feature, nothing', { cases: kibanaOn('*', 'feature_constructor.all') }, 'elastic', [
      ['GET /api/cases/a', 403],
    ]],
    ['with privileges in a space, only in that space', { soc: kibanaOn(['space:soc', 'reserved'], 'space_all') }, 'elastic', [
      ['POST /s/soc/api/cases', 200, NEW_CASE], ['GET /api/cases/a', 403], ['POST /api/spaces/space', 403, { id: 'new', name: 'new' }],
    ]],
    ['with several descriptors, what any of them allows', {
      one: kibanaOn('*', 'read'), other: { index: [{ names: ['*'], privileges: 'all' }] },
    }, 'elastic', [
      ['GET /api/cases/a', 200], ['POST /api/cases', 403, NEW_CASE], [`POST es/${INDEX}/_update/a`, 200, { doc: {} }],
    ]],
    ['never more than its user', {
      all: {
        cluster: ['all'],
        indices: [{ names: ['*'], privileges: ['all'] }],
        applications: [
          { application: '*', privileges: ['*'], resources: ['*'] },
        ],
      },
    }, 'keeper', [
      ['GET es/', 200], [`GET es/${INDEX}/_doc/a`, 403], ['GET /api/cases/a', 403], ['GET /api/cases/_find', 403],
      ['GET /api/security/role', 403],
    ]],
    ['with everything, all that its user may', {
      all: { applications: [{ application: 'kibana-*', privileges: ['*'], resources: ['*'] }] },
    }, 'elastic', [
      ['POST /api/cases', 200, NEW_CASE], ['POST /api/spaces/space', 200, { id: 'new', name: 'new' }],
      ['POST /api/detection_engine/signals/search', 200, { query: { match_all: {} } }],
    ]],
    ['with another application, nothing', {
      other: { applications: [{ application: 'my-app', privileges: ['all'], resources: ['*'] }] },
    }, 'elastic', [
      ['GET /api/cases/a', 403], ['POST /api/detection_engine/signals/search', 403, { query: { match_all: {} } }],
    ]],
  ]
  for (const [claim, descriptors, user, requests] of cases) {
    t.test(claim, async t => {
      const { inElasticsearch, inKibana } = await withKey(t, descriptors, user)
      for (const [request, status, body] of requests) {
        const answer = request.includes(' es/') ? await inElasticsearch(request.replace(' es/', ' /'), body) : await inKibana(request, body)
        t.equal(answer.status, status, `${request}: ${JSON.stringify(answer.body)}`)
      }
    })
  }
})

// In Elasticsearch a key keeps the privileges that its owner had when it was created, see the README
t.test('an API key gains and loses privileges with its user', async t => {
  const { kibana, inKibana } = await withKey(t, undefined, 'keeper')
  for (const [kibanaPrivileges, status] of [[[{ spaces: ['*'], base: ['all'] }], 200], [[], 403]] as const) {
    const payload = { elasticsearch: { cluster: ['manage_own_api_key'] }, kibana: kibanaPrivileges }
    t.equal((await as(kibana, 'elastic', { method: 'PUT', url: '/api/security/role/keeper', payload })).statusCode, 204)
    t.equal((await inKibana('GET /api/cases/a')).status, status)
  }
})

// Source: Elasticsearch's security/authz/AuthorizationDenialMessages.java
t.test('a refused API key is named in place of roles', async t => {
  const { id, inElasticsearch, inKibana } = await withKey(t, { none: {} })
  const denied = `action [cluster:monitor/main] is unauthorized for API key id [${id}] of user [elastic], this action is granted by the ` +
    'cluster privileges [monitor,manage,all]'
  t.equal((await inElasticsearch('GET /')).body.error.reason, denied)
  t.match((await inKibana('GET /api/security/role')).body.message, `is unauthorized for API key id [${id}] of user [elastic], this action`)
})

t.test('an API key may read cases of owners that both allow', async t => {
  const { inKibana } = await withKey(t, { cases: kibanaOn('*', 'feature_generalCasesV3.read', 'feature_observabilityCasesV3.all') })
  t.equal((await inKibana('GET /api/cases/_find')).body.total, 1)
  t.match((await inKibana('GET /api/cases/_find?owner=securitySolution')).body, { total: 0 })
  t.match((await inKibana('GET /api/cases/tags')).status, 200)
})

t.test('a token created with a limited API key has its limits', async t => {
  const { app, inElasticsearch, kibana } = await withKey(t, { token: { cluster: ['manage_token', 'monitor'] } })
  const { body: { access_token: token } } = await inElasticsearch('POST /_security/oauth2/token', { grant_type: 'client_credentials' })
  const headers = { authorization: `Bearer ${token}` }
  t.equal((await ask(app, 'GET /', { headers })).status, 200)
  t.equal((await ask(app, `GET /${INDEX}/_doc/a`, { headers })).status, 403)
  t.equal((await requestTo(kibana, 'GET /api/cases/a', headers)).status, 403)
})

t.test('an API key creates other keys only without privileges', async t => {
  const { inElasticsearch } = await withKey(t, undefined)
  for (const descriptors of [undefined, {}, { all: { cluster: ['all'] } }]) {
    const {
      status, body,
    } = await inElasticsearch('POST /_security/api_key', { name: 'more', ...(descriptors && { role_descriptors: descriptors }) })
    t.match({ status, body }, {
      status: 400,
      body: {
        error: {
          type: 'illegal_argument_exception',
          reason: 'creating derived api keys requires an explicit role descriptor that is empty (has no privileges)',
        },
      },
    })
  }
  t.equal((await inElasticsearch('POST /_security/api_key', { name: 'none', role_descriptors: { none: {} } })).status, 200)
})

t.test('role descriptors are returned as completed by Elasticsearch, with those of the user on request', async t => {
  const { app, id } = await withKey(t, {
    one: { cluster: 'monitor', indices: [{ names: 'a', privileges: ['read'] }], ...kibanaOn('*', 'read'), metadata: { a: 1 } },
  }, 'keeper')
  const { body: { api_keys: [key] } } = await ask(app, `GET /_security/api_key?id=${id}&with_limited_by=true`, { as: 'elastic' })
  const rest = { run_as: [], metadata: {}, transient_metadata: { enabled: true } }
  t.strictSame(key.role_descriptors, {
    one: {
      cluster: ['monitor'],
      indices: [{ names: ['a'], privileges: ['read'], allow_restricted_indices: false }],
      applications: [{ application: 'kibana-.kibana', privileges: ['read'], resources: ['*'] }],
      ...rest,
      metadata: { a: 1 },
    },
  })
  t.strictSame(key.limited_by, [{
    keeper: {
      cluster: [
        'manage_own_api_key', 'monitor',
      ],
      indices: [{ names: ['.alerts-stack*'], privileges: ['read'], allow_restricted_indices: false }],
      applications: [],
      ...rest,
    },
  }])
  const limits = async (as: string) => {
    const { body } = await ask(app, 'POST /_security/api_key', { as, body: { name: as } })
    return (await ask(app, `GET /_security/api_key?id=${body.id}&with_limited_by`, { as: 'elastic' })).body.api_keys[0].limited_by[0]
  }
  t.match(await limits('elastic'), {
    superuser: { cluster: ['all'], applications: [{ application: '*', privileges: ['*'], resources: ['*'] }] },
  })
})

t.test('the user\'s privileges in spaces are returned under their names in Elasticsearch', async t => {
  const roles = {
    own: {
      elasticsearch: { cluster: ['manage_own_api_key'] },
      kibana: [
        { base: ['read'], spaces: ['soc'] }, { feature: { actions: ['all'] }, spaces: ['default'] },
      ],
    },
  }
  const { app } = await elasticsearchOf(t, {
    security: {
      users: { ...SECURITY.users, own: { password: 'own', roles: ['own', 'monitoring_user'] } }, roles: { ...SECURITY.roles, ...roles },
    },
    seed: SEED,
  })
  const { body } = await ask(app, 'POST /_security/api_key', { as: 'own', body: { name: 'a' } })
  const { body: { api_keys: [key] } } = await ask(app, `GET /_security/api_key?id=${body.id}&with_limited_by`, { as: 'elastic' })
  t.match(key.limited_by[0].own.applications, [
    { application: 'kibana-.kibana', privileges: ['space_read'], resources: ['space:soc'] },
    { application: 'kibana-.kibana', privileges: ['feature_actions.all'], resources: ['space:default'] },
  ])
  t.strictSame(key.limited_by[0].monitoring_user.applications, [
    { application: 'kibana-*', privileges: ['reserved_monitoring'], resources: ['*'] },
  ])
})

t.test('invalid role descriptors are refused', async t => {
  const { app } = await elasticsearchOf(t, { security: SECURITY })
  const cases: [object, string, string][] = [
    [{ a: { clusters: [] } }, 'parse_exception', 'failed to parse role [a]. unexpected field [clusters]'],
    [{ a: { toString: [] } }, 'parse_exception', 'failed to parse role [a]. unexpected field [toString]'],
    [{ a: { cluster: 5 } }, 'parse_exception', 'failed to parse role [a]. unexpected value of field [cluster]'],
    [{ a: { indices: [{ names: ['a'] }] } }, 'parse_exception', 'failed to parse role [a]. unexpected value of field [indices]'],
    [{ a: 5 }, 'x_content_parse_exception', "[1:32] [api_key_request] role_descriptors doesn't support values of type: START_OBJECT"],
  ]
  for (const [descriptors, type, reason] of cases) {
    const {
      status, body,
    } = await ask(app, 'POST /_security/api_key', { as: 'elastic', body: { name: 'a', role_descriptors: descriptors } })
    t.match({ status, error: body.error }, { status: 400, error: { type, reason } })
  }
  t.strictSame((await ask(app, 'GET /_security/api_key', { as: 'elastic' })).body, { api_keys: [] })
})
