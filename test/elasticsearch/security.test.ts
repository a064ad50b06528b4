import t from 'tap'
import { ask, elasticsearchOf, SECURITY } from '../helpers/elasticsearch.js'
import { basic } from '../helpers/security.js'
import type { App, RunningServer } from '../../src/index.js'

const CHALLENGES = ['Basic realm="security", charset="UTF-8"', 'Bearer realm="security"', 'ApiKey']
const REFUSED = 'unable to authenticate with provided credentials and anonymous access is not allowed for this request'
const encoded = (text: string) => Buffer.from(text).toString('base64')

const failure = (status: number, type: string, reason: string) => ({ error: { root_cause: [{ type, reason }], type, reason }, status })
const forbidden = (reason: string) => failure(403, 'security_exception', reason)

/** The status with which Kibana answers a caller. */
const statusIn = async ({ app }: RunningServer, authorization: string) =>
  (await app.inject({ url: '/api/cases/_find', headers: { authorization } })).statusCode

t.test('a request without valid credentials', async t => {
  const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
  const { body: expiring } = await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'short', expiration: '1h' } })
  const { body: ended } = await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'ended' } })
  await ask(app, 'DELETE /_security/api_key', { as: 'ann', body: { ids: [ended.id] } })
  kibana.clock.advance('1h')
  const cases: [string, string | undefined, string, string?][] = [
    ['none', undefined, 'missing authentication credentials for REST request [/?pretty=false]'],
    ['an unknown scheme', 'Digest a', 'missing authentication credentials for REST request [/?pretty=false]'],
    ['a wrong password', basic('ann', 'wrong'), 'unable to authenticate user [ann] for REST request [/?pretty=false]'],
    ['Basic without a name', `Basic ${encoded(':')}`, 'invalid basic authentication header value'],
    ['an unknown token', 'Bearer nope', REFUSED, 'oauth2 token: invalid token'],
    ['an unknown API key', `ApiKey ${encoded('foo:bar')}`, REFUSED, 'API key: unable to find apikey with id foo'],
    ['an API key that is wrong', `ApiKey ${encoded(`${expiring.id}:bar`)}`, REFUSED, `API key: invalid credentials for API key [${expiring.id}]`],
    ['an API key that has expired', `ApiKey ${expiring.encoded}`, REFUSED, 'API key: api key is expired'],
    ['an API key that was invalidated', `ApiKey ${ended.encoded}`, REFUSED, 'API key: api key has been invalidated'],
  ]
  for (const [claim, authorization, reason, detail] of cases) {
    t.test(`${claim}: answers 401`, async t => {
      const { status, headers, body } = await ask(app, 'GET /?pretty=false', { headers: { ...(authorization && { authorization }) } })
      const cause = { type: 'security_exception', reason, ...(detail && { additional_unsuccessful_credentials: detail }), header: { 'WWW-Authenticate': CHALLENGES } }
      t.equal(status, 401)
      t.strictSame(body, { error: { root_cause: [cause], ...cause }, status: 401 })
      t.strictSame(headers['www-authenticate'], CHALLENGES)
      t.equal(headers['x-elastic-product'], 'Elasticsearch')
    })
  }
})

