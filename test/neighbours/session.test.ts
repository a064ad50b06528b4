import t from 'tap'
import type { RunningServer, ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'
import { basic } from '../helpers/security.js'

// Source: docs/reference/kibana/neighbours.md §1, §2

const users = {
  ann: { password: 'hush-hush', roles: ['superuser'], full_name: 'Ann Lee', email: 'ann@example.com' },
  bob: { password: 'b', roles: ['viewer'] },
  elastic: { password: 'e', roles: ['superuser'] },
}
const SECURITY: ServerOptions = { security: { users, tokens: { 'to-ken': 'bob' }, apiKeys: { 'id:key': 'elastic', bm9jb2xvbg: 'bob' } } }
const INTERNAL = { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'Kibana' }
const form = (username = 'ann', password = users.ann.password) =>
  ({ providerType: 'basic', providerName: 'basic', currentURL: '/login', params: { username, password } })
const CLEARED = 'sid=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/'

type Headers = Record<string, string>

async function send (kibana: RunningServer, method: 'GET' | 'POST' | 'HEAD', url: string, headers: Headers = {}, payload?: object | string) {
  const answer = await kibana.app.inject({ method, url, headers: { ...INTERNAL, ...headers }, ...(payload !== undefined && { payload }) })
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: answer.body.startsWith('{') ? answer.json() : undefined }
}

const login = (kibana: RunningServer, body: object = form(), url = '/internal/security/login') => send(kibana, 'POST', url, {}, body)
const sid = (headers: Record<string, unknown>) => String(headers['set-cookie']).split(';', 1)[0]!

/** A server with security, and the cookie of a user who has logged in. */
async function loggedIn (t: Parameters<typeof testServer>[0], options: ServerOptions = {}) {
  const kibana = await testServer(t, { ...SECURITY, ...options })
  const { headers } = await login(kibana)
  return { kibana, cookie: sid(headers) }
}

