import t, { type Test } from 'tap'
import { testServer } from '../helpers/app.js'
import { as, roleOf } from '../helpers/security.js'

const security = {
  users: {
    admin: { password: 'admin', roles: ['superuser'] },
    manager: { password: 'manager', roles: ['security_manager'] },
    auditor: { password: 'auditor', roles: ['security_auditor', 'gone'] },
    jane: { password: 'jane', roles: ['analyst', 'extra'] },
  },
  roles: {
    security_manager: { elasticsearch: { cluster: ['manage_security'] } },
    security_auditor: { elasticsearch: { cluster: ['monitor', 'read_security'] } },
    analyst: roleOf({ generalCasesV3: ['read'] }, ['default']),
    gone: {},
    extra: {},
  },
}

/** A server on which users have roles that were deleted. */
async function roleServer (t: Test) {
  const kibana = await testServer(t, { security })
  for (const name of ['gone', 'extra']) await as(kibana, 'admin', { method: 'DELETE', url: url(name) })
  return kibana
}

const everyRole = ['analyst', 'editor', 'kibana_admin', 'kibana_user', 'security_auditor', 'security_manager', 'superuser', 'viewer']
const url = (name: string, query = '') => `/api/security/role/${name}${query}`
const refused = (action: string, username: string, roles: string, grantedBy: string) => {
  const reason = `action [cluster:admin/xpack/security/role/${action}] is unauthorized for user [${username}] with effective roles [${roles}], this action is granted by the cluster privileges [${grantedBy}]`
  return { statusCode: 403, error: 'Forbidden', message: `[security_exception\n\tRoot causes:\n\t\tsecurity_exception: ${reason}]: ${reason}` }
}
const badRequest = (message: string) => ({ statusCode: 400, error: 'Bad Request', message })

