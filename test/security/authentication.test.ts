import t from 'tap'
import { request as httpRequest } from 'node:http'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { basic, elasticsearchText } from '../helpers/security.js'

const refused = (reason: string) => errorBody(401, elasticsearchText('security_exception', reason))
const noSuchUser = (name: string) => refused(`unable to authenticate user [${name}] for REST request [/_security/_authenticate]`)

const security = {
  users: {
    elastic: { password: 'changeme', roles: ['superuser'] },
    ünïcode: { password: 'pä:ss wörd', roles: ['superuser'], full_name: 'Uni Code', email: 'uni@example.com', profile_uid: 'u_1' },
  },
  apiKeys: { aWQ6a2V5: 'elastic' },
}

t.test('authentication', async t => {
  t.test('is off by default: no request is refused, and Basic credentials set the user name', async t => {
    const { app } = await testServer(t)
    for (const [authorization, username] of [
      [undefined, 'elastic'], [basic('jane', 'x'), 'jane'], ['Bearer x', 'elastic'], ['Basic', 'elastic'], [basic('', 'x'), 'elastic'],
    ]) {
      const response = await app.inject({
        method: 'POST', url: '/api/cases', headers: { 'kbn-xsrf': 'true', ...(authorization && { authorization }) }, payload: newCase,
      })
      t.equal(response.statusCode, 200)
      t.strictSame(response.json().created_by, { username, full_name: null, email: null })
    }
  })

  // The reasons for an unknown key and for Basic credentials without a colon are Elasticsearch's
  const refusals = [
    ['no header', undefined, errorBody(401, 'Unauthorized')],
    ['an unknown scheme', 'Negotiate abc', errorBody(401, 'Unauthorized')],
    ['a scheme alone', 'Basic', errorBody(401, 'Unauthorized')],
    ['a wrong password', basic('elastic', 'wrong'), noSuchUser('elastic')],
    ['an empty password', basic('elastic', ''), noSuchUser('elastic')],
    ['an unknown user', basic('nobody', 'changeme'), noSuchUser('nobody')],
    ['a name that is a property of every object', basic('__proto__', 'x'), noSuchUser('__proto__')],
    ['Basic credentials without a colon',
      `Basic ${Buffer.from('elastic').toString('base64')}`, refused('invalid basic authentication header value')],
    ['a wrong API key',
      'ApiKey bm8=', refused('unable to authenticate with provided credentials and anonymous access is not allowed for this request')],
  ] as const
  for (const [what, authorization, body] of refusals) {
    t.test(`returns 401 for ${what}`, async t => {
      const { app } = await testServer(t, { security })
      const response = await app.inject({ url: '/api/cases/a', headers: { ...(authorization && { authorization }) } })
      t.equal(response.statusCode, 401)
      t.strictSame(response.json(), body)
      t.equal(response.headers['www-authenticate'], undefined)
      t.equal(response.headers['elastic-api-version'], undefined)
      t.equal(response.headers['content-type'], 'application/json; charset=utf-8')
    })
  }

  t.test('returns the same 66 bytes as Kibana', async t => {
    const { app } = await testServer(t, { security })
    t.equal((await app.inject('/api/cases/a')).body, '{"statusCode":401,"error":"Unauthorized","message":"Unauthorized"}')
  })

  for (const authorization of [
    basic('elastic', 'changeme'), `bAsIc ${basic('elastic', 'changeme').slice(6)}`, 'ApiKey aWQ6a2V5', 'apikey aWQ6a2V5',
  ]) {
    t.test(`accepts ${authorization}`, async t => {
      const { app } = await testServer(t, { security })
      t.equal((await app.inject({ url: '/api/cases/a', headers: { authorization } })).statusCode, 404)
    })
  }

  t.test('records the name, email address and profile of the user', async t => {
    const { app } = await testServer(t, { security })
    const response = await app.inject({
      method: 'POST',
      url: '/api/cases',
      headers: { 'kbn-xsrf': 'true', authorization: basic('ünïcode', 'pä:ss wörd') },
      payload: newCase,
    })
    t.equal(response.statusCode, 200)
    t.strictSame(response.json().created_by, { username: 'ünïcode', full_name: 'Uni Code', email: 'uni@example.com', profile_uid: 'u_1' })
  })

  t.test('comes before all checks except route lookup for methods other than GET', async t => {
    const { app } = await testServer(t, { security })
    const status = async (method: 'GET' | 'HEAD' | 'POST' | 'PATCH', url: string, payload?: string) =>
      (await app.inject({ method, url, ...(payload && { payload }) })).statusCode
    t.equal(await status('POST', '/api/cases', '{ not json'), 401)
    t.equal(await status('PATCH', '/api/cases'), 401)
    t.equal(await status('GET', '/s/nope/api/cases/a'), 401)
    t.equal(await status('GET', '/api/cases/a/resolve'), 401)
    t.equal(await status('GET', '/api/unknown'), 401)
    t.equal(await status('HEAD', '/api/unknown'), 401)
    t.equal(await status('GET', '/api/cases/'), 401)
    t.equal(await status('POST', '/api/unknown'), 404)
    t.equal(await status('PATCH', '/api/cases/a/b/c'), 404)
    t.equal(await status('GET', '/api/cases/%E0%A4%A'), 400)
    const headers = { authorization: basic('elastic', 'changeme') }
    t.equal((await app.inject({ url: '/api/unknown', headers })).statusCode, 404)
    t.equal((await app.inject({ url: '/api/cases/', headers })).statusCode, 302)
  })

  t.test('closes the connection only for a request whose body was not read', async t => {
    const { url } = await testServer(t, { security })
    const connectionOf = async (method: string, headers: Record<string, string>, body?: string) => await new Promise((resolve, reject) => {
      const request = httpRequest(`${url}/api/cases`, { method, headers: { connection: 'keep-alive', ...headers } }, response => {
        resolve([response.statusCode, response.headers.connection])
        response.resume()
      })
      request.on('error', reject)
      request.end(body)
    })
    t.strictSame(await connectionOf('POST', { 'kbn-xsrf': 'true' }, JSON.stringify(newCase)), [401, 'close'])
    t.strictSame(await connectionOf('POST', { 'kbn-xsrf': 'true', 'transfer-encoding': 'chunked' }, '{}'), [401, 'close'])
    t.strictSame(await connectionOf('GET', {}), [401, 'keep-alive'])
    t.strictSame(await connectionOf('POST', { authorization: basic('elastic', 'changeme') }, '{}'), [400, 'keep-alive'])
  })
})

