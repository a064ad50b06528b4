import t from 'tap'
import { ask, elasticsearchOf, encoded, failure, SECURITY, statusIn } from '../helpers/elasticsearch.js'
import { basic } from '../helpers/security.js'

t.test('API keys', async t => {
  t.test('work in Elasticsearch and Kibana until they expire', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const { status, body } = await ask(app, 'PUT /_security/api_key?refresh=wait_for', {
      as: 'ann', body: { name: 'ci', expiration: '1d', metadata: { team: 'soc' } },
    })
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
    const { body: profile } = await ask(app, 'POST /_security/profile/_activate', {
      as: 'elastic', body: { grant_type: 'password', username: 'ann', password: 'ann' },
    })
    t.match((await ask(app, 'GET /_security/user/ann?with_profile_uid', { as: 'elastic' })).body.ann, { profile_uid: profile.uid })
    const idsOf = async (query: string, as = 'elastic') =>
      (await ask(app, `GET /_security/api_key${query}`, { as })).body.api_keys.map(({ id }: { id: string }) => id)
    const lists: [string, string[], string?][] = [
      ['', [first, second, third]], [`?id=${first}`, [first]], ['?name=ci-*', [first, second]], ['?username=elastic', [third]],
      ['?realm_name=reserved', [third]], ['?owner=true', [first, second], 'ann'], ['?owner', [third]],
      ['?active_only=true', [first, third]],
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
      role_descriptors: {
        reader: { cluster: ['monitor'], indices: [], applications: [], run_as: [], metadata: {}, transient_metadata: { enabled: true } },
      },
      profile_uid: profile.uid,
    }])
    t.strictSame(await ask(app, 'GET /_security/api_key?id=nope', { as: 'elastic' }).then(({ status, body }) => [status, body]), [
      404, { api_keys: [] },
    ])
    const end = async (body: object, as = 'elastic') => (await ask(app, 'DELETE /_security/api_key', { as, body })).body
    t.strictSame(await end({ ids: [first] }), { invalidated_api_keys: [first], previously_invalidated_api_keys: [], error_count: 0 })
    t.strictSame(await end({ owner: true }, 'ann'), {
      invalidated_api_keys: [second], previously_invalidated_api_keys: [first], error_count: 0,
    })
    t.strictSame(await idsOf('?active_only'), [third])
    t.match((await ask(app, `GET /_security/api_key?id=${first}`, { as: 'elastic' })).body.api_keys[0], {
      invalidated: true, invalidation: Date.parse('2025-06-01T10:10:00.000Z'),
    })
    t.match((await ask(app, `GET /_security/api_key?id=${second}`, { as: 'elastic' })).body.api_keys[0].expiration, Date.parse(
      '2025-06-01T10:05:00.000Z',
    ))
  })

  const refused: [string, object | undefined, ...string[]][] = [
    ['POST', {}, 'api key name is required'],
    ['POST', { name: 'a'.repeat(257) }, 'api key name may not be more than 256 characters long'],
    ['POST', { name: ' a', metadata: { _b: 1 } },
      'api key name may not begin or end with whitespace', 'API key metadata keys may not start with [_]'],
    ['POST', { name: '_a' }, 'api key name may not begin with an underscore'],
    ['GET ?id=a&name=b', undefined, 'only one of [api key id, api key name] can be specified'],
    ['GET ?id=a&username=b', undefined, 'username or realm name must not be specified when the api key id or api key name is specified'],
    ['GET ?owner=true&realm_name=b', undefined, 'neither username nor realm-name may be specified when retrieving owned API keys'],
    ['DELETE', {}, 'One of [api key id(s), api key name, username, realm name] must be specified if [owner] flag is false'],
    ['DELETE', { ids: [] }, 'Field [ids] cannot be an empty array'],
    ['DELETE', { ids: ['a'], name: 'b' }, 'only one of [api key id(s), api key name] can be specified'],
    ['DELETE', { name: 'a', realm_name: 'b' },
      'username or realm name must not be specified when the api key id(s) or api key name are specified'],
    ['DELETE', { owner: true, username: 'b' }, 'neither username nor realm-name may be specified when invalidating owned API keys'],
  ]
  for (const [request, body, ...problems] of refused) {
    t.test(`are not affected by an invalid request: ${request} ${JSON.stringify(body)}`.slice(0, 120), async t => {
      const { app } = await elasticsearchOf(t, { security: SECURITY })
      const [method = '', parameters = ''] = request.split(' ', 2)
      const answer = await ask(app, `${method} /_security/api_key${parameters}`, { as: 'elastic', body })
      const numbered = problems.map((problem, index) => `${index + 1}: ${problem};`).join('')
      t.strictSame(answer.body, failure(400, 'action_request_validation_exception', `Validation Failed: ${numbered}`))
      t.strictSame((await ask(app, 'GET /_security/api_key', { as: 'elastic' })).body, { api_keys: [] })
    })
  }

  // Source: Elasticsearch's PR 102472
  t.test('tell the time of their invalidation from 8.12 on', async t => {
    for (const [kibanaVersion, tells] of [['8.11.4', false], ['8.12.0', true]] as const) {
      const { app } = await elasticsearchOf(t, { security: SECURITY, kibanaVersion })
      await ask(app, 'POST /_security/api_key', { as: 'elastic', body: { name: 'a' } })
      await ask(app, 'DELETE /_security/api_key', { as: 'elastic', body: { name: 'a' } })
      const { body: { api_keys: [key] } } = await ask(app, 'GET /_security/api_key', { as: 'elastic' })
      t.strictSame([key.invalidated, 'invalidation' in key], [true, tells], kibanaVersion)
    }
  })

  // Source: Elasticsearch's security/rest/action/apikey/RestInvalidateApiKeyAction.java (8.0)
  t.test('are not invalidated by `id`, which only 7.x knows', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY })
    const { body } = await ask(app, 'DELETE /_security/api_key', { as: 'elastic', body: { id: 'a' } })
    t.strictSame(body, failure(400, 'x_content_parse_exception', '[1:2] [invalidate_api_key] unknown field [id]'))
  })

  t.test('are refused with an expiration that is not a duration', async t => {
    const { app } = await elasticsearchOf(t, { security: SECURITY })
    const { body } = await ask(app, 'POST /_security/api_key', { as: 'elastic', body: { name: 'a', expiration: 'soon' } })
    t.match(body.error.reason, /^failed to parse setting \[expiration\] with value \[soon\] as a time value/)
  })

  t.test('end with a reset, like tokens', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const key = (await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'ci' } })).body
    const token = (await ask(app, 'POST /_security/oauth2/token', { as: 'ann', body: { grant_type: 'client_credentials' } })).body
    kibana.reset()
    for (const authorization of [
      `ApiKey ${key.encoded}`, `Bearer ${token.access_token}`,
    ]) t.equal(await statusIn(kibana, authorization), 401)
    t.equal(await statusIn(kibana, `ApiKey ${encoded('given:key')}`), 200)
  })
})

