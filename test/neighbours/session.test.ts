import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'
import { basic } from '../helpers/security.js'
import { CLEARED, form, loggedIn, login, SECURITY, send, sid, users } from './sessions.js'

t.test('a session', async t => {
  t.test('is renewed with a new cookie by each request, except system requests', async t => {
    const { kibana, cookie } = await loggedIn(t)
    const { headers } = await send(kibana, 'GET', '/api/cases/tags', { cookie })
    t.match(headers['set-cookie'], /^sid=Fe26\.2\*\*/)
    t.not(sid(headers), cookie)
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie })).status, 200, 'the older cookie stays valid')
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie, 'kbn-system-request': 'TRUE' })).headers['set-cookie'], undefined)
  })

  t.test('ends after three days without a request, by the clock of the server', async t => {
    const { kibana, cookie } = await loggedIn(t)
    kibana.clock.advance('2d')
    const renewed = sid((await send(kibana, 'GET', '/api/cases/tags', { cookie })).headers)
    kibana.clock.advance('2d')
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie: renewed })).status, 200)
    const late = await send(kibana, 'GET', '/api/cases/tags', { cookie })
    t.strictSame([late.status, late.body.message, late.headers['kbn-session-error-reason'], late.headers['set-cookie']], [
      401, 'Unauthorized', 'SESSION_EXPIRED', CLEARED,
    ])
  })

  t.test('ends after thirty days at the latest, and cannot be extended further', async t => {
    const { kibana, cookie } = await loggedIn(t)
    let last = cookie
    for (let day = 2; day < 30; day += 2) {
      kibana.clock.advance('2d')
      last = sid((await send(kibana, 'GET', '/api/cases/tags', { cookie: last })).headers)
      t.match(last, /^sid=Fe26/, `day ${day}`)
    }
    t.match((await send(kibana, 'GET', '/internal/security/session', { cookie: last })).body, {
      expiresInMs: 2 * 86_400_000, canBeExtended: false,
    })
    kibana.clock.advance('2d')
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie: last })).headers['kbn-session-error-reason'], 'SESSION_EXPIRED')
  })

  t.test('redirects an expired browser to the login page with the reason', async t => {
    const { kibana, cookie } = await loggedIn(t)
    kibana.clock.advance('4d')
    const { statusCode, headers } = await kibana.app.inject({ url: '/abc', headers: { cookie } })
    t.strictSame([statusCode, headers.location, headers['kbn-session-error-reason']], [
      302, '/login?next=%2Fabc&msg=SESSION_EXPIRED', undefined,
    ])
  })

  t.test('is ignored if there is an authorization header, even an invalid one', async t => {
    const { kibana, cookie } = await loggedIn(t)
    const wrong = await send(kibana, 'GET', '/api/cases/tags', { cookie, authorization: 'Bearer wrong' })
    t.strictSame([wrong.status, wrong.headers['set-cookie']], [401, undefined])
    const right = await send(kibana, 'GET', '/internal/security/me', { cookie, authorization: 'Bearer to-ken' })
    t.strictSame([right.body.username, right.headers['set-cookie']], ['bob', undefined])
    kibana.clock.advance('4d')
    const expired = await send(kibana, 'GET', '/api/cases/tags', { cookie, authorization: basic('bob', 'b') })
    t.strictSame([expired.status, expired.headers['kbn-session-error-reason']], [200, 'SESSION_EXPIRED'])
  })

  t.test('is not found for the cookie of another server, or an invalid one', async t => {
    const { cookie } = await loggedIn(t)
    const kibana = await testServer(t, SECURITY)
    for (const strange of [cookie, 'sid=Fe26.2**', 'sid=nonsense', `sid=Fe26.2**${'A'.repeat(80)}`]) {
      const { status, headers } = await send(kibana, 'GET', '/api/cases/tags', { cookie: strange })
      t.strictSame([status, headers['set-cookie'], headers['kbn-session-error-reason']], [401, CLEARED, undefined], strange.slice(0, 14))
    }
    for (const none of [
      'sid=', 'notsid=x', 'a=b',
    ]) t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie: none })).headers['set-cookie'], undefined)
  })

  t.test('ends with a reset; sandboxes have their own sessions', async t => {
    const { kibana, cookie } = await loggedIn(t)
    kibana.sandbox({ id: 'box' })
    t.equal((await send(kibana, 'GET', '/_sandbox/box/api/cases/tags', { cookie })).status, 401)
    const inBox = await login(
      kibana, { ...form(), currentURL: '/_sandbox/box/login?next=%2F_sandbox%2Fbox%2Fapp' }, '/_sandbox/box/internal/security/login',
    )
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
})