t.test('GET /_security/_authenticate', async t => {
  const { app } = await elasticsearchOf(t, { security: SECURITY })
  const native = { name: 'default_native', type: 'native' }
  const reserved = { name: 'reserved', type: 'reserved' }
  const ofKey = { name: '_es_api_key', type: '_es_api_key' }
  const person = { username: 'ann', full_name: 'Ann Analyst', email: 'ann@example.com', metadata: {}, enabled: true }
  const cases: [string, string, object][] = [
    ['elastic', basic('elastic'), {
      username: 'elastic',
      roles: ['superuser'],
      full_name: null,
      email: null,
      metadata: { _reserved: true },
      enabled: true,
      authentication_realm: reserved,
      lookup_realm: reserved,
      authentication_type: 'realm',
    }],
    ['a user', basic('ann'), { ...person, roles: ['superuser'], authentication_realm: native, lookup_realm: native, authentication_type: 'realm' }],
    ['an API key', `ApiKey ${encoded('given:key')}`, {
      ...person, roles: [], authentication_realm: ofKey, lookup_realm: ofKey, authentication_type: 'api_key', api_key: { id: 'given', name: 'given' },
    }],
    ['a token', 'Bearer given-token', {
      username: 'viewer',
      roles: ['viewer'],
      full_name: null,
      email: null,
      metadata: {},
      enabled: true,
      authentication_realm: native,
      lookup_realm: native,
      authentication_type: 'token',
    }],
  ]
  for (const [claim, authorization, expected] of cases) {
    t.test(`describes ${claim}`, async t => {
      t.strictSame((await ask(app, 'GET /_security/_authenticate', { headers: { authorization } })).body, expected)
    })
  }
})

t.test('privileges on the cluster', async t => {
  const { app } = await elasticsearchOf(t, { security: SECURITY })
  const refused = (action: string, granted: string, user = 'viewer') =>
    forbidden(`action [cluster:${action}] is unauthorized for user [${user}] with effective roles [${user}], this action is granted by the cluster privileges [${granted}]`)
  const cases: [string, string, object | undefined, object | number][] = [
    ['viewer', 'GET /', undefined, refused('monitor/main', 'monitor,manage,all')],
    ['keeper', 'GET /', undefined, 200],
    ['viewer', 'GET /_security/_authenticate', undefined, 200],
    ['viewer', 'POST /_security/oauth2/token', {}, refused('admin/xpack/security/token/create', 'manage_token,manage_security,all')],
    ['viewer', 'POST /_security/api_key', {}, refused('admin/xpack/security/api_key/create', 'manage_own_api_key,manage_api_key,manage_security,all')],
    ['keeper', 'POST /_security/api_key', { name: 'mine' }, 200],
    ['keeper', 'GET /_security/api_key?owner=true', undefined, 200],
    ['keeper', 'GET /_security/api_key', undefined, refused('admin/xpack/security/api_key/get', 'read_security,manage_api_key,manage_security,all', 'keeper')],
    ['keeper', 'DELETE /_security/api_key', { owner: true }, 200],
    ['keeper', 'DELETE /_security/api_key', { name: '*' }, refused('admin/xpack/security/api_key/invalidate', 'manage_api_key,manage_security,all', 'keeper')],
    ['viewer', 'GET /_security/user', undefined, refused('admin/xpack/security/user/get', 'read_security,manage_security,all')],
    ['viewer', 'POST /_security/profile/_suggest', {}, refused('admin/xpack/security/profile/suggest', 'manage_user_profile,read_security,manage_security,all')],
  ]
  for (const [as, request, body, expected] of cases) {
    t.test(`${request} by ${as} is ${expected === 200 ? 'allowed' : 'refused'}`, async t => {
      const answer = await ask(app, request, { as, body })
      if (typeof expected === 'number') t.equal(answer.status, expected)
      else t.strictSame(answer.body, expected)
    })
  }
})

