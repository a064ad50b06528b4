import t from 'tap'
import { ask, elasticsearchOf, encoded, forbidden, SECURITY } from '../helpers/elasticsearch.js'
import { basic } from '../helpers/security.js'

const CHALLENGES = ['Basic realm="security", charset="UTF-8"', 'Bearer realm="security"', 'ApiKey']
const REFUSED = 'unable to authenticate with provided credentials and anonymous access is not allowed for this request'

t.test('a request without valid credentials', async t => {
  const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
  const { body: expiring } = await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'short', expiration: '1h' } })
  const { body: ended } = await ask(app, 'POST /_security/api_key', { as: 'ann', body: { name: 'ended' } })
  await ask(app, 'DELETE /_security/api_key', { as: 'ann', body: { ids: [ended.id] } })
  kibana.clock.advance('1h')
  const cases: [string, string | undefined, string, string?][] = [
    ['no credentials', undefined, 'missing authentication credentials for REST request [/?pretty=false]'],
    ['an unknown scheme', 'Digest a', 'missing authentication credentials for REST request [/?pretty=false]'],
    ['a wrong password', basic('ann', 'wrong'), 'unable to authenticate user [ann] for REST request [/?pretty=false]'],
    ['Basic without a name', `Basic ${encoded(':ann')}`, 'unable to authenticate user [] for REST request [/?pretty=false]'],
    ['Basic without a colon', `Basic ${encoded('ann')}`, 'invalid basic authentication header value'],
    ['an unknown token', 'Bearer nope', REFUSED, 'oauth2 token: invalid token'],
    ['an unknown API key', `ApiKey ${encoded('foo:bar')}`, REFUSED, 'API key: unable to find apikey with id foo'],
    ['a wrong API key',
      `ApiKey ${encoded(`${expiring.id}:bar`)}`, REFUSED, `API key: invalid credentials for API key [${expiring.id}]`],
    ['an expired API key', `ApiKey ${expiring.encoded}`, REFUSED, 'API key: api key is expired'],
    ['an invalidated API key', `ApiKey ${ended.encoded}`, REFUSED, `API key: api key [${ended.id}] has been invalidated`],
  ]
  for (const [claim, authorization, reason, detail] of cases) {
    t.test(`${claim}: answers 401`, async t => {
      const { status, headers, body } = await ask(app, 'GET /?pretty=false', { headers: { ...(authorization && { authorization }) } })
      const cause = {
        type: 'security_exception',
        reason,
        ...(detail && { additional_unsuccessful_credentials: detail }),
        header: {
          'WWW-Authenticate': CHALLENGES,
        },
      }
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
    ['a user', basic('ann'), {
      ...person, roles: ['superuser'], authentication_realm: native, lookup_realm: native, authentication_type: 'realm',
    }],
    ['an API key', `ApiKey ${encoded('given:key')}`, {
      ...person,
      roles: [],
      authentication_realm: ofKey,
      lookup_realm: ofKey,
      authentication_type: 'api_key',
      api_key: {
        id: 'given', name: 'given',
      },
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
    forbidden(`action [cluster:${action}] is unauthorized for user [${user}] with effective roles [${user}], this action is granted ` +
      `by the cluster privileges [${granted}]`)
  const cases: [string, string, object | undefined, object | number][] = [
    ['viewer', 'GET /', undefined, refused('monitor/main', 'monitor,manage,all')],
    ['keeper', 'GET /', undefined, 200],
    ['viewer', 'GET /_security/_authenticate', undefined, 200],
    ['viewer', 'POST /_security/oauth2/token', {}, refused('admin/xpack/security/token/create', 'manage_token,manage_security,all')],
    ['viewer',
      'POST /_security/api_key', {},
      refused('admin/xpack/security/api_key/create', 'manage_own_api_key,manage_api_key,manage_security,all')],
    ['keeper', 'POST /_security/api_key', { name: 'mine' }, 200],
    ['keeper', 'GET /_security/api_key?owner=true', undefined, 200],
    ['keeper',
      'GET /_security/api_key', undefined,
      refused('admin/xpack/security/api_key/get', 'read_security,manage_api_key,manage_security,all', 'keeper')],
    ['keeper', 'DELETE /_security/api_key', { owner: true }, 200],
    ['keeper',
      'DELETE /_security/api_key', { name: '*' },
      refused('admin/xpack/security/api_key/invalidate', 'manage_api_key,manage_security,all', 'keeper')],
    ['viewer', 'GET /_security/user', undefined, refused('admin/xpack/security/user/get', 'read_security,manage_security,all')],
    ['viewer',
      'POST /_security/profile/_suggest', {},
      refused('admin/xpack/security/profile/suggest', 'manage_user_profile,read_security,manage_security,all')],
  ]
  for (const [as, request, body, expected] of cases) {
    t.test(`${request} by ${as} is ${expected === 200 ? 'allowed' : 'refused'}`, async t => {
      const answer = await ask(app, request, { as, body })
      if (typeof expected === 'number') t.equal(answer.status, expected)
      else t.strictSame(answer.body, expected)
    })
  }
})