t.test('GET /internal/security/me', async t => {
  const native = { name: 'default_native', type: 'native' }
  const reserved = { name: 'reserved', type: 'reserved' }
  const key = { name: '_es_api_key', type: '_es_api_key' }
  const http = { type: 'http', name: '__http__' }
  const bob = {
    username: 'bob',
    roles: ['viewer'],
    full_name: null,
    email: null,
    metadata: {},
    enabled: true,
    authentication_realm: native,
    lookup_realm: native,
  }
  const elastic = {
    username: 'elastic',
    roles: ['superuser'],
    full_name: null,
    email: null,
    metadata: { _reserved: true },
    enabled: true,
    authentication_realm: reserved,
    lookup_realm: reserved,
  }
  const rows: [authorization: string, answer: object][] = [
    [basic('bob', 'b'), { ...bob, authentication_type: 'realm', authentication_provider: http, elastic_cloud_user: false }],
    ['Bearer to-ken', { ...bob, authentication_type: 'token', authentication_provider: http, elastic_cloud_user: false }],
    [basic('elastic', 'e'), { ...elastic, authentication_type: 'realm', authentication_provider: http, elastic_cloud_user: false }],
    [`ApiKey ${btoa('id:key')}`, {
      ...elastic,
      roles: [],
      authentication_realm: key,
      lookup_realm: key,
      authentication_type: 'api_key',
      api_key: { name: 'id', id: 'id' },
      authentication_provider: http,
      elastic_cloud_user: false,
    }],
    ['ApiKey bm9jb2xvbg', {
      ...bob,
      roles: [],
      authentication_realm: key,
      lookup_realm: key,
      authentication_type: 'api_key',
      authentication_provider: http,
      elastic_cloud_user: false,
    }],
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
    t.match(body, {
      username: 'ann', authentication_type: 'realm', authentication_provider: { type: 'basic', name: 'basic' }, profile_uid: 'u_1',
    })
    t.notOk('profile_uid' in (await send(kibana, 'GET', '/internal/security/me', { authorization: basic('ann', users.ann.password) })).body)
  })

  t.test('refuses a caller without credentials; with security off, the answer is empty', async t => {
    t.equal((await send(await testServer(t, SECURITY), 'GET', '/internal/security/me')).status, 401)
    const { status, text, headers } = await send(await testServer(t), 'GET', '/internal/security/me')
    t.strictSame([status, text, headers['content-length']], [200, '', '0'])
  })

  t.test('has a public path in 8.x', async t => {
    const status = async (kibanaVersion: string) => (await send(
      await testServer(t, { ...SECURITY, kibanaVersion }), 'GET', '/api/security/v1/me', { authorization: basic('bob', 'b') },
    )).status
    t.equal(await status('8.19.9'), 200)
    t.equal(await status('9.0.0'), 404)
  })
})

t.test('GET /internal/security/login_state needs no credentials', async t => {
  const kibana = await testServer(t, SECURITY)
  t.match((await send(kibana, 'GET', '/internal/security/login_state')).body, {
    allowLogin: true, layout: 'form', selector: { enabled: false, providers: [{ type: 'basic', name: 'basic', usesLoginForm: true }] },
  })
})

t.test('passwords and cookies appear in no log, no request log and no exported state', async t => {
  const lines: string[] = []
  const stream = { write: (line: string) => { lines.push(line) } }
  const { kibana, cookie } = await loggedIn(t, { logger: { level: 'trace', stream } })
  await send(kibana, 'GET', '/api/cases/tags', { cookie })
  await send(kibana, 'POST', '/internal/security/login', {}, { ...form('ann', 'wrong-hush-hush'), password: ['hush-hush'] })
  await send(kibana, 'POST', '/internal/security/login', { 'content-type': 'text/plain' }, 'hush-hush')
  await call(kibana, 'GET', '/api/cases/tags', undefined, { authorization: 'Bearer to-ken' })
  t.ok(lines.length > 0)
  t.throws(
    () => kibana.requests.verify({ match: { body: { params: { password: 'hush-hush-hush' } } } }), /body\.params\.password is "\[masked\]"/,
  )
  t.throws(() => kibana.requests.verify({ match: { path: '/internal/security/login', body: '[masked]' } }), /body is different/)
  kibana.requests.verify({ match: { body: { params: { password: 'hush-hush' } } }, times: 1 })
  t.match(kibana.requests.all()[0]!.body, { params: { username: 'ann', password: '[masked]' } })
  const output = [
    ...lines, JSON.stringify(kibana.requests.all()), JSON.stringify(kibana.requests.toHar()), JSON.stringify(kibana.exportState()),
  ].join('\n')
  for (const secret of ['hush-hush', 'to-ken', cookie.slice(4), 'Fe26']) t.notOk(output.includes(secret), secret)
})
