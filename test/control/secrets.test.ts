import t from 'tap'
import { ask, elasticsearchOf, SECURITY } from '../helpers/elasticsearch.js'
import { basic } from '../helpers/security.js'

const HEADERS = { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'test', 'content-type': 'application/json' }
const SECRET = 'hush-hush'

const login = { providerType: 'basic', providerName: 'basic', currentURL: '/login', params: { username: 'ann', password: SECRET } }
const connector = { name: 'n', connector_type_id: '.jira', config: {}, secrets: { apiToken: SECRET } }

/** Requests with a secret in the body: correct ones, and those of careless clients. */
const TO_KIBANA: [request: string, body: unknown, headers?: Record<string, string>][] = [
  ['POST /internal/security/login', login],
  ['POST /s/soc/internal/security/login', login],
  ['POST /internal/security/%6Cogin', login],
  ['POST /internal/security//login', login],
  ['POST /internal/security/v1/login', login],
  ['POST /api/security/v1/login', { username: 'ann', password: SECRET }],
  ['POST /_sandbox/gone/internal/security/login', login],
  ['POST /internal/security/login', [login]],
  ['POST /internal/security/login', SECRET],
  ['POST /internal/security/users/new', { username: 'new', password: SECRET, roles: [] }],
  ['POST /internal/security/users/new/password', { password: SECRET, newPassword: SECRET }],
  ['POST /internal/security/%75sers/new', { username: 'new', password: SECRET, roles: [] }],
  ['POST /internal/security/api_key', { name: 'a', key: SECRET, encoded: SECRET }],
  ['POST /api/actions/connector', connector],
  ['POST /api/%61ctions/connector', connector],
  ['POST /api/actions/connector', [connector]],
  ['POST /api/actions/connector', { ...connector, secrets: SECRET }],
  ['POST /api/actions/action', { name: 'n', actionTypeId: '.jira', secrets: { apiToken: SECRET } }],
  ['POST /internal/actions/connector/_oauth_access_token',
    { type: 'jwt', options: { tokenUrl: 'https://a.example', secrets: { clientSecret: SECRET } } }],
  ['POST /_security/api_key', { name: 'a', api_key: SECRET }],
  ['GET /api/cases/tags', undefined, { authorization: `Bearer ${SECRET}` }],
  ['GET /api/cases/tags', undefined, { authorization: SECRET }],
  ['GET /api/cases/tags', undefined, { authorization: `Basic\t${SECRET}` }],
  ['GET /api/cases/tags',
    undefined, { cookie: `sid=${SECRET}; other=1`, 'proxy-authorization': SECRET, 'es-secondary-authorization': SECRET }],
]

const TO_ELASTICSEARCH: [request: string, body: object][] = [
  ['POST /_security/oauth2/token', { grant_type: 'password', username: 'ann', password: SECRET }],
  ['POST /_security/oauth2/token/', { grant_type: 'refresh_token', refresh_token: SECRET }],
  ['POST /_security/oauth2/token', { grant_type: '_kerberos', kerberos_ticket: SECRET }],
  ['POST /%5Fsecurity/oauth2/token', { grant_type: 'password', username: 'ann', password: SECRET }],
  ['POST /_sandbox/gone/_security/oauth2/token', { grant_type: 'password', username: 'ann', password: SECRET }],
  ['DELETE /_security/oauth2/token', { token: SECRET }],
  ['DELETE /_security/oauth2/token', { refresh_token: SECRET }],
  ['POST /_security/profile/_activate', { grant_type: 'access_token', access_token: SECRET }],
  ['POST /_security/profile/_activate', { grant_type: 'password', password: [SECRET] }],
  ['PUT /_security/user/new', { password: SECRET, roles: [] }],
  ['POST /_security/user/new/_password', { password: SECRET }],
  ['POST /_security/api_key/grant', { grant_type: 'password', username: 'ann', password: SECRET, api_key: { name: 'a' } }],
  ['POST /_security/api_key', { name: 'a', client_authentication: { value: SECRET } }],
]

t.test('secrets in requests', async t => {
  const lines: string[] = []
  const stream = { write: (line: string) => { lines.push(line) } }
  const { app, kibana } = await elasticsearchOf(t, { security: SECURITY, spaces: ['soc'], logger: { level: 'trace', stream } })
  /** Everything that is logged, exported or returned. */
  const shown = async () => JSON.stringify([
    lines, kibana.requests.all(), kibana.requests.toHar(), kibana.exportState(), await (await fetch(`${kibana.url}/_mock/requests`)).text(),
    await (await fetch(`${kibana.url}/_mock/state`)).text(), verifyFailure(),
  ])
  function verifyFailure (): string {
    try {
      kibana.requests.verify({ match: { body: { never: 'sent' } }, times: 1 })
      return ''
    } catch (error) {
      return String(error)
    }
  }
  for (const [request, body, headers] of TO_KIBANA) {
    t.test(`${request} ${body === undefined ? JSON.stringify(headers) : ''}`, async t => {
      kibana.requests.clear()
      const [method = '', url = ''] = request.split(' ', 2)
      await kibana.app.inject({
        method: method as 'GET',
        url,
        headers: {
          authorization: basic('elastic'), ...HEADERS, ...headers,
        },
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      })
      t.notMatch(await shown(), SECRET)
    })
  }
  for (const [request, body] of TO_ELASTICSEARCH) {
    t.test(`Elasticsearch: ${request} ${Object.keys(body)}`, async t => {
      kibana.requests.clear()
      await ask(app, request, { as: 'elastic', body })
      t.notMatch(await shown(), SECRET)
    })
  }
})
