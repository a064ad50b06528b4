import t from 'tap'
import type { ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { errorBody } from '../helpers/cases.js'
import { as, roleOf } from '../helpers/security.js'

// Source: docs/reference/kibana/neighbours.md §6, §7.2

const NOW = '2025-06-01T10:00:00.000Z'
const healthy = { status: 'ok', timestamp: NOW }

const ANSWERS: [url: string, status: number, body: object][] = [
  ['/api/alerting/rules/_find', 200, { page: 1, total: 0, per_page: 10, data: [] }],
  ['/api/alerting/rules/_find?page=3&per_page=5&fields=name&search=x', 200, { page: 3, total: 0, per_page: 5, data: [] }],
  ['/api/alerting/rules/_find?other=1',
    400, errorBody(400, '[request query.other]: definition for this key is missing')],
  ['/api/alerting/rule/r-1', 404, errorBody(404, 'Saved object [alert/r-1] not found')],
  ['/api/alerting/_health', 200, {
    is_sufficiently_secure: true,
    has_permanent_encryption_key: true,
    alerting_framework_health: { decryption_health: healthy, execution_health: healthy, read_health: healthy },
  }],
  ['/api/detection_engine/rules/_find?page=2', 200, { page: 2, perPage: 20, total: 0, data: [] }],
  ['/api/endpoint/metadata?pageSize=5', 200, { data: [], total: 0, page: 0, pageSize: 5, sortField: 'enrolled_at', sortDirection: 'desc' }],
]

const SECURED: ServerOptions = {
  security: {
    users: { admin: { password: 'admin', roles: ['kibana_admin'] }, bob: { password: 'bob', roles: ['cases'] } },
    roles: { cases: roleOf({ generalCasesV3: ['all'] }, ['*']) },
  },
}

t.test('start-up calls of clients', async t => {
  for (const [url, status, body] of ANSWERS) {
    t.test(`GET ${url} answers ${status}`, async t => {
      const { app } = await testServer(t)
      const response = await app.inject(url)
      t.strictSame({ status: response.statusCode, body: response.json() }, { status, body })
    })
  }

  t.test("list rule types in Kibana's format", async t => {
    const { app } = await testServer(t)
    const types: { id: string, default_action_group_id: string, authorized_consumers: object, action_groups: { id: string }[] }[] =
      (await app.inject('/api/alerting/rule_types')).json()
    t.strictSame(types.map(({ id }) => id), ['.index-threshold', '.es-query', 'siem.queryRule'])
    for (const { default_action_group_id: id, action_groups: groups } of types) t.equal(groups[0]?.id, id)
    t.strictSame(types[2]!.authorized_consumers, { siem: { all: true, read: true }, alerts: { all: true, read: true } })
  })

  // Source: Kibana's alerting/server/authorization/alerting_authorization.ts, routes/health.ts
  t.test('about rules require a feature that grants types of rules', async t => {
    const user = (name: string) => ({ password: name, roles: [name] })
    const kibana = await testServer(t, {
      kibanaVersion: '9.4.0',
      security: {
        users: { cases: user('cases'), stack: user('stack'), soc: user('soc'), viewer: user('viewer') },
        roles: {
          cases: roleOf({ generalCasesV3: ['all'] }, ['*']),
          stack: roleOf({ stackAlerts: ['all'] }, ['*']),
          soc: roleOf({ securitySolutionRulesV4: ['read'] }, ['*']),
        },
      },
    })
    const said = async (name: string, url: string) => {
      const response = await as(kibana, name, { url })
      return response.statusCode === 200 ? 200 : response.json().message
    }
    for (const name of ['stack', 'soc', 'viewer']) {
      t.equal(await said(name, '/api/alerting/rules/_find'), 200)
      t.equal(await said(name, '/api/alerting/_health'), 200)
    }
    t.equal(await said('cases', '/api/alerting/rules/_find'), 'Unauthorized to find rules for any rule types')
    t.equal(await said('cases', '/api/alerting/_health'), 'Unauthorized to access alerting framework health')
    t.equal(await said('stack', '/api/detection_engine/rules/_find?page=1'),
      'API [GET /api/detection_engine/rules/_find?page=1] is unauthorized for user, this action is granted by the Kibana privileges ' +
        '[rules-read]')
    t.equal(await said('soc', '/api/detection_engine/rules/_find'), 200)
    const typesOf = async (name: string) => Object.fromEntries(
      (await as(kibana, name, { url: '/api/alerting/rule_types' })).json().map(
        ({ id, authorized_consumers: consumers }: { id: string, authorized_consumers: object }) => [id, consumers],
      ),
    )
    const [read, all] = [{ read: true, all: false }, { read: true, all: true }]
    const stack = { stackAlerts: all, alerts: all }
    t.same(await typesOf('cases'), {})
    t.same(await typesOf('stack'), { '.index-threshold': stack, '.es-query': stack })
    t.same(await typesOf('soc'), { 'siem.queryRule': { siem: read, alerts: read } })
    t.same(Object.keys(await typesOf('viewer')), ['.index-threshold', '.es-query', 'siem.queryRule'])
  })

  t.test('report the license, version and time of the server', async t => {
    const kibana = await testServer(t, { kibanaVersion: '9.2.0' })
    kibana.setLicense('gold')
    kibana.clock.advance('1h')
    const response = await kibana.app.inject('/api/licensing/info')
    t.match(response.json(), { license: { type: 'gold', mode: 'gold', status: 'active' }, signature: response.headers['kbn-license-sig'] })
    const { uuid } = (await kibana.app.inject('/api/status')).json()
    const stats = (await kibana.app.inject('/api/stats?extended')).json()
    // Source: Kibana's usage_collection/server/routes/stats/stats.ts
    t.strictSame(Object.keys(stats), [
      'process', 'os', 'response_times', 'requests', 'concurrent_connections', 'kibana', 'last_updated', 'collection_interval_ms',
      'usage', 'cluster_uuid',
    ])
    t.match(stats, { kibana: { uuid, version: '9.2.0', status: 'green' }, last_updated: '2025-06-01T11:00:00.000Z' })
    t.match((await kibana.app.inject('/api/task_manager/_health')).json(), {
      id: uuid, status: 'OK', stats: { workload: { status: 'OK', timestamp: '2025-06-01T11:00:00.000Z' } },
    })
  })

  const usages: [string, object][] = [
    ['?extended', { usage: {}, cluster_uuid: /^[\w-]{22}$/ }], ['?extended=true&legacy', { usage: {}, clusterUuid: /^[\w-]{22}$/ }],
    ['?extended=false', {}], ['?legacy', {}],
  ]
  for (const [query, expected] of usages) {
    t.test(`name the cluster and its usage: /api/stats${query}`, async t => {
      const { app } = await testServer(t)
      const { usage, cluster_uuid, clusterUuid } = (await app.inject(`/api/stats${query}`)).json()
      const found = JSON.parse(JSON.stringify({ usage, cluster_uuid, clusterUuid }))
      t.match(found, expected)
      t.strictSame(Object.keys(found), Object.keys(expected))
    })
  }

  t.test('work in every space, and require credentials', async t => {
    const kibana = await testServer(t, SECURED)
    for (const url of ['/api/alerting/_health', '/s/nowhere/api/stats', '/api/features']) {
      t.equal((await kibana.app.inject(url)).statusCode, 401, url)
      t.equal((await as(kibana, 'admin', { url })).statusCode, 200, url)
    }
  })

  t.test('can be replaced by stubs', async t => {
    const kibana = await testServer(t, { stubs: [{ path: '/api/alerting/rule/*', body: { id: 'r-1' } }] })
    t.match(await kibana.app.inject('/api/alerting/rule/r-1'), { statusCode: 200, body: '{"id":"r-1"}' })
  })
})

// Source: Kibana's security_solution/server/features.ts (8.0), x-pack/solutions/security/packages/features/src/cases/v3_features,
// observability/server/features/cases_v3.ts, cases/server/features/v3.ts, actions/server/feature.ts, features/server/oss_features.ts
const APPS: Readonly<Record<string, string[]>> = {
  observabilityCases: ['observabilityCases', 'kibana'],
  securitySolutionCases: ['securitySolutionCases', 'kibana'],
  savedObjectsManagement: ['kibana'],
  actions: [],
  generalCases: [],
}

t.test('GET /api/features', async t => {
  for (const [kibanaVersion, ids] of [
    ['9.1.0', ['observabilityCasesV3', 'securitySolutionCasesV3', 'savedObjectsManagement', 'actions', 'generalCasesV3']],
    ['8.0.0', ['observabilityCases', 'securitySolutionCases', 'savedObjectsManagement', 'actions']],
  ] as const) {
    t.test(`lists the features of ${kibanaVersion} for roles, in Kibana's order`, async t => {
      const { app } = await testServer(t, { kibanaVersion })
      const features: { id: string, app: string[], privileges: { all: { app: string[] }, read: { app: string[] } } }[] =
        (await app.inject('/api/features?ignoreValidLicenses=true')).json()
      t.strictSame(features.map(({ id }) => id), ids)
      for (const { id, app, privileges: { all, read } } of features) {
        t.strictSame([app, all.app, read.app], [APPS[id.replace(/V3$/, '')], app, app], id)
      }
      t.match(features[0]!, {
        name: 'Cases', category: { label: 'Observability' }, cases: ['observability'], privileges: { all: { ui: ['all', 'read'] } },
      })
    })
  }

  for (const [kibanaVersion, privilege] of [['9.0.0', 'read_features'], ['8.19.9', 'features']]) {
    t.test(`refuses callers without all features, with the message of ${kibanaVersion}`, async t => {
      const kibana = await testServer(t, {
        ...SECURED,
        security: { ...SECURED.security, roles: { cases: roleOf({ generalCases: ['all'] }, ['*']) } },
        kibanaVersion: kibanaVersion!,
      })
      const response = await as(kibana, 'bob', { url: '/api/features' })
      t.match(response.json(), {
        statusCode: 403,
        message: `API [GET /api/features] is unauthorized for user, this action is granted by the Kibana privileges [${privilege}]`,
      })
    })
  }
})
