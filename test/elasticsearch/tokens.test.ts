import t from 'tap'
import { ask, elasticsearchOf, failure, SECURITY, statusIn } from '../helpers/elasticsearch.js'
import { elasticsearchText } from '../helpers/security.js'
import type { App, RunningServer } from '../../src/index.js'

/** The message of Kibana for a caller that it refuses, if it does. */
const refusal = async ({ app }: RunningServer, authorization: string) =>
  (await app.inject({ url: '/api/cases/_find', headers: { authorization } })).json().message
const EXPIRED = elasticsearchText('security_exception', 'token expired')

// Source: Elasticsearch's security/authc/{TokenService,AuthenticatorChain}.java, TokenAuthIntegTests.java (9.x), CreateTokenRequest.java,
// RestGetTokenAction.java
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
    t.strictSame(await refusal(kibana, authorization), EXPIRED)
    const { status: refused, headers, body: error } = await ask(app, 'GET /', { headers: { authorization } })
    const challenge = 'Bearer realm="security", error="invalid_token", error_description="The access token expired"'
    const cause = { type: 'security_exception', reason: 'token expired', header: { 'WWW-Authenticate': challenge } }
    t.strictSame([refused, error], [401, { error: { root_cause: [cause], ...cause }, status: 401 }])
    t.equal(headers['www-authenticate'], challenge)
    const grantOfToken = { grant_type: 'access_token', access_token: body.access_token }
    t.match((await ask(app, 'POST /_security/profile/_activate', { as: 'elastic', body: grantOfToken })).body.error, cause)
  })

  t.test('can be renewed once, and within 30 seconds again with the same result', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const first = (await grant(app, { grant_type: 'password', username: 'ann', password: 'ann' })).body
    t.notOk('scope' in first)
    const renew = (refresh: string, as?: string) => grant(app, { grant_type: 'refresh_token', refresh_token: refresh }, as)
    const refused = async (refresh: string, as?: string) => {
      const { status, body: { error, error_description: description } } = await renew(refresh, as)
      return [status, error, description]
    }
    t.strictSame(await refused(first.refresh_token, 'ann'), [400, 'invalid_grant', 'tokens must be refreshed by the creating client'])
    const second = (await renew(first.refresh_token)).body
    t.not(second.access_token, first.access_token)
    t.equal(second.authentication.username, 'ann')
    t.equal(await statusIn(kibana, `Bearer ${second.access_token}`), 200)
    t.equal(await statusIn(kibana, `Bearer ${first.access_token}`), 200, 'the access token keeps its own lifetime')
    kibana.clock.advance('30s')
    t.strictSame((await renew(first.refresh_token)).body, second)
    kibana.clock.advance('1s')
    t.strictSame(
      await refused(first.refresh_token), [400, 'invalid_grant', 'token has already been refreshed more than 30 seconds in the past'],
    )
    kibana.clock.advance('23h')
    const third = (await renew(second.refresh_token)).body
    t.equal(await statusIn(kibana, `Bearer ${third.access_token}`), 200)
    kibana.clock.advance('1d')
    t.strictSame(await refused(third.refresh_token), [400, 'invalid_grant', 'token document has expired'])
    t.strictSame(await refused('nope'), [400, 'invalid_grant', 'could not refresh the requested token'])
  })

  t.test('for the credentials of the caller cannot be renewed', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY })
    const { body } = await grant(app, { grant_type: 'client_credentials' }, 'ann')
    t.notOk('refresh_token' in body)
    t.equal(body.authentication.username, 'ann')
  })

  type Granted = Record<'access_token' | 'refresh_token', string>
  const invalidations: [name: string, body: (token: Granted) => object, invalidated: number, access: boolean, refresh: boolean][] = [
    ['an access token, which leaves its refresh token', ({ access_token: token }) => ({ token }), 1, false, true],
    ['a refresh token, which leaves its access token', ({ refresh_token }) => ({ refresh_token }), 1, true, false],
    ['both tokens of a user', () => ({ username: 'ann' }), 2, false, false],
    ['both tokens of each user of a realm', () => ({ realm_name: 'default_native' }), 2, false, false],
  ]
  for (const [name, bodyOf, invalidated, access, refresh] of invalidations) {
    t.test(`are invalidated: ${name}`, async t => {
      const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
      const token = (await grant(app, { grant_type: 'password', username: 'ann', password: 'ann' })).body
      const ofElastic = (await grant(app, { grant_type: 'client_credentials' })).body
      const remove = async (body: object) => {
        const { status, body: counts } = await ask(app, 'DELETE /_security/oauth2/token', { as: 'elastic', body })
        return [status, Object.entries(counts)]
      }
      const counted = (now: number, before: number) => [
        ['invalidated_tokens', now], ['previously_invalidated_tokens', before], ['error_count', 0],
      ]
      t.strictSame(await remove(bodyOf(token)), [200, counted(invalidated, 0)])
      t.strictSame(await refusal(kibana, `Bearer ${token.access_token}`), access ? undefined : EXPIRED)
      t.equal(kibana.due().length, access ? 2 : 1)
      const renewed = await grant(app, { grant_type: 'refresh_token', refresh_token: token.refresh_token })
      t.match(renewed.body, refresh ? { type: 'Bearer' } : { error: 'invalid_grant', error_description: 'token has been invalidated' })
      t.strictSame(await remove(bodyOf(token)), [200, invalidated === 1 ? counted(0, 1) : counted(0, 0)], 'again')
      t.equal(await statusIn(kibana, `Bearer ${ofElastic.access_token}`), 200, 'not those of others')
      t.strictSame(await remove({ username: 'elastic' }), [200, counted(1, 0)], 'a token without a refresh token counts once')
      t.strictSame(await remove({ token: 'nope' }), [404, counted(0, 0)])
      t.strictSame(await remove({ refresh_token: 'nope' }), [404, counted(0, 0)])
    })
  }

  t.test('are refused for invalid requests', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY })
    const validation = (text: string) => `Validation Failed: ${text};`
    const cases: [string, object | undefined, number, object][] = [
      ['an unknown grant', { grant_type: 'saml' }, 400, {
        error: 'unsupported_grant_type',
        error_description: validation('1: grant_type only supports the values: [password, _kerberos, refresh_token, client_credentials]'),
      }],
      ['a grant without its credentials',
        { grant_type: 'password' }, 400,
        { error: 'invalid_request', error_description: 'Validation Failed: 1: username is missing;2: password is missing;' }],
      ['a renewal without a token',
        { grant_type: 'refresh_token' }, 400, { error: 'invalid_request', error_description: validation('1: refresh_token is missing') }],
      ['a grant with credentials of another', { grant_type: 'refresh_token', username: 'ann', password: 'ann', refresh_token: '' }, 400, {
        error: 'unsupported_grant_type',
        error_description: 'Validation Failed: 1: username is not supported with the refresh_token grant_type;2: password is not ' +
          'supported with the refresh_token grant_type;3: refresh_token is missing;',
      }],
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
    t.match((await grant(app, { grant_type: '_kerberos', kerberos_ticket: 'YII=' })).body.error, {
      reason: 'unable to authenticate user [<Kerberos Token>] for action [cluster:admin/xpack/security/token/create]',
    })
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