t.test('tokens', async t => {
  const grant = async (app: App, body: object, as = 'elastic') => await ask(app, 'POST /_security/oauth2/token', { as, body })

  t.test('of a password work in both, until they expire', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const { status, body } = await grant(app, { grant_type: 'password', username: 'ann', password: 'ann', scope: 'x' })
    t.equal(status, 200)
    t.strictSame(Object.keys(body), ['access_token', 'type', 'expires_in', 'scope', 'refresh_token', 'authentication'])
    t.match(body, { type: 'Bearer', expires_in: 1200, scope: 'full', authentication: { username: 'ann', roles: ['superuser'], authentication_type: 'realm' } })
    const authorization = `Bearer ${body.access_token}`
    t.match((await ask(app, 'GET /_security/_authenticate', { headers: { authorization } })).body, { username: 'ann', authentication_type: 'token' })
    t.equal(await statusIn(kibana, authorization), 200)
    kibana.clock.advance('20m')
    t.equal(await statusIn(kibana, authorization), 401)
  })

  t.test('are renewed once', async t => {
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
    kibana.clock.advance('1d')
    t.equal((await grant(app, { grant_type: 'refresh_token', refresh_token: second.refresh_token })).status, 400)
  })

  t.test('of the client itself cannot be renewed', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY })
    const { body } = await grant(app, { grant_type: 'client_credentials' }, 'ann')
    t.notOk('refresh_token' in body)
    t.equal(body.authentication.username, 'ann')
  })

  t.test('end by token, refresh token, user and realm', async t => {
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
      const { body } = await ask(app, 'DELETE /_security/oauth2/token', { as: 'elastic', body: bodyOf(token) })
      t.strictSame(body, { invalidated_tokens: 1, previously_invalidated_tokens: 0, error_count: 0 }, name)
      t.equal(await statusIn(kibana, `Bearer ${token.access_token}`), 401, name)
    }
  })

  t.test('are refused', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY })
    const validation = (text: string) => `Validation Failed: ${text};`
    const cases: [string, object | undefined, number, object][] = [
      ['an unknown grant', { grant_type: 'saml' }, 400, { error: 'unsupported_grant_type', error_description: validation('1: grant_type only supports the values: [password, client_credentials, refresh_token]') }],
      ['a grant without its credentials', { grant_type: 'password' }, 400, { error: 'invalid_request', error_description: 'Validation Failed: 1: username is missing;2: password is missing;' }],
      ['a renewal without a token', { grant_type: 'refresh_token' }, 400, { error: 'invalid_request', error_description: validation('1: refresh_token is missing') }],
      ['no body', undefined, 400, failure(400, 'parse_exception', 'request body is required')],
      ['an unknown key', { grant: 1 }, 400, failure(400, 'x_content_parse_exception', '[1:2] [token_request] unknown field [grant]')],
      ['a value of another kind', { grant_type: 1 }, 400, failure(400, 'x_content_parse_exception', "[1:15] [token_request] grant_type doesn't support values of type: VALUE_NUMBER")],
      ['no object', [1], 400, failure(400, 'x_content_parse_exception', '[1:1] [token_request] Expected START_OBJECT but was: VALUE_NUMBER')],
    ]
    for (const [claim, body, status, expected] of cases) {
      const answer = await ask(app, 'POST /_security/oauth2/token', { as: 'elastic', body, headers: { 'content-type': 'application/json' } })
      t.equal(answer.status, status, claim)
      t.strictSame(answer.body, expected, claim)
    }
    const wrong = await grant(app, { grant_type: 'password', username: 'ann', password: 'no' })
    t.equal(wrong.status, 401)
    t.equal(wrong.body.error.reason, 'unable to authenticate user [ann] for action [cluster:admin/xpack/security/token/create]')
    t.strictSame(
      (await ask(app, 'DELETE /_security/oauth2/token', { as: 'elastic', body: {} })).body,
      failure(400, 'action_request_validation_exception', validation('1: one of [token, refresh_token, realm_name, username] must be specified')),
    )
  })
})

