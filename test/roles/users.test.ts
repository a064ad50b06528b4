import t, { type Test } from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody } from '../helpers/cases.js'
import { as, basic, elasticsearchText } from '../helpers/security.js'
import { form, login, sid } from '../neighbours/sessions.js'
import type { RunningServer } from '../../src/index.js'

const security = {
  users: {
    elastic: { password: 'elastic', roles: ['superuser'] },
    manager: { password: 'manager', roles: ['security_manager'] },
    jane: { password: 'jane', roles: ['viewer'] },
  },
  roles: { security_manager: { elasticsearch: { cluster: ['manage_security'] } } },
  apiKeys: { 'id:key': 'jane' },
}
const server = (t: Test) => testServer(t, { security })
const url = (name: string) => `/internal/security/users/${name}`
const headers = { 'x-elastic-internal-origin': 'Kibana' }
const ann = { username: 'ann', password: 'secret', roles: ['viewer'], full_name: 'Ann', email: null }
const put = (kibana: RunningServer, body: object, name = 'ann', by = 'elastic') =>
  as(kibana, by, { method: 'POST', url: url(name), headers, payload: body })
const remove = (kibana: RunningServer, name: string, by = 'elastic') => as(kibana, by, { method: 'DELETE', url: url(name), headers })
const tags = (kibana: RunningServer, authorization: string) => kibana.app.inject({ url: '/api/cases/tags', headers: { authorization } })

// Source: Elasticsearch's security/action/user/{TransportPutUserAction,TransportDeleteUserAction}.java, NativeUsersStore.java;
// Kibana's router-server-internal/src/response_adapter.ts (getErrorMessage)
t.test('POST /internal/security/users/{username}', async t => {
  t.test('creates a user with the privileges of their roles', async t => {
    const kibana = await server(t)
    t.equal((await tags(kibana, basic('ann', 'secret'))).statusCode, 401)
    const { statusCode, body } = await put(kibana, ann)
    t.equal(statusCode, 200)
    t.strictSame(JSON.parse(body), { ...ann, enabled: true })
    t.equal((await tags(kibana, basic('ann', 'secret'))).statusCode, 200)
    await put(kibana, { ...ann, enabled: false })
    t.equal((await tags(kibana, basic('ann', 'secret'))).statusCode, 200, 'still enabled, unlike in Kibana')
    t.equal((await as(kibana, 'ann', {
      method: 'POST', url: '/api/cases', headers: { authorization: basic('ann', 'secret') }, payload: {},
    })).statusCode, 400)
    t.match(kibana.requests.all({ path: url('ann') })[0], { body: { username: 'ann', password: '[masked]', roles: ['viewer'] } })
  })

  t.test('replaces a user, and keeps the password unless another is given', async t => {
    const kibana = await server(t)
    await put(kibana, ann)
    const { password: _, ...others } = ann
    t.equal((await put(kibana, { ...others, roles: [] })).statusCode, 200)
    t.match((await tags(kibana, basic('ann', 'secret'))).json(), { message: /^Unauthorized/ })
    await put(kibana, { ...ann, password: 'other' })
    t.equal((await tags(kibana, basic('ann', 'secret'))).statusCode, 401)
    t.equal((await tags(kibana, basic('ann', 'other'))).statusCode, 200)
  })

  const refused: readonly [claim: string, body: object, name: string, by: string, status: number, message: RegExp][] = [
    ['a new user without a password',
      { username: 'ann', roles: [] }, 'ann', 'elastic', 400,
      /^\[validation_exception\n.*: Validation Failed: 1: password must be specified unless you are updating an existing user;$/s],
    ['a built-in user',
      { ...ann, username: 'elastic' }, 'elastic', 'elastic', 400,
      /^\[action_request_validation_exception\n.*: Validation Failed: 1: user \[elastic\] is reserved and only the password can be changed;$/s],
    ['a caller without the privilege',
      ann, 'ann', 'jane', 403,
      /: action \[cluster:admin\/xpack\/security\/user\/put\] is unauthorized for user \[jane\] with effective roles \[viewer\], this action is granted by the cluster privileges \[manage_security,all\]$/],
    ['a body without roles',
      { username: 'ann' }, 'ann', 'elastic', 400, /^\[request body\.roles\]: expected value of type \[array\] but got \[undefined\]$/],
  ]
  for (const [claim, body, name, by, status, message] of refused) {
    t.test(`refuses ${claim}`, async t => {
      const answer = await put(await server(t), body, name, by)
      t.match({ status: answer.statusCode, ...answer.json() }, { status, message })
    })
  }

  t.test('accepts callers who manage security', async t => {
    t.equal((await put(await server(t), ann, 'ann', 'manager')).statusCode, 200)
  })
})

t.test('DELETE /internal/security/users/{username}', async t => {
  t.test('ends the credentials and sessions of a user', async t => {
    const kibana = await server(t)
    const cookie = sid((await login(kibana, form('jane', 'jane'))).headers)
    const bySession = () => kibana.app.inject({ url: '/api/cases/tags', headers: { cookie } })
    t.equal((await bySession()).statusCode, 200)
    t.equal((await remove(kibana, 'jane')).statusCode, 204)
    t.equal((await bySession()).statusCode, 401)
    t.equal((await tags(kibana, basic('jane'))).statusCode, 401)
    t.equal((await tags(kibana, `ApiKey ${Buffer.from('id:key').toString('base64')}`)).statusCode, 401)
  })

  t.test('refuses reserved and unknown users', async t => {
    const kibana = await server(t)
    t.strictSame((await remove(kibana, 'unknown')).json(), errorBody(404, '[{"found":false}]: undefined'))
    t.strictSame((await remove(kibana, 'elastic')).json(), errorBody(
      400, elasticsearchText('illegal_argument_exception', 'user [elastic] is reserved and cannot be deleted'),
    ))
    t.match((await remove(kibana, 'jane', 'jane')).json(), { message: /security\/user\/delete/ })
  })
})

t.test('a reset restores the users of the option', async t => {
  const kibana = await server(t)
  await put(kibana, ann)
  await remove(kibana, 'jane')
  kibana.reset()
  t.equal((await tags(kibana, basic('ann', 'secret'))).statusCode, 401)
  t.equal((await tags(kibana, basic('jane'))).statusCode, 200)
  t.equal((await tags(kibana, `ApiKey ${Buffer.from('id:key').toString('base64')}`)).statusCode, 200)
})

t.test('the routes do not exist with security off', async t => {
  const kibana = await testServer(t)
  for (const answer of [await put(kibana, ann), await remove(kibana, 'ann')]) {
    t.match(answer.json(), { statusCode: 404, message: 'Not Found' })
  }
})