t.test('POST /internal/security/login', async t => {
  t.test('answers with a session cookie, which is as good as a header on every route', async t => {
    const kibana = await testServer(t, SECURITY)
    const { status, body, headers } = await login(kibana)
    t.strictSame([status, body], [200, { location: '/' }])
    t.match(headers['set-cookie'], /^sid=Fe26\.2\*\*[\w-]+; HttpOnly; Path=\/$/)
    const cookie = `other=1; ${sid(headers)}`
    const made = await send(kibana, 'POST', '/api/cases', { cookie }, {
      title: 'a', description: 'a', tags: [], owner: 'cases', settings: { syncAlerts: true }, connector: { id: 'none', name: 'none', type: '.none', fields: null },
    })
    t.match(made.body.created_by, { username: 'ann', full_name: 'Ann Lee', email: 'ann@example.com' })
    t.equal((await send(kibana, 'GET', '/s/default/api/cases/_find', { cookie })).status, 200)
  })

  const locations = [
    ['/login', '/'],
    ['/login?next=%2Fapp%2Fcases', '/app/cases'],
    ['/login?next=%2Fapp%2Fcases&next=%2Fother#/x?y=1', '/app/cases#/x?y=1'],
    ['/login?next=', '/'],
    ['/login?next=http%3A%2F%2Fevil.example', '/'],
    ['/login?next=%2F%2Fevil.example', '/'],
    ['/login?next=%2F%5Cevil.example', '/'],
    ['/login?next=%2F%09%2Fevil.example', '/'],
    ['/login?next=%2F%2F%2Fevil.example', '/'],
    ['/login?next=javascript%3Aalert(1)', '/'],
    ['/login?next=http%3Aevil.example', '/'],
    ['/login?next=http%3A%2F%2F%5B', '/'],
    ['/login?next=%20', '/'],
  ] as const
  for (const [currentURL, location] of locations) {
    t.test(`leads from ${currentURL} to ${location}`, async t => {
      const kibana = await testServer(t, SECURITY)
      t.strictSame((await login(kibana, { ...form(), currentURL })).body, { location })
    })
  }

  t.test('keeps to the base path, in the cookie too', async t => {
    const kibana = await testServer(t, { ...SECURITY, basePath: '/kibana' })
    const { body, headers } = await login(kibana, { ...form(), currentURL: '/kibana/login?next=%2Fother' }, '/kibana/internal/security/login')
    t.strictSame(body, { location: '/kibana/' })
    t.match(headers['set-cookie'], /; HttpOnly; Path=\/kibana$/)
  })

  const message = (text: string) => ({ statusCode: 400, error: 'Bad Request', message: text })
  const refused = (text: string) => ({ statusCode: 401, error: 'Unauthorized', message: text })
  const reason = 'unable to authenticate user [ann] for REST request [/_security/_authenticate]'
  const { providerType, ...withoutType } = form()
  const refusals: [what: string, body: object, answer: object][] = [
    ['a wrong password', form('ann', 'x'), refused(`[security_exception\n\tRoot causes:\n\t\tsecurity_exception: ${reason}]: ${reason}`)],
    ['an unknown provider', { ...form(), providerName: 'other' }, refused('Unauthorized')],
    ['a provider that is not there', { ...form(), providerType: 'token' }, refused('Unauthorized')],
    ['another type of provider', { providerType: 'saml', providerName: 'saml1', currentURL: '/' }, refused('Unauthorized')],
    ['a form for another type', { ...form(), providerType: 'saml' }, message("[request body.params]: a value wasn't expected to be present")],
    ['an empty body', {}, message('[request body.providerType]: expected value of type [string] but got [undefined]')],
    ['no type', withoutType, message('[request body.providerType]: expected value of type [string] but got [undefined]')],
    ['no name', { providerType: 'basic' }, message('[request body.providerName]: expected value of type [string] but got [undefined]')],
    ['no form', { ...form(), params: undefined }, message('[request body.params.username]: expected value of type [string] but got [undefined]')],
    ['an empty user name', form(''), message('[request body.params.username]: value has length [0] but it must have a minimum length of [1].')],
    ['an empty password', form('ann', ''), message('[request body.params.password]: value has length [0] but it must have a minimum length of [1].')],
    ['an unknown key', { ...form(), UnknownArg: 1 }, message('[request body.UnknownArg]: definition for this key is missing')],
  ]
  for (const [what, body, answer] of refusals) {
    t.test(`refuses ${what}, without a cookie`, async t => {
      const kibana = await testServer(t, SECURITY)
      const { body: got, headers } = await send(kibana, 'POST', '/internal/security/login', {}, body)
      t.strictSame(got, answer)
      t.equal(headers['set-cookie'], undefined)
    })
  }

  t.test('needs the headers of a write and, since 9.0, of an internal caller', async t => {
    const kibana = await testServer(t, SECURITY)
    const login = (headers: Headers) => kibana.app.inject({ method: 'POST', url: '/internal/security/login', headers, payload: form() })
    t.equal((await login({})).json().message, 'Request must contain a kbn-xsrf header.')
    t.equal((await login({ 'kbn-xsrf': 'x' })).json().message, 'uri [/internal/security/login] with method [post] exists but is not available with the current configuration')
    const old = await testServer(t, { ...SECURITY, kibanaVersion: '8.15.0' })
    t.equal((await old.app.inject({ method: 'POST', url: '/internal/security/login', headers: { 'kbn-xsrf': 'x' }, payload: form() })).statusCode, 200)
  })

  t.test('takes any name and password with security off', async t => {
    const kibana = await testServer(t)
    const { status, headers } = await login(kibana, form('jane', 'x'))
    t.equal(status, 200)
    const { body } = await send(kibana, 'POST', '/api/cases', { cookie: sid(headers) }, {
      title: 'a', description: 'a', tags: [], owner: 'cases', settings: { syncAlerts: true }, connector: { id: 'none', name: 'none', type: '.none', fields: null },
    })
    t.equal(body.created_by.username, 'jane')
  })
})