t.test('API keys', async t => {
  t.test('work in both, by their name in Kibana, until they expire', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const { status, body } = await ask(app, 'PUT /_security/api_key?refresh=wait_for', { as: 'ann', body: { name: 'ci', expiration: '1d', metadata: { team: 'soc' } } })
    t.equal(status, 200)
    t.strictSame(Object.keys(body), ['id', 'name', 'expiration', 'api_key', 'encoded'])
    t.equal(body.expiration, Date.parse('2025-06-02T10:00:00.000Z'))
    t.equal(body.encoded, encoded(`${body.id}:${body.api_key}`))
    const authorization = `ApiKey ${body.encoded}`
    const me = await kibana.app.inject({ url: '/internal/security/me', headers: { authorization, 'x-elastic-internal-origin': 'test' } })
    t.strictSame(me.json().api_key, { name: 'ci', id: body.id })
    t.equal(await statusIn(kibana, authorization), 200)
    kibana.clock.advance('1d')
    t.equal(await statusIn(kibana, authorization), 401)
  })

  t.test('are listed and invalidated', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const make = async (as: string, body: object) => (await ask(app, 'POST /_security/api_key', { as, body })).body.id as string
    const descriptors = { reader: { cluster: ['monitor'] } }
    const first = await make('ann', { name: 'ci-1', role_descriptors: descriptors })
    const second = await make('ann', { name: 'ci-2', expiration: '5m' })
    const third = await make('elastic', { name: 'other' })
    kibana.clock.advance('10m')
    const { body: profile } = await ask(app, 'POST /_security/profile/_activate', { as: 'elastic', body: { grant_type: 'password', username: 'ann', password: 'ann' } })
    t.match((await ask(app, 'GET /_security/user/ann?with_profile_uid', { as: 'elastic' })).body.ann, { profile_uid: profile.uid })
    const idsOf = async (query: string, as = 'elastic') => (await ask(app, `GET /_security/api_key${query}`, { as })).body.api_keys.map(({ id }: { id: string }) => id)
    const lists: [string, string[], string?][] = [
      ['', [first, second, third]], [`?id=${first}`, [first]], ['?name=ci-*', [first, second]], ['?username=elastic', [third]],
      ['?realm_name=reserved', [third]], ['?owner=true', [first, second], 'ann'], ['?owner', [third]], ['?active_only=true', [first, third]],
    ]
    for (const [query, expected, as] of lists) t.strictSame(await idsOf(query, as), expected, query)
    t.strictSame((await ask(app, `GET /_security/api_key?id=${first}&with_profile_uid=true`, { as: 'elastic' })).body.api_keys, [{
      id: first,
      name: 'ci-1',
      type: 'rest',
      creation: Date.parse('2025-06-01T10:00:00.000Z'),
      invalidated: false,
      username: 'ann',
      realm: 'default_native',
      realm_type: 'native',
      metadata: {},
      role_descriptors: { reader: { cluster: ['monitor'], indices: [], applications: [], run_as: [], metadata: {}, transient_metadata: { enabled: true } } },
      profile_uid: profile.uid,
    }])
    t.strictSame(await ask(app, 'GET /_security/api_key?id=nope', { as: 'elastic' }).then(({ status, body }) => [status, body]), [404, { api_keys: [] }])
    const end = async (body: object, as = 'elastic') => (await ask(app, 'DELETE /_security/api_key', { as, body })).body
    t.strictSame(await end({ id: first }), { invalidated_api_keys: [first], previously_invalidated_api_keys: [], error_count: 0 })
    t.strictSame(await end({ owner: true }, 'ann'), { invalidated_api_keys: [second], previously_invalidated_api_keys: [first], error_count: 0 })
    t.strictSame(await idsOf('?active_only'), [third])
    t.match((await ask(app, `GET /_security/api_key?id=${first}`, { as: 'elastic' })).body.api_keys[0], { invalidated: true, invalidation: Date.parse('2025-06-01T10:10:00.000Z') })
    t.match((await ask(app, `GET /_security/api_key?id=${second}`, { as: 'elastic' })).body.api_keys[0].expiration, Date.parse('2025-06-01T10:05:00.000Z'))
  })

  t.test('are refused', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY })
    const make = async (body: object) => (await ask(app, 'POST /_security/api_key', { as: 'elastic', body })).body.error.reason
    t.equal(await make({}), 'Validation Failed: 1: api key name is required;')
    t.match(await make({ name: 'a', expiration: 'soon' }), /^failed to parse setting \[expiration\] with value \[soon\] as a time value/)
    t.equal(
      (await ask(app, 'DELETE /_security/api_key', { as: 'elastic', body: {} })).body.error.reason,
      'Validation Failed: 1: One of [api key id, api key name, username, realm name] must be specified if [owner] flag is false;',
    )
  })

  t.test('and tokens end with a reset', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const key = (await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'ci' } })).body
    const token = (await ask(app, 'POST /_security/oauth2/token', { as: 'ann', body: { grant_type: 'client_credentials' } })).body
    kibana.reset()
    for (const authorization of [`ApiKey ${key.encoded}`, `Bearer ${token.access_token}`]) t.equal(await statusIn(kibana, authorization), 401)
    t.equal(await statusIn(kibana, `ApiKey ${encoded('given:key')}`), 200)
  })
})