t.test('PUT /api/security/role/{name}', async t => {
  t.test('creates a role that comes back with what Elasticsearch adds', async t => {
    const kibana = await roleServer(t)
    const payload = {
      description: 'All of it',
      metadata: { version: 1 },
      elasticsearch: {
        cluster: ['monitor'],
        indices: [{ names: ['logs-*'], privileges: ['read'], field_security: { grant: ['*'], except: ['secret'] }, query: '{}' }],
        remote_indices: [{ clusters: ['c'], names: ['x'], privileges: ['read'], allow_restricted_indices: true }],
        remote_cluster: [{ clusters: ['c'], privileges: ['monitor_enrich'] }],
        run_as: ['other'],
      },
      kibana: [{ spaces: ['a', 'b'], feature: { generalCasesV3: ['read'], discover: ['all'], nothing: [] } }, { base: ['read'] }],
    }
    const put = await as(kibana, 'admin', { method: 'PUT', url: url('mine'), payload })
    t.equal(put.statusCode, 204)
    t.equal(put.body, '')
    const got = await as(kibana, 'admin', { url: url('mine') })
    t.equal(got.headers['elastic-api-version'], '2023-10-31')
    t.strictSame(got.json(), {
      name: 'mine',
      description: 'All of it',
      metadata: { version: 1 },
      transient_metadata: { enabled: true },
      elasticsearch: {
        cluster: ['monitor'],
        remote_cluster: [{ clusters: ['c'], privileges: ['monitor_enrich'] }],
        indices: [{ names: ['logs-*'], privileges: ['read'], field_security: { grant: ['*'], except: ['secret'] }, query: '{}', allow_restricted_indices: false }],
        remote_indices: [{ clusters: ['c'], names: ['x'], privileges: ['read'], allow_restricted_indices: true }],
        run_as: ['other'],
      },
      kibana: [
        { base: [], feature: { generalCasesV3: ['read'], discover: ['all'] }, spaces: ['a', 'b'] },
        { base: ['read'], feature: {}, spaces: ['*'] },
      ],
      _transform_error: [],
      _unrecognized_applications: [],
    })
  })

  t.test('replaces the whole role, unless asked only to create it', async t => {
    const kibana = await roleServer(t)
    t.equal((await as(kibana, 'admin', { method: 'PUT', url: url('analyst', '?createOnly=false'), payload: {} })).statusCode, 204)
    t.strictSame((await as(kibana, 'admin', { url: url('analyst') })).json().kibana, [])
    for (const name of ['analyst', 'superuser']) {
      const again = await as(kibana, 'admin', { method: 'PUT', url: url(name, '?createOnly=true'), payload: {} })
      t.strictSame(again.json(), { statusCode: 409, error: 'Conflict', message: `Role already exists and cannot be created: ${name}` })
    }
  })

  t.test('counts from the next request on', async t => {
    const kibana = await roleServer(t)
    const get = async () => (await as(kibana, 'jane', { url: '/api/cases/a' })).statusCode
    const answerInOther = async () => (await as(kibana, 'jane', { url: '/s/other/api/cases/a' })).json().message
    t.equal(await get(), 404)
    t.equal(await answerInOther(), 'Unauthorized to get other space')
    await as(kibana, 'admin', { method: 'PUT', url: url('extra'), payload: roleOf({ generalCasesV3: ['read'] }, ['other']) })
    t.equal(await answerInOther(), 'Saved object [space/other] not found')
    await as(kibana, 'admin', { method: 'DELETE', url: url('extra') })
    t.equal(await answerInOther(), 'Unauthorized to get other space')
    await as(kibana, 'admin', { method: 'PUT', url: url('analyst'), payload: {} })
    t.equal(await get(), 403)
  })

  const wrong: [unknown, string][] = [
    [[], '[request body]: expected a plain object value, but found [Array] instead.'],
    ['', '[request body]: expected a plain object value, but found [null] instead.'],
    [{ nope: 1 }, '[request body.nope]: definition for this key is missing'],
    [{ description: 'x'.repeat(2049) }, '[request body.description]: value has length [2049] but it must have a maximum length of [2048].'],
    [{ elasticsearch: { cluster: 'all' } }, '[request body.elasticsearch.cluster]: could not parse array value from json input'],
    [{ elasticsearch: { indices: [{ names: [], privileges: ['read'] }] } }, '[request body.elasticsearch.indices.0.names]: array size is [0], but cannot be smaller than [1]'],
    [{ kibana: [{}] }, '[request body.kibana.0]: either [base] or [feature] is expected, but none of them specified'],
    [{ kibana: [{ feature: { a: [] } }] }, '[request body.kibana.0]: either [base] or [feature] is expected, but none of them specified'],
    [{ kibana: [{ base: ['all'], feature: { a: ['all'] } }] }, "[request body.kibana.0]: definition of [feature] isn't allowed when non-empty [base] is defined."],
    [{ kibana: [{ base: ['all'], spaces: ['a', 'b'] }, { base: ['read'], spaces: ['b'] }] }, '[request body.kibana]: more than one privilege is applied to the following spaces: [b]'],
    [{ kibana: [{ base: ['all', 'write'] }] }, '[request body.kibana.0.base.1]: unknown global privilege "write", must be one of [all,read]'],
    [{ kibana: [{ base: ['write'], spaces: ['a'] }] }, '[request body.kibana.0.base.0]: unknown space privilege "write", must be one of [all,read]'],
    [{ kibana: [{ feature: { 'a.b': ['all'] } }] }, "[request body.kibana.0.feature.key(\"a.b\")]: only a-z, A-Z, 0-9, '_', and '-' are allowed"],
    [{ kibana: [{ feature: { a: ['a b'] } }] }, "[request body.kibana.0.feature.a.0]: only a-z, A-Z, 0-9, '_', and '-' are allowed"],
  ]
  for (const [payload, message] of wrong) {
    t.test(`refuses ${JSON.stringify(payload).slice(0, 70)}`, async t => {
      const kibana = await roleServer(t)
      const response = await as(kibana, 'admin', { method: 'PUT', url: url('x'), headers: { 'content-type': 'application/json' }, payload: payload === '' ? '' : JSON.stringify(payload) })
      t.strictSame(response.json(), badRequest(message))
      t.equal(response.headers['elastic-api-version'], '2023-10-31')
      t.equal((await as(kibana, 'admin', { url: url('x') })).statusCode, 404)
    })
  }

  t.test('refuses a field_security of another kind, a long name, and a createOnly that is no boolean', async t => {
    const kibana = await roleServer(t)
    const put = async (url: string, payload: object) => (await as(kibana, 'admin', { method: 'PUT', url, payload })).json()
    t.match(await put(url('x'), { elasticsearch: { indices: [{ names: ['a'], privileges: ['read'], field_security: { deny: [] } }] } }), { statusCode: 400, message: /^\[request body\.elasticsearch\.indices\.0\.field_security\.key\("deny"\)\]: types that failed validation:/ })
    t.strictSame(await put(url('n'.repeat(1025)), {}), badRequest('[request params.name]: value has length [1025] but it must have a maximum length of [1024].'))
    t.strictSame(await put(url('x', '?createOnly=maybe'), {}), badRequest('[request query.createOnly]: expected value of type [boolean] but got [string]'))
  })

  t.test('takes names that are properties of every object, and nothing is polluted', async t => {
    const kibana = await roleServer(t)
    const name = encodeURIComponent('__proto__')
    t.equal((await as(kibana, 'admin', { url: url(name) })).statusCode, 404)
    t.equal((await as(kibana, 'admin', { method: 'PUT', url: url(name), payload: { kibana: [{ feature: { constructor: ['all'] } }] } })).statusCode, 204)
    t.equal((await as(kibana, 'admin', { url: url(name) })).json().name, '__proto__')
    t.equal(Reflect.get({}, 'kibana'), undefined)
  })
})