t.test('API keys and tokens end when their user is removed', async t => {
  const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
  const key = (await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'ci' } })).body
  const token = (await ask(app, 'POST /_security/oauth2/token', { as: 'ann', body: { grant_type: 'client_credentials' } })).body
  const headers = { authorization: basic('elastic'), 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'test' }
  const removed = await kibana.app.inject({ method: 'DELETE', url: '/internal/security/users/ann', headers })
  t.equal(removed.statusCode, 204)
  for (const authorization of [`ApiKey ${key.encoded}`, `Bearer ${token.access_token}`]) t.equal(await statusIn(kibana, authorization), 401)
  t.strictSame((await ask(app, 'GET /_security/api_key', { as: 'elastic' })).body, { api_keys: [] })
})

t.test('the request log and the exported state', async t => {
  t.test('contain no passwords, tokens or keys', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    const key = (await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'ci' } })).body
    const token = (await ask(app, 'POST /_security/oauth2/token', {
      as: 'ann', body: { grant_type: 'password', username: 'keeper', password: 'keeper' },
    })).body
    await ask(app, 'POST /_security/profile/_activate', {
      as: 'ann', body: { grant_type: 'access_token', access_token: token.access_token },
    })
    await ask(app, 'GET /_security/_authenticate', { headers: { authorization: `ApiKey ${key.encoded}` } })
    await ask(app, 'DELETE /_security/oauth2/token', { as: 'ann', body: { token: token.access_token } })
    const logged = JSON.stringify([kibana.requests.all(), kibana.requests.toHar(), kibana.exportState()])
    const secrets = [key.api_key, key.encoded, token.access_token, token.refresh_token, basic('ann').slice('Basic '.length)]
    t.strictSame(secrets.filter(secret => logged.includes(secret)), [])
    const [made, granted] = kibana.requests.all()
    t.match(made, { body: { name: 'ci' }, answer: { id: key.id, api_key: '[masked]', encoded: '[masked]' } })
    t.match(granted, {
      body: { username: 'keeper', password: '[masked]' }, answer: { access_token: '[masked]', refresh_token: '[masked]', type: 'Bearer' },
    })
    t.match(kibana.requests.all()[3]?.answer, { api_key: { id: key.id } })
  })
})