t.test('API keys and tokens of a user who is removed end', async t => {
  const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
  const key = (await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'ci' } })).body
  const token = (await ask(app, 'POST /_security/oauth2/token', { as: 'ann', body: { grant_type: 'client_credentials' } })).body
  const headers = { authorization: basic('elastic'), 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'test' }
  const removed = await kibana.app.inject({ method: 'DELETE', url: '/internal/security/users/ann', headers })
  t.equal(removed.statusCode, 204)
  for (const authorization of [`ApiKey ${key.encoded}`, `Bearer ${token.access_token}`]) t.equal(await statusIn(kibana, authorization), 401)
  t.strictSame((await ask(app, 'GET /_security/api_key', { as: 'elastic' })).body, { api_keys: [] })
})

t.test('profiles', async t => {
  const { app } = await elasticsearchOf(t, { security: SECURITY })
  const activate = async (body: object) => await ask(app, 'POST /_security/profile/_activate', { as: 'elastic', body })
  const { body: ann } = await activate({ grant_type: 'password', username: 'ann', password: 'ann' })
  const { body: token } = await ask(app, 'POST /_security/oauth2/token', { as: 'viewer', headers: { authorization: basic('elastic') }, body: { grant_type: 'password', username: 'viewer', password: 'viewer' } })
  const { body: viewer } = await activate({ grant_type: 'access_token', access_token: token.access_token })
  const person = { username: 'ann', roles: ['superuser'], realm_name: 'default_native', email: 'ann@example.com', full_name: 'Ann Analyst' }

  t.test('are made by activation', async t => {
    t.match(ann.uid, /^u_[\w-]{43}_0$/)
    t.strictSame(ann, {
      uid: ann.uid,
      enabled: true,
      last_synchronized: Date.parse('2025-06-01T10:00:00.000Z'),
      user: person,
      labels: {},
      data: {},
      _doc: { _primary_term: 1, _seq_no: 0 },
    })
    t.equal(viewer.user.username, 'viewer')
  })

  t.test('are read by id', async t => {
    const { body } = await ask(app, `GET /_security/profile/${ann.uid},nope?data=*`, { as: 'elastic' })
    t.strictSame(body, {
      profiles: [ann],
      errors: { count: 1, details: { nope: { type: 'resource_not_found_exception', reason: 'profile document not found' } } },
    })
    t.strictSame((await ask(app, `GET /_security/profile/${ann.uid}`, { as: 'elastic' })).body, { profiles: [ann] })
  })

  t.test('are suggested by name, those of the hint first', async t => {
    const suggest = async (body: object | undefined, method = 'POST') => (await ask(app, `${method} /_security/profile/_suggest`, { as: 'elastic', body })).body
    t.strictSame(await suggest({ name: 'analyst', data: 'avatar' }, 'GET'), {
      took: 1, total: { value: 1, relation: 'eq' }, profiles: [{ uid: ann.uid, user: person, labels: {}, data: {} }],
    })
    const uidsOf = async (body: object | undefined) => (await suggest(body)).profiles.map(({ uid }: { uid: string }) => uid)
    t.strictSame(await uidsOf(undefined), [ann.uid, viewer.uid])
    t.strictSame(await uidsOf({ hint: { uids: [viewer.uid] }, data: ['a', 'b'] }), [viewer.uid, ann.uid])
    t.strictSame(await uidsOf({ size: 1 }), [ann.uid])
  })

  t.test('are refused to wrong credentials', async t => {
    const wrong = await activate({ grant_type: 'password', username: 'ann', password: 'no' })
    t.equal(wrong.status, 401)
    t.equal(wrong.body.error.reason, 'unable to authenticate user [ann] for action [cluster:admin/xpack/security/profile/activate]')
    t.equal((await activate({ grant_type: 'access_token', access_token: 'no' })).status, 401)
    t.equal((await activate({})).body.error.reason, 'Validation Failed: 1: grant_type is missing;')
    t.match((await activate({ grant_type: 'password' })).body.error.reason, /\[password\] is not supported/)
  })
})