t.test('a session', async t => {
  t.test('is renewed by each request with another cookie, unless the page itself asks', async t => {
    const { kibana, cookie } = await loggedIn(t)
    const { headers } = await send(kibana, 'GET', '/api/cases/tags', { cookie })
    t.match(headers['set-cookie'], /^sid=Fe26\.2\*\*/)
    t.not(sid(headers), cookie)
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie })).status, 200, 'the older one is as good')
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie, 'kbn-system-request': 'TRUE' })).headers['set-cookie'], undefined)
  })

  t.test('ends after three days without a request, by the clock of the server', async t => {
    const { kibana, cookie } = await loggedIn(t)
    kibana.clock.advance('2d')
    const renewed = sid((await send(kibana, 'GET', '/api/cases/tags', { cookie })).headers)
    kibana.clock.advance('2d')
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie: renewed })).status, 200)
    const late = await send(kibana, 'GET', '/api/cases/tags', { cookie })
    t.strictSame([late.status, late.body.message, late.headers['kbn-session-error-reason'], late.headers['set-cookie']], [401, 'Unauthorized', 'SESSION_EXPIRED', CLEARED])
  })

  t.test('ends after thirty days whatever happens', async t => {
    const { kibana, cookie } = await loggedIn(t)
    let last = cookie
    for (let day = 2; day < 30; day += 2) {
      kibana.clock.advance('2d')
      last = sid((await send(kibana, 'GET', '/api/cases/tags', { cookie: last })).headers)
      t.match(last, /^sid=Fe26/, `day ${day}`)
    }
    kibana.clock.advance('2d')
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie: last })).headers['kbn-session-error-reason'], 'SESSION_EXPIRED')
  })

  t.test('leads an expired browser to the login page, which is told the reason', async t => {
    const { kibana, cookie } = await loggedIn(t)
    kibana.clock.advance('4d')
    const { statusCode, headers } = await kibana.app.inject({ url: '/abc', headers: { cookie } })
    t.strictSame([statusCode, headers.location, headers['kbn-session-error-reason']], [302, '/login?next=%2Fabc&msg=SESSION_EXPIRED', undefined])
  })

  t.test('gives way to a header, also to a wrong one', async t => {
    const { kibana, cookie } = await loggedIn(t)
    const wrong = await send(kibana, 'GET', '/api/cases/tags', { cookie, authorization: 'Bearer wrong' })
    t.strictSame([wrong.status, wrong.headers['set-cookie']], [401, undefined])
    const right = await send(kibana, 'GET', '/internal/security/me', { cookie, authorization: 'Bearer to-ken' })
    t.strictSame([right.body.username, right.headers['set-cookie']], ['bob', undefined])
    kibana.clock.advance('4d')
    const expired = await send(kibana, 'GET', '/api/cases/tags', { cookie, authorization: basic('bob', 'b') })
    t.strictSame([expired.status, expired.headers['kbn-session-error-reason']], [200, 'SESSION_EXPIRED'])
  })

  t.test('of another server, or of none, is no session', async t => {
    const { cookie } = await loggedIn(t)
    const kibana = await testServer(t, SECURITY)
    for (const strange of [cookie, 'sid=Fe26.2**', 'sid=nonsense', `sid=Fe26.2**${'A'.repeat(80)}`]) {
      const { status, headers } = await send(kibana, 'GET', '/api/cases/tags', { cookie: strange })
      t.strictSame([status, headers['set-cookie'], headers['kbn-session-error-reason']], [401, CLEARED, undefined], strange.slice(0, 14))
    }
    for (const none of ['sid=', 'notsid=x', 'a=b']) t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie: none })).headers['set-cookie'], undefined)
  })

  t.test('ends with a reset; a sandbox has its own', async t => {
    const { kibana, cookie } = await loggedIn(t)
    kibana.sandbox({ id: 'box' })
    t.equal((await send(kibana, 'GET', '/_sandbox/box/api/cases/tags', { cookie })).status, 401)
    const inBox = await login(kibana, { ...form(), currentURL: '/_sandbox/box/login?next=%2F_sandbox%2Fbox%2Fapp' }, '/_sandbox/box/internal/security/login')
    t.strictSame(inBox.body, { location: '/_sandbox/box/app' })
    t.match(inBox.headers['set-cookie'], /Path=\/_sandbox\/box$/)
    kibana.reset()
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie })).headers['kbn-session-error-reason'], 'UNEXPECTED_SESSION_ERROR')
    t.equal((await send(kibana, 'GET', '/_sandbox/box/api/cases/tags', { cookie: sid(inBox.headers) })).status, 200)
  })

  t.test('can be read and extended', async t => {
    const { kibana, cookie } = await loggedIn(t)
    kibana.clock.advance('1d')
    t.strictSame((await send(kibana, 'GET', '/internal/security/session', { cookie, 'kbn-system-request': 'true' })).body, {
      expiresInMs: 2 * 86_400_000, canBeExtended: true, provider: { type: 'basic', name: 'basic' },
    })
    const extended = await send(kibana, 'POST', '/internal/security/session', { cookie })
    t.strictSame([extended.status, extended.headers.location, extended.text], [302, '/internal/security/session', ''])
    t.equal((await send(kibana, 'GET', '/internal/security/session', { cookie: sid(extended.headers) })).body.expiresInMs, 3 * 86_400_000)
    const none = await send(kibana, 'GET', '/internal/security/session', { authorization: basic('bob', 'b') })
    t.strictSame([none.status, none.text], [204, ''])
    t.equal((await send(kibana, 'GET', '/internal/security/session')).status, 401)
  })

  t.test('cannot be extended beyond its lifespan', async t => {
    const { kibana, cookie } = await loggedIn(t)
    let last = cookie
    for (let day = 2; day < 30; day += 2) {
      kibana.clock.advance('2d')
      last = sid((await send(kibana, 'GET', '/api/cases/tags', { cookie: last })).headers)
    }
    t.match((await send(kibana, 'GET', '/internal/security/session', { cookie: last })).body, { expiresInMs: 2 * 86_400_000, canBeExtended: false })
  })
})