t.test('roles that are built in', async t => {
  t.test('can be read, and neither changed nor deleted', async t => {
    const kibana = await roleServer(t)
    const reserved = (participle: string) => {
      const reason = `role [superuser] is reserved and cannot be ${participle}.`
      return badRequest(`[illegal_argument_exception\n\tRoot causes:\n\t\tillegal_argument_exception: ${reason}]: ${reason}`)
    }
    t.match((await as(kibana, 'admin', { url: url('superuser') })).json(), { metadata: { _reserved: true }, kibana: [{ base: ['*'], feature: {}, spaces: ['*'] }] })
    t.strictSame((await as(kibana, 'admin', { method: 'PUT', url: url('superuser'), payload: {} })).json(), reserved('modified'))
    for (const method of ['PUT', 'DELETE'] as const) {
      t.match((await as(kibana, 'admin', { method, url: url('monitoring_user'), ...(method === 'PUT' && { payload: {} }) })).json(), { statusCode: 400, message: /role \[monitoring_user\] is reserved/ })
    }
    t.strictSame((await as(kibana, 'admin', { method: 'DELETE', url: url('superuser') })).json(), reserved('deleted'))
  })
})

t.test('built-in roles in Cases, connectors and spaces', async t => {
  const builtIn = ['editor', 'kibana_admin', 'kibana_user', 'viewer']
  const users = Object.fromEntries(builtIn.map(name => [name, { password: name, roles: [name] }]))
  const newCase = { title: 't', description: 'd', tags: [], owner: 'securitySolution', settings: { syncAlerts: false }, connector: { id: 'none', name: 'none', type: '.none', fields: null } }
  const newConnector = { name: 'log', connector_type_id: '.cases-webhook', config: {}, secrets: {} }
  const requests = [
    ['reads cases', 'GET', '/api/cases/_find', undefined, [200, 200, 200, 200]],
    ['reads connectors', 'GET', '/api/actions/connectors', undefined, [200, 200, 200, 200]],
    ['creates a case', 'POST', '/api/cases', newCase, [200, 200, 200, 403]],
    ['reaches the checks of a new connector', 'POST', '/api/actions/connector', newConnector, [400, 400, 400, 403]],
    ['creates a space', 'POST', '/api/spaces/space', { id: 'other', name: 'Other' }, [200, 200, 200, 403]],
    ['reads roles', 'GET', '/api/security/role', undefined, [403, 403, 403, 403]],
  ] as const
  for (const [claim, method, path, payload, statuses] of requests) {
    for (const [index, name] of builtIn.entries()) {
      t.test(`${name}: ${claim}, or is refused, with ${statuses[index]}`, async t => {
        const kibana = await testServer(t, { security: { users } })
        const answer = await as(kibana, name, { method, url: path, ...(payload && { payload }) })
        t.equal(answer.statusCode, statuses[index], answer.body)
      })
    }
  }

  t.test('a refusal names the built-in role among the effective ones', async t => {
    const kibana = await testServer(t, { security: { users } })
    t.strictSame((await as(kibana, 'viewer', { url: '/api/security/role' })).json(), refused('get', 'viewer', 'viewer', 'read_security,manage_security,all'))
  })

  t.test('none of their names is free for another role', async t => {
    const kibana = await testServer(t, { security: { users: { admin: { password: 'admin', roles: ['superuser'] } } } })
    for (const name of [...builtIn, 'superuser']) {
      const got = `got "${name}"`
      await t.rejects(testServer(t, { security: { roles: { [name]: {} } } }), { message: `startServer: security.roles.${name}: expected a name that no built-in role has, ${got}` })
      t.throws(() => kibana.seed({ roles: [{ id: name }] }), new RegExp(`roles\\[0\\]\\.id: expected a name that no built-in role has, ${got}`))
      t.equal((await as(kibana, 'admin', { method: 'PUT', url: url(name), payload: {} })).statusCode, 400)
      t.equal((await as(kibana, 'admin', { method: 'DELETE', url: url(name) })).statusCode, 400)
      t.match((await as(kibana, 'admin', { url: url(name) })).json(), { name, metadata: { _reserved: true }, kibana: [{ spaces: ['*'] }] })
    }
    t.strictSame(kibana.exportState().roles ?? [], [])
  })
})