t.test('users', async t => {
  const { app } = await elasticsearchOf(t, { security: { users: { elastic: SECURITY.users!.elastic!, ann: SECURITY.users!.ann! } } })
  const ann = { username: 'ann', roles: ['superuser'], full_name: 'Ann Analyst', email: 'ann@example.com', metadata: {}, enabled: true }
  const cases: [string, object | undefined, number, unknown][] = [
    ['GET /_security/user/ann', undefined, 200, { ann }],
    ['GET /_security/user/ann,nope?with_profile_uid=true', undefined, 200, { ann }],
    ['GET /_security/user/nope', undefined, 404, {}],
    ['POST /_security/_query/user?with_profile_uid=true', undefined, 200, { total: 1, count: 1, users: [ann] }],
    ['GET /_security/_query/user', { query: { prefix: { username: 'a' } } }, 200, { total: 1, count: 1, users: [ann] }],
    ['GET /_security/_query/user', { query: { term: { roles: 'viewer' } } }, 200, { total: 0, count: 0, users: [] }],
    ['GET /_security/_query/user', { from: 1, size: 5 }, 200, { total: 1, count: 0, users: [] }],
  ]
  for (const [request, body, status, expected] of cases) {
    t.test(`${request} ${JSON.stringify(body)} is answered`, async t => {
      const answer = await ask(app, request, { as: 'elastic', body })
      t.equal(answer.status, status)
      t.strictSame(answer.body, expected)
    })
  }
  t.test('are all listed by name', async t => {
    t.strictSame(Object.keys((await ask(app, 'GET /_security/user', { as: 'elastic' })).body), ['elastic', 'ann'])
  })
})

t.test('the request log and the exported state', async t => {
  t.test('have no passwords, tokens and keys', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const key = (await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'ci' } })).body
    const token = (await ask(app, 'POST /_security/oauth2/token', { as: 'ann', body: { grant_type: 'password', username: 'keeper', password: 'keeper' } })).body
    await ask(app, 'POST /_security/profile/_activate', { as: 'ann', body: { grant_type: 'access_token', access_token: token.access_token } })
    await ask(app, 'GET /_security/_authenticate', { headers: { authorization: `ApiKey ${key.encoded}` } })
    await ask(app, 'DELETE /_security/oauth2/token', { as: 'ann', body: { token: token.access_token } })
    const logged = JSON.stringify([kibana.requests.all(), kibana.requests.toHar(), kibana.exportState()])
    const secrets = [key.api_key, key.encoded, token.access_token, token.refresh_token, basic('ann').slice('Basic '.length)]
    t.strictSame(secrets.filter(secret => logged.includes(secret)), [])
    const [made, granted] = kibana.requests.all()
    t.match(made, { body: { name: 'ci' }, answer: { id: key.id, api_key: '[masked]', encoded: '[masked]' } })
    t.match(granted, { body: { username: 'keeper', password: '[masked]' }, answer: { access_token: '[masked]', refresh_token: '[masked]', type: 'Bearer' } })
    t.match(kibana.requests.all()[3]?.answer, { api_key: { id: key.id } })
  })
})