t.test('GET /api/security/logout', async t => {
  t.test('ends the session and leads to the login page', async t => {
    const { kibana, cookie } = await loggedIn(t)
    const { statusCode, headers, body } = await kibana.app.inject({ url: '/api/security/logout', headers: { cookie } })
    t.strictSame([statusCode, headers.location, headers['set-cookie'], body], [302, '/login?msg=LOGGED_OUT', CLEARED, ''])
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie })).headers['kbn-session-error-reason'], 'UNEXPECTED_SESSION_ERROR')
  })

  const rows = [
    ['', '/login?msg=LOGGED_OUT'],
    ['?next=%2Fabc%2Fxyz&msg=test', '/login?next=%2Fabc%2Fxyz&msg=test'],
    ['?next=%2Fabc&other=1', '/login?next=%2Fabc&msg=LOGGED_OUT'],
  ] as const
  for (const [query, location] of rows) {
    t.test(`leads a client without a session to ${location}`, async t => {
      const kibana = await testServer(t, SECURITY)
      const { statusCode, headers } = await kibana.app.inject(`/api/security/logout${query}`)
      t.strictSame([statusCode, headers.location, headers['set-cookie']], [302, location, undefined])
    })
  }

  t.test('is refused to clients that do not follow redirects', async t => {
    const { kibana, cookie } = await loggedIn(t)
    for (const header of ['kbn-xsrf', 'kbn-version']) {
      const { statusCode, body } = await kibana.app.inject({ url: '/api/security/logout', headers: { cookie, [header]: '9.1.0' } })
      t.strictSame([statusCode, JSON.parse(body).message], [400, 'Client should be able to process redirect response.'])
    }
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie })).status, 200)
  })

  t.test('has a name of its own in 8.x', async t => {
    const location = async (kibanaVersion: string) => (await (await testServer(t, { ...SECURITY, kibanaVersion })).app.inject('/api/security/v1/logout')).headers.location
    t.equal(await location('8.15.0'), '/login?msg=LOGGED_OUT')
    t.equal(await location('9.1.0'), undefined)
  })
})

t.test('GET /internal/security/me', async t => {
  const native = { name: 'default_native', type: 'native' }
  const reserved = { name: 'reserved', type: 'reserved' }
  const key = { name: '_es_api_key', type: '_es_api_key' }
  const http = { type: 'http', name: '__http__' }
  const bob = { username: 'bob', roles: ['viewer'], full_name: null, email: null, metadata: {}, enabled: true, authentication_realm: native, lookup_realm: native }
  const elastic = { username: 'elastic', roles: ['superuser'], full_name: null, email: null, metadata: { _reserved: true }, enabled: true, authentication_realm: reserved, lookup_realm: reserved }
  const rows: [authorization: string, answer: object][] = [
    [basic('bob', 'b'), { ...bob, authentication_type: 'realm', authentication_provider: http, elastic_cloud_user: false }],
    ['Bearer to-ken', { ...bob, authentication_type: 'token', authentication_provider: http, elastic_cloud_user: false }],
    [basic('elastic', 'e'), { ...elastic, authentication_type: 'realm', authentication_provider: http, elastic_cloud_user: false }],
    [`ApiKey ${btoa('id:key')}`, { ...elastic, roles: [], authentication_realm: key, lookup_realm: key, authentication_type: 'api_key', api_key: { name: 'id', id: 'id' }, authentication_provider: http, elastic_cloud_user: false }],
    ['ApiKey bm9jb2xvbg', { ...bob, roles: [], authentication_realm: key, lookup_realm: key, authentication_type: 'api_key', authentication_provider: http, elastic_cloud_user: false }],
  ]
  for (const [authorization, answer] of rows) {
    t.test(`describes the caller of ${authorization}`, async t => {
      const kibana = await testServer(t, SECURITY)
      const { text } = await send(kibana, 'GET', '/internal/security/me', { authorization })
      t.equal(text, JSON.stringify(answer))
    })
  }

  t.test('describes the user of a session, with their profile', async t => {
    const kibana = await testServer(t, { security: { users: { ann: { ...users.ann, profile_uid: 'u_1' } } } })
    const cookie = sid((await login(kibana)).headers)
    const { body } = await send(kibana, 'GET', '/internal/security/me', { cookie })
    t.match(body, { username: 'ann', authentication_type: 'realm', authentication_provider: { type: 'basic', name: 'basic' }, profile_uid: 'u_1' })
    t.notOk('profile_uid' in (await send(kibana, 'GET', '/internal/security/me', { authorization: basic('ann', users.ann.password) })).body)
  })

  t.test('refuses a caller without credentials, and answers nothing with security off', async t => {
    t.equal((await send(await testServer(t, SECURITY), 'GET', '/internal/security/me')).status, 401)
    const { status, text, headers } = await send(await testServer(t), 'GET', '/internal/security/me')
    t.strictSame([status, text, headers['content-length']], [200, '', '0'])
  })

  t.test('has a public name in 8.x', async t => {
    const status = async (kibanaVersion: string) => (await send(await testServer(t, { ...SECURITY, kibanaVersion }), 'GET', '/api/security/v1/me', { authorization: basic('bob', 'b') })).status
    t.equal(await status('8.15.0'), 200)
    t.equal(await status('9.1.0'), 404)
  })
})