t.test('GET /api/security/role', async t => {
  t.test('lists all by name', async t => {
    const kibana = await roleServer(t)
    const roles: { name: string }[] = (await as(kibana, 'auditor', { url: '/api/security/role' })).json()
    t.strictSame(roles.map(({ name }) => name), everyRole)
  })

  t.test('puts current privileges in place of deprecated ones when asked to', async t => {
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
    t.strictSame((await as(kibana, 'admin', { url: url('old', '?replaceDeprecatedPrivileges=true') })).json().kibana, [{ base: [], feature: replaced, spaces: ['space1'] }])
    const listed: { name: string, kibana: object }[] = (await as(kibana, 'admin', { url: '/api/security/role?replaceDeprecatedPrivileges=true' })).json()
    t.strictSame(listed.find(({ name }) => name === 'old')?.kibana, [{ base: [], feature: replaced, spaces: ['space1'] }])
  })

  // The role API's message for an unknown role is not established, only its status
  t.test('answers 404 for an unknown one', async t => {
    const kibana = await roleServer(t)
    const notFound = { statusCode: 404, error: 'Not Found', message: 'Not Found' }
    t.strictSame((await as(kibana, 'admin', { url: url('nope') })).json(), notFound)
    t.strictSame((await as(kibana, 'admin', { method: 'DELETE', url: url('nope') })).json(), notFound)
  })
})

