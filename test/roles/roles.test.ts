import t from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { as, roleOf } from '../helpers/security.js'
import { refused, roleServer, security, url } from './role-server.js'

t.test('PUT /api/security/role/{name}', async t => {
  t.test('creates a role, which is returned with what Elasticsearch adds', async t => {
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
        indices: [{
          names: ['logs-*'],
          privileges: ['read'],
          field_security: { grant: ['*'], except: ['secret'] },
          query: '{}',
          allow_restricted_indices: false,
        }],
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

  t.test('replaces the whole role, unless createOnly is set', async t => {
    const kibana = await roleServer(t)
    t.equal((await as(kibana, 'admin', { method: 'PUT', url: url('analyst', '?createOnly=false'), payload: {} })).statusCode, 204)
    t.strictSame((await as(kibana, 'admin', { url: url('analyst') })).json().kibana, [])
    for (const name of ['analyst', 'superuser']) {
      const again = await as(kibana, 'admin', { method: 'PUT', url: url(name, '?createOnly=true'), payload: {} })
      t.strictSame(again.json(), errorBody(409, `Role already exists and cannot be created: ${name}`))
    }
  })

  t.test('takes effect from the next request on', async t => {
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
    [{ elasticsearch: { indices: [{ names: [], privileges: ['read'] }] } },
      '[request body.elasticsearch.indices.0.names]: array size is [0], but cannot be smaller than [1]'],
    [{ kibana: [{}] }, '[request body.kibana.0]: either [base] or [feature] is expected, but none of them specified'],
    [{ kibana: [{ feature: { a: [] } }] }, '[request body.kibana.0]: either [base] or [feature] is expected, but none of them specified'],
    [{ kibana: [{ base: ['all'], feature: { a: ['all'] } }] },
      "[request body.kibana.0]: definition of [feature] isn't allowed when non-empty [base] is defined."],
    [{ kibana: [{ base: ['all'], spaces: ['a', 'b'] }, { base: ['read'], spaces: ['b'] }] },
      '[request body.kibana]: more than one privilege is applied to the following spaces: [b]'],
    [{ kibana: [{ base: ['all', 'write'] }] },
      '[request body.kibana.0.base.1]: unknown global privilege "write", must be one of [all,read]'],
    [{ kibana: [{ base: ['write'], spaces: ['a'] }] },
      '[request body.kibana.0.base.0]: unknown space privilege "write", must be one of [all,read]'],
    [{ kibana: [{ feature: { 'a.b': ['all'] } }] },
      "[request body.kibana.0.feature.key(\"a.b\")]: only a-z, A-Z, 0-9, '_', and '-' are allowed"],
    [{ kibana: [{ feature: { a: ['a b'] } }] }, "[request body.kibana.0.feature.a.0]: only a-z, A-Z, 0-9, '_', and '-' are allowed"],
  ]
  for (const [payload, message] of wrong) {
    t.test(`refuses ${JSON.stringify(payload).slice(0, 70)}`, async t => {
      const kibana = await roleServer(t)
      const response = await as(kibana, 'admin', {
        method: 'PUT',
        url: url('x'),
        headers: { 'content-type': 'application/json' },
        payload: payload === '' ? '' : JSON.stringify(payload),
      })
      t.strictSame(response.json(), errorBody(400, message))
      t.equal(response.headers['elastic-api-version'], '2023-10-31')
      t.equal((await as(kibana, 'admin', { url: url('x') })).statusCode, 404)
    })
  }

  t.test('refuses a malformed field_security, a long name, and a createOnly that is not a boolean', async t => {
    const kibana = await roleServer(t)
    const put = async (url: string, payload: object) => (await as(kibana, 'admin', { method: 'PUT', url, payload })).json()
    t.match(await put(url('x'), { elasticsearch: { indices: [{ names: ['a'], privileges: ['read'], field_security: { deny: [] } }] } }), {
      statusCode: 400,
      message: /^\[request body\.elasticsearch\.indices\.0\.field_security\.key\("deny"\)\]: types that failed validation:/,
    })
    t.strictSame(await put(url('n'.repeat(1025)), {}), errorBody(400,
      '[request params.name]: value has length [1025] but it must have a maximum length of [1024].',
    ))
    t.strictSame(await put(url('x', '?createOnly=maybe'), {}), errorBody(400,
      '[request query.createOnly]: expected value of type [boolean] but got [string]',
    ))
  })

  t.test('accepts names that are properties of every object, without prototype pollution', async t => {
    const kibana = await roleServer(t)
    const name = encodeURIComponent('__proto__')
    t.equal((await as(kibana, 'admin', { url: url(name) })).statusCode, 404)
    t.equal((await as(kibana, 'admin', {
      method: 'PUT', url: url(name), payload: { kibana: [{ feature: { constructor: ['all'] } }] },
    })).statusCode, 204)
    t.equal((await as(kibana, 'admin', { url: url(name) })).json().name, '__proto__')
    t.equal(Reflect.get({}, 'kibana'), undefined)
  })
})

t.test('managing roles', async t => {
  // Source: Elasticsearch's security/authz/AuthorizationDenialMessages.java (PR 89680, of 8.5)
  t.test('requires cluster privileges', async t => {
    const kibana = await roleServer(t)
    const body = async (username: string, method: 'GET' | 'PUT' | 'DELETE' | 'POST', url: string) =>
      (await as(kibana, username, { method, url, ...(method !== 'GET' && { payload: {} }) })).json()
    t.strictSame(await body('jane', 'GET', url('analyst')), refused('get', 'jane', 'analyst', 'read_security,manage_security,all'))
    t.strictSame(await body('jane', 'GET', '/api/security/role'), refused('get', 'jane', 'analyst', 'read_security,manage_security,all'))
    t.strictSame(
      await body('jane', 'POST', '/api/security/role/_query'), refused('query', 'jane', 'analyst', 'read_security,manage_security,all'),
    )
    t.strictSame(await body('jane', 'PUT', url('mine')), refused('get', 'jane', 'analyst', 'read_security,manage_security,all'))
    t.strictSame(await body('jane', 'DELETE', url('superuser')), refused('delete', 'jane', 'analyst', 'manage_security,all'))
    t.strictSame(await body('auditor', 'PUT', url('mine')), refused('put', 'auditor', 'security_auditor', 'manage_security,all'))
    t.strictSame(await body('auditor', 'DELETE', url('mine')), refused('delete', 'auditor', 'security_auditor', 'manage_security,all'))
    t.match((await as(await roleServer(t, { kibanaVersion: '8.4.3' }), 'auditor', { method: 'DELETE', url: url('mine') })).json(), {
      message: /: action \[cluster:\S+\/delete\] is unauthorized for user \[auditor\] with roles \[security_auditor,gone\], this action/,
    })
    t.equal((await as(kibana, 'manager', { method: 'PUT', url: url('mine'), payload: {} })).statusCode, 204)
    t.equal((await as(kibana, 'auditor', { url: url('mine') })).statusCode, 200)
    t.equal((await as(kibana, 'manager', { method: 'DELETE', url: url('mine') })).statusCode, 204)
  })

  t.test('is open to all callers with security off', async t => {
    const kibana = await testServer(t)
    t.equal((await as(kibana, 'jane', { method: 'PUT', url: url('mine'), payload: {} })).statusCode, 204)
    t.equal((await as(kibana, 'jane', { url: url('mine') })).statusCode, 200)
  })

  t.test('does not affect versions of cases: roles use no sequence numbers', async t => {
    const versionAfter = async (options: object) => {
      const kibana = await testServer(t, options)
      return (await as(kibana, 'admin', { method: 'POST', url: '/api/cases', payload: newCase })).json().version
    }
    t.equal(await versionAfter({ security }), await versionAfter({}))
  })
})