t.test('GET /internal/security/login_state needs no credentials', async t => {
  const kibana = await testServer(t, SECURITY)
  t.match((await send(kibana, 'GET', '/internal/security/login_state')).body, {
    allowLogin: true, layout: 'form', selector: { enabled: false, providers: [{ type: 'basic', name: 'basic', usesLoginForm: true }] },
  })
})

t.test('POST /api/security/session/_invalidate', async t => {
  const invalidate = (kibana: RunningServer, body: object, authorization = basic('elastic', 'e')) =>
    send(kibana, 'POST', '/api/security/session/_invalidate', { authorization }, body)

  t.test('ends all sessions, or those of a user', async t => {
    const { kibana, cookie } = await loggedIn(t)
    await login(kibana, form('bob', 'b'))
    const query = (more: object) => ({ match: 'query', query: { provider: { type: 'basic' }, ...more } })
    t.strictSame((await invalidate(kibana, query({ username: 'eve' }))).body, { total: 0 })
    t.strictSame((await invalidate(kibana, query({ provider: { type: 'saml' } }))).body, { total: 0 })
    t.strictSame((await invalidate(kibana, query({ provider: { type: 'basic', name: 'other' } }))).body, { total: 0 })
    t.strictSame((await invalidate(kibana, query({ username: 'bob' }))).body, { total: 1 })
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie })).status, 200)
    t.strictSame((await invalidate(kibana, query({}))).body, { total: 1 })
    await login(kibana)
    t.strictSame((await invalidate(kibana, { match: 'all' })).body, { total: 1 })
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie })).status, 401)
  })

  t.test('is refused to others than superusers, and for other bodies', async t => {
    const kibana = await testServer(t, SECURITY)
    t.equal((await invalidate(kibana, { match: 'all' }, basic('bob', 'b'))).body.message,
      'API [POST /api/security/session/_invalidate] is unauthorized for user, this action is granted by the Kibana privileges [sessionManagement]')
    t.equal((await invalidate(kibana, { match: 'all', query: { provider: { type: 'basic' } } })).status, 400)
    t.equal((await invalidate(kibana, { match: 'some' })).status, 400)
  })
})

t.test('passwords and cookies are in no log, no request log and no exported state', async t => {
  const lines: string[] = []
  const stream = { write: (line: string) => { lines.push(line) } }
  const { kibana, cookie } = await loggedIn(t, { logger: { level: 'trace', stream } })
  await send(kibana, 'GET', '/api/cases/tags', { cookie })
  await send(kibana, 'POST', '/internal/security/login', {}, { ...form('ann', 'wrong-hush-hush'), password: ['hush-hush'] })
  await send(kibana, 'POST', '/internal/security/login', { 'content-type': 'text/plain' }, 'hush-hush')
  await call(kibana, 'GET', '/api/cases/tags', undefined, { authorization: 'Bearer to-ken' })
  t.ok(lines.length > 0)
  t.throws(() => kibana.requests.verify({ match: { body: { params: { password: 'hush-hush-hush' } } } }), /body\.params\.password is "\[masked\]"/)
  t.throws(() => kibana.requests.verify({ match: { path: '/internal/security/login', body: '[masked]' } }), /body is different/)
  kibana.requests.verify({ match: { body: { params: { password: 'hush-hush' } } }, times: 1 })
  t.match(kibana.requests.all()[0]!.body, { params: { username: 'ann', password: '[masked]' } })
  const told = [...lines, JSON.stringify(kibana.requests.all()), JSON.stringify(kibana.requests.toHar()), JSON.stringify(kibana.exportState())].join('\n')
  for (const secret of ['hush-hush', 'to-ken', cookie.slice(4), 'Fe26']) t.notOk(told.includes(secret), secret)
})
