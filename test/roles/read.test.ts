import t from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody } from '../helpers/cases.js'
import { as, roleOf } from '../helpers/security.js'
import { refused, roleServer, url } from './role-server.js'

const builtIn = [
  'apm_system', 'apm_user', 'beats_admin', 'beats_system', 'editor', 'enrich_user', 'ingest_admin', 'kibana_admin', 'kibana_system',
  'kibana_user', 'logstash_admin', 'logstash_system', 'machine_learning_admin', 'machine_learning_user', 'monitoring_user',
  'remote_monitoring_agent', 'remote_monitoring_collector', 'reporting_user', 'rollup_admin', 'rollup_user', 'snapshot_user', 'superuser',
  'transform_admin', 'transform_user', 'transport_client', 'viewer', 'watcher_admin', 'watcher_user',
]
const everyRole = [...builtIn, 'analyst', 'security_auditor', 'security_manager'].sort()

t.test('GET /api/security/role', async t => {
  t.test('lists all roles by name', async t => {
    const kibana = await roleServer(t)
    const roles: { name: string }[] = (await as(kibana, 'auditor', { url: '/api/security/role' })).json()
    t.strictSame(roles.map(({ name }) => name), everyRole)
  })

  t.test('replaces deprecated privileges on request', async t => {
    const kibana = await roleServer(t)
    const feature = {
      generalCases: ['minimal_all', 'cases_delete'],
      generalCasesV2: ['minimal_all'],
      observabilityCasesV2: ['all'],
      securitySolutionCases: ['read'],
      securitySolutionCasesV3: ['minimal_all'],
      discover: ['all'],
    }
    await as(kibana, 'admin', { method: 'PUT', url: url('old'), payload: roleOf(feature) })
    t.strictSame((await as(kibana, 'admin', { url: url('old') })).json().kibana, [{ base: [], feature, spaces: ['space1'] }])
    const replaced = {
      generalCasesV3: ['minimal_all', 'create_comment', 'case_reopen', 'cases_assign', 'cases_delete'],
      observabilityCasesV3: ['all'],
      securitySolutionCasesV3: ['read', 'minimal_all'],
      discover: ['all'],
    }
    t.strictSame((await as(kibana, 'admin', { url: url('old', '?replaceDeprecatedPrivileges=true') })).json().kibana, [
      { base: [], feature: replaced, spaces: ['space1'] },
    ])
    const listed: { name: string, kibana: object }[] = (await as(kibana, 'admin', {
      url: '/api/security/role?replaceDeprecatedPrivileges=true',
    })).json()
    t.strictSame(listed.find(({ name }) => name === 'old')?.kibana, [{ base: [], feature: replaced, spaces: ['space1'] }])
  })

  // Source: Kibana's router-server-internal/src/response_adapter.ts (getErrorMessage), Elasticsearch's RestGetRolesAction
  t.test('answers 404 for an unknown role', async t => {
    const kibana = await roleServer(t)
    t.strictSame((await as(kibana, 'admin', { url: url('nope') })).json(), errorBody(404, '[{}]: undefined'))
    t.strictSame(
      (await as(kibana, 'admin', { method: 'DELETE', url: url('nope') })).json(), errorBody(404, '[{"found":false}]: undefined'),
    )
  })
})

t.test('POST /api/security/roles', async t => {
  const put = async (kibana: Awaited<ReturnType<typeof roleServer>>, user: string, payload: object) =>
    (await as(kibana, user, { method: 'POST', url: '/api/security/roles', payload })).json()

  t.test('writes roles, and lists their names by result', async t => {
    const kibana = await roleServer(t)
    const roles = { a: { elasticsearch: { cluster: ['monitor'] } }, b: { elasticsearch: {}, kibana: [{ base: ['read'], spaces: ['*'] }] } }
    t.strictSame(await put(kibana, 'admin', { roles }), { created: ['a', 'b'] })
    t.strictSame(await put(kibana, 'manager', { roles: { ...roles, a: {}, c: {}, viewer: {} } }), {
      created: ['c'],
      noop: ['b'],
      updated: ['a'],
      errors: {
        viewer: {
          type: 'action_request_validation_exception', reason: 'Validation Failed: 1: Role [viewer] is reserved and may not be used.;',
        },
      },
    })
    t.match((await as(kibana, 'admin', { url: url('b') })).json(), { kibana: [{ base: ['read'], spaces: ['*'] }] })
    t.strictSame((await as(kibana, 'admin', { url: url('a') })).json().elasticsearch.cluster, [])
  })

  const refusals: [user: string, payload: object, answer: object][] = [
    ['admin',
      { roles: { a: { kibana: [{ base: ['write'], spaces: ['*'] }] } } },
      errorBody(400, '[request body.roles.a.kibana.0.base.0]: unknown global privilege "write", must be one of [all,read]')],
    ['admin', {}, errorBody(400, '[request body.roles]: expected value of type [object] but got [undefined]')],
    ['auditor', { roles: { a: {} } }, refused('bulk_put', 'auditor', 'security_auditor', 'manage_security,all')],
    ['jane', { roles: { a: {} } }, refused('get', 'jane', 'analyst', 'read_security,manage_security,all')],
  ]
  for (const [user, payload, answer] of refusals) {
    t.test(`refuses ${JSON.stringify(payload)} from ${user}, and writes nothing`, async t => {
      const kibana = await roleServer(t)
      t.strictSame(await put(kibana, user, payload), answer)
      t.equal((await as(kibana, 'admin', { url: url('a') })).statusCode, 404)
    })
  }

  t.test('exists from 8.16 on', async t => {
    const kibana = await testServer(t, { kibanaVersion: '8.15.0' })
    t.equal((await as(kibana, 'admin', { method: 'POST', url: '/api/security/roles', payload: { roles: {} } })).statusCode, 404)
  })
})

t.test('POST /api/security/role/_query', async t => {
  // Source: Kibana's PR 194630, of 8.18
  t.test('exists from 8.18 on', async t => {
    for (const [kibanaVersion, statusCode] of [['8.17.9', 404], ['8.18.0', 200]] as const) {
      const kibana = await roleServer(t, { kibanaVersion })
      t.equal((await as(kibana, 'admin', { method: 'POST', url: '/api/security/role/_query', payload: {} })).statusCode, statusCode)
    }
  })

  const cases: [object, string[], number][] = [
    [{}, ['analyst', 'security_auditor', 'security_manager'], 3],
    [{ query: 'SECURITY' }, ['security_auditor', 'security_manager'], 2],
    [{ filters: { showReservedRoles: true }, size: 100 }, everyRole, 31],
    [{ sort: { field: 'name', direction: 'desc' }, size: 1 }, ['security_manager'], 3],
    [{ from: 1, size: 1 }, ['security_auditor'], 3],
    [{ from: -5, size: -1 }, [], 3],
  ]
  for (const [payload, names, total] of cases) {
    t.test(`finds ${names.length} of ${total} by ${JSON.stringify(payload)}`, async t => {
      const kibana = await roleServer(t)
      const body: { roles: { name: string }[] } = (await as(kibana, 'admin', {
        method: 'POST', url: '/api/security/role/_query', payload,
      })).json()
      t.match(body, { count: names.length, total })
      t.strictSame(body.roles.map(({ name }) => name), names)
    })
  }
})