t.test('POST /api/security/roles', async t => {
  const put = async (kibana: Awaited<ReturnType<typeof roleServer>>, user: string, payload: object) =>
    (await as(kibana, user, { method: 'POST', url: '/api/security/roles', payload })).json()

  t.test('writes roles, and lists their names by what became of them', async t => {
    const kibana = await roleServer(t)
    const roles = { a: { elasticsearch: { cluster: ['monitor'] } }, b: { elasticsearch: {}, kibana: [{ base: ['read'], spaces: ['*'] }] } }
    t.strictSame(await put(kibana, 'admin', { roles }), { created: ['a', 'b'] })
    t.strictSame(await put(kibana, 'manager', { roles: { ...roles, a: {}, c: {}, viewer: {} } }), {
      created: ['c'],
      noop: ['b'],
      updated: ['a'],
      errors: { viewer: { type: 'action_request_validation_exception', reason: 'Validation Failed: 1: Role [viewer] is reserved and may not be used.;' } },
    })
    t.match((await as(kibana, 'admin', { url: url('b') })).json(), { kibana: [{ base: ['read'], spaces: ['*'] }] })
    t.strictSame((await as(kibana, 'admin', { url: url('a') })).json().elasticsearch.cluster, [])
  })

  const refusals: [user: string, payload: object, answer: object][] = [
    ['admin', { roles: { a: { kibana: [{ base: ['write'], spaces: ['*'] }] } } }, badRequest('[request body.roles.a.kibana.0.base.0]: unknown global privilege "write", must be one of [all,read]')],
    ['admin', {}, badRequest('[request body.roles]: expected value of type [object] but got [undefined]')],
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

  t.test('is a route from 8.16 on', async t => {
    const kibana = await testServer(t, { kibanaVersion: '8.15.0' })
    t.equal((await as(kibana, 'admin', { method: 'POST', url: '/api/security/roles', payload: { roles: {} } })).statusCode, 404)
  })
})

t.test('POST /api/security/role/_query', async t => {
  const cases: [object, string[], number][] = [
    [{}, ['analyst', 'security_auditor', 'security_manager'], 3],
    [{ query: 'SECURITY' }, ['security_auditor', 'security_manager'], 2],
    [{ filters: { showReservedRoles: true } }, everyRole, 8],
    [{ sort: { field: 'name', direction: 'desc' }, size: 1 }, ['security_manager'], 3],
    [{ from: 1, size: 1 }, ['security_auditor'], 3],
    [{ from: -5, size: -1 }, [], 3],
  ]
  for (const [payload, names, total] of cases) {
    t.test(`finds ${names.length} of ${total} by ${JSON.stringify(payload)}`, async t => {
      const kibana = await roleServer(t)
      const body: { roles: { name: string }[] } = (await as(kibana, 'admin', { method: 'POST', url: '/api/security/role/_query', payload })).json()
      t.match(body, { count: names.length, total })
      t.strictSame(body.roles.map(({ name }) => name), names)
    })
  }
})

t.test('managing roles', async t => {
  // Elasticsearch decides; the text is that of its AuthorizationDenialMessages
  t.test('takes cluster privileges', async t => {
    const kibana = await roleServer(t)
    const body = async (username: string, method: 'GET' | 'PUT' | 'DELETE' | 'POST', url: string) => (await as(kibana, username, { method, url, ...(method !== 'GET' && { payload: {} }) })).json()
    t.strictSame(await body('jane', 'GET', url('analyst')), refused('get', 'jane', 'analyst', 'read_security,manage_security,all'))
    t.strictSame(await body('jane', 'GET', '/api/security/role'), refused('get', 'jane', 'analyst', 'read_security,manage_security,all'))
    t.strictSame(await body('jane', 'POST', '/api/security/role/_query'), refused('query', 'jane', 'analyst', 'read_security,manage_security,all'))
    t.strictSame(await body('jane', 'PUT', url('mine')), refused('get', 'jane', 'analyst', 'read_security,manage_security,all'))
    t.strictSame(await body('jane', 'DELETE', url('superuser')), refused('delete', 'jane', 'analyst', 'manage_security,all'))
    t.strictSame(await body('auditor', 'PUT', url('mine')), refused('put', 'auditor', 'security_auditor', 'manage_security,all'))
    t.strictSame(await body('auditor', 'DELETE', url('mine')), refused('delete', 'auditor', 'security_auditor', 'manage_security,all'))
    t.equal((await as(kibana, 'manager', { method: 'PUT', url: url('mine'), payload: {} })).statusCode, 204)
    t.equal((await as(kibana, 'auditor', { url: url('mine') })).statusCode, 200)
    t.equal((await as(kibana, 'manager', { method: 'DELETE', url: url('mine') })).statusCode, 204)
  })

  t.test('is open to everybody with security off', async t => {
    const kibana = await testServer(t)
    t.equal((await as(kibana, 'jane', { method: 'PUT', url: url('mine'), payload: {} })).statusCode, 204)
    t.equal((await as(kibana, 'jane', { url: url('mine') })).statusCode, 200)
  })

  t.test('leaves versions of cases alone: roles take no sequence number', async t => {
    const versionAfter = async (options: object) => {
      const kibana = await testServer(t, options)
      const payload = { title: 'A', description: 'B', tags: [], owner: 'cases', settings: { syncAlerts: true }, connector: { id: 'none', name: 'none', type: '.none', fields: null } }
      return (await as(kibana, 'admin', { method: 'POST', url: '/api/cases', payload })).json().version
    }
    t.equal(await versionAfter({ security }), await versionAfter({}))
  })
})