t.test('GET /api/status', async t => {
  const redacted = { status: { overall: { level: 'available' } } }

  for (const authorization of [undefined, basic('elastic', 'wrong'), 'ApiKey bm8=']) {
    t.test(`returns only the level for ${authorization ?? 'no credentials'}`, async t => {
      const { app } = await testServer(t, { security })
      const response = await app.inject({ url: '/api/status', headers: { ...(authorization && { authorization }) } })
      t.equal(response.statusCode, 200)
      t.strictSame(response.json(), redacted)
    })
  }

  t.test('returns everything to a user, and to all callers with security off', async t => {
    const secured = await testServer(t, { security })
    t.match((await secured.app.inject({ url: '/api/status', headers: { authorization: basic('elastic', 'changeme') } })).json(), {
      version: { number: '9.1.0' },
    })
    const open = await testServer(t)
    t.match((await open.app.inject('/api/status')).json(), { version: { number: '9.1.0' } })
  })
})

t.test('the option security', async t => {
  const bad = [
    [{ users: { 'a:b': { password: 'x', roles: [] } } },
      'startServer: security.users: expected user names without a colon, and not empty, got "a:b"'],
    [{ users: { '': { password: 'x', roles: [] } } },
      'startServer: security.users: expected user names without a colon, and not empty, got ""'],
    [{ users: { jane: { password: 12345, roles: [] } } },
      'startServer: security.users.jane.password: expected a string, got a value that is not shown'],
    [{ apiKeys: { key: 'nobody' } }, 'startServer: security.apiKeys: expected a user of security.users, got "nobody"'],
    [{ roles: { superuser: {} } }, 'startServer: security.roles.superuser: expected a name that no built-in role has, got "superuser"'],
    [{ roles: { r: { kibana: [{ spaces: ['UP'], base: ['all'] }] } } },
      /^startServer: security\.roles\.r: expected a role that Kibana accepts \(\[kibana\.0\.spaces\]: types that failed validation: .*\[kibana\.0\.spaces\.1\.0\]: must be lower case.*\), got /],
    [{ roles: { r: { kibana: [{ spaces: ['*'], base: ['write'] }] } } },
      /^startServer: security\.roles\.r: expected a role that Kibana accepts \(\[kibana\.0\.base\.0\]: unknown global privilege "write", must be one of \[all,read\]\), got /],
  ] as const
  for (const [option, message] of bad) {
    t.test(`is refused with: ${message}`, async t => {
      // Typed as if read from a file, to try values that the types refuse
      await t.rejects(testServer(t, { security: JSON.parse(JSON.stringify(option)) }), { name: 'InvalidInput', message })
    })
  }
})
