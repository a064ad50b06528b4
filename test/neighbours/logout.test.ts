import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { basic } from '../helpers/security.js'
import { CLEARED, form, loggedIn, login, SECURITY, send } from './sessions.js'

t.test('GET /api/security/logout', async t => {
  t.test('ends the session and redirects to the login page', async t => {
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
    t.test(`redirects a client without a session to ${location}`, async t => {
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

  t.test('has a second path in 8.x', async t => {
    const location = async (kibanaVersion: string) =>
      (await (await testServer(t, { ...SECURITY, kibanaVersion })).app.inject('/api/security/v1/logout')).headers.location
    t.equal(await location('8.15.0'), '/login?msg=LOGGED_OUT')
    t.equal(await location('9.1.0'), undefined)
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

  t.test('is refused to all but superusers, and for an invalid body', async t => {
    const kibana = await testServer(t, SECURITY)
    t.equal((await invalidate(kibana, { match: 'all' }, basic('bob', 'b'))).body.message,
      'API [POST /api/security/session/_invalidate] is unauthorized for user, this action is granted by the Kibana privileges ' +
        '[sessionManagement]')
    t.equal((await invalidate(kibana, { match: 'some' })).status, 400)
  })

  // Source: Kibana's security/server/routes/session_management/invalidate.test.ts
  t.test('is refused if the query to match by is missing, and if it is not used', async t => {
    const { kibana, cookie } = await loggedIn(t)
    const refusals: [body: object, message: string][] = [
      [{}, '[request body.match]: expected at least one defined value but got [undefined]'],
      [{ match: 'all', query: {} }, "[request body.query]: a value wasn't expected to be present"],
      [{ match: 'all', query: { provider: { type: 'basic' } } }, "[request body.query]: a value wasn't expected to be present"],
      [{ match: 'query' }, '[request body.query.provider.type]: expected value of type [string] but got [undefined]'],
      [{ match: 'query', query: { username: 'ann' } },
        '[request body.query.provider.type]: expected value of type [string] but got [undefined]'],
      [{ match: 'query', query: { provider: { type: 'basic' }, username: '' } },
        '[request body.query.username]: value has length [0] but it must have a minimum length of [1].'],
    ]
    for (const [body, message] of refusals) {
      const answer = await invalidate(kibana, body)
      t.strictSame([answer.status, answer.body.message], [400, message], JSON.stringify(body))
    }
    t.equal((await send(kibana, 'GET', '/api/cases/tags', { cookie })).status, 200, 'no session has ended')
  })
})
