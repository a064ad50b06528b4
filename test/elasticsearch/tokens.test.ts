import t from 'tap'
import { ask, elasticsearchOf, failure, SECURITY, statusIn } from '../helpers/elasticsearch.js'
import type { App } from '../../src/index.js'

t.test('tokens', async t => {
  const grant = async (app: App, body: object, as = 'elastic') => await ask(app, 'POST /_security/oauth2/token', { as, body })

  t.test('for a password work in Elasticsearch and Kibana until they expire', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const { status, body } = await grant(app, { grant_type: 'password', username: 'ann', password: 'ann', scope: 'x' })
    t.equal(status, 200)
    t.strictSame(Object.keys(body), ['access_token', 'type', 'expires_in', 'scope', 'refresh_token', 'authentication'])
    t.match(body, {
      type: 'Bearer',
      expires_in: 1200,
      scope: 'full',
      authentication: {
        username: 'ann', roles: ['superuser'], authentication_type: 'realm',
      },
    })
    const authorization = `Bearer ${body.access_token}`
    t.match((await ask(app, 'GET /_security/_authenticate', { headers: { authorization } })).body, {
      username: 'ann', authentication_type: 'token',
    })
    t.equal(await statusIn(kibana, authorization), 200)
    kibana.clock.advance('20m')
    t.equal(await statusIn(kibana, authorization), 401)
  })

  t.test('can be renewed once', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const first = (await grant(app, { grant_type: 'password', username: 'ann', password: 'ann' })).body
    t.notOk('scope' in first)
    const renewal = { grant_type: 'refresh_token', refresh_token: first.refresh_token }
    const second = (await grant(app, renewal)).body
    t.not(second.access_token, first.access_token)
    t.equal(second.authentication.username, 'ann')
    t.equal(await statusIn(kibana, `Bearer ${second.access_token}`), 200)
    t.strictSame(await grant(app, renewal).then(({ status, body }) => [status, body]), [
      400, { error: 'invalid_grant', error_description: 'could not refresh the requested token' },
    ])
    kibana.clock.advance('23h')
    const third = (await grant(app, { grant_type: 'refresh_token', refresh_token: second.refresh_token })).body
    t.equal(await statusIn(kibana, `Bearer ${third.access_token}`), 200)
    kibana.clock.advance('1d')
    t.equal((await grant(app, { grant_type: 'refresh_token', refresh_token: third.refresh_token })).status, 400)
  })

  t.test('for the credentials of the caller cannot be renewed', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY })
    const { body } = await grant(app, { grant_type: 'client_credentials' }, 'ann')
    t.notOk('refresh_token' in body)
    t.equal(body.authentication.username, 'ann')
  })

  t.test('are invalidated by token, refresh token, user and realm', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const make = async () => (await grant(app, { grant_type: 'password', username: 'ann', password: 'ann' })).body
    const by: [string, (token: Awaited<ReturnType<typeof make>>) => object][] = [
      ['token', ({ access_token: token }) => ({ token })],
      ['refresh token', ({ refresh_token }) => ({ refresh_token })],
      ['user', () => ({ username: 'ann' })],
      ['realm', () => ({ realm_name: 'default_native' })],
    ]
    for (const [name, bodyOf] of by) {
      const token = await make()
      const ofElastic = (await grant(app, { grant_type: 'password', username: 'elastic', password: 'elastic' })).body
      const { body } = await ask(app, 'DELETE /_security/oauth2/token', { as: 'elastic', body: bodyOf(token) })
      t.strictSame(body, { invalidated_tokens: 1, previously_invalidated_tokens: 0, error_count: 0 }, name)
      t.equal(await statusIn(kibana, `Bearer ${token.access_token}`), 401, name)
      t.equal(await statusIn(kibana, `Bearer ${ofElastic.access_token}`), 200, `${name}: not those of others`)
    }
  })

  t.test('are refused for invalid requests', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY })
    const validation = (text: string) => `Validation Failed: ${text};`
    const cases: [string, object | undefined, number, object][] = [
      ['an unknown grant', { grant_type: 'saml' }, 400, {
        error: 'unsupported_grant_type',
        error_description: validation('1: grant_type only supports the values: [password, client_credentials, refresh_token]'),
      }],
      ['a grant without its credentials',
        { grant_type: 'password' }, 400,
        { error: 'invalid_request', error_description: 'Validation Failed: 1: username is missing;2: password is missing;' }],
      ['a renewal without a token',
        { grant_type: 'refresh_token' }, 400, { error: 'invalid_request', error_description: validation('1: refresh_token is missing') }],
      ['no body', undefined, 400, failure(400, 'parse_exception', 'request body is required')],
      ['an unknown key', { grant: 1 }, 400, failure(400, 'x_content_parse_exception', '[1:2] [token_request] unknown field [grant]')],
      ['a value of the wrong type',
        { grant_type: 1 }, 400,
        failure(400, 'x_content_parse_exception', "[1:15] [token_request] grant_type doesn't support values of type: VALUE_NUMBER")],
      ['a body that is not an object',
        [1], 400, failure(400, 'x_content_parse_exception', '[1:1] [token_request] Expected START_OBJECT but was: VALUE_NUMBER')],
    ]
    for (const [claim, body, status, expected] of cases) {
      const answer = await ask(app, 'POST /_security/oauth2/token', {
        as: 'elastic', body, headers: { 'content-type': 'application/json' },
      })
      t.equal(answer.status, status, claim)
      t.strictSame(answer.body, expected, claim)
    }
    const wrong = await grant(app, { grant_type: 'password', username: 'ann', password: 'no' })
    t.equal(wrong.status, 401)
    t.equal(wrong.body.error.reason, 'unable to authenticate user [ann] for action [cluster:admin/xpack/security/token/create]')
    t.strictSame(
      (await ask(app, 'DELETE /_security/oauth2/token', { as: 'elastic', body: {} })).body,
      failure(
        400, 'action_request_validation_exception', validation('1: one of [token, refresh_token, realm_name, username] must be specified'),
      ),
    )
  })
})
