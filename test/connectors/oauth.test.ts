import { createVerify, generateKeyPairSync } from 'node:crypto'
import t, { type Test } from 'tap'
import { testServer } from '../helpers/app.js'
import { CONNECTORS } from '../helpers/push.js'
import { httpStub, type Reply, type Seen } from '../helpers/http-stub.js'
import { Client } from '../versions/table.js'

// Source: Kibana's actions/server/lib/{get_oauth_jwt_access_token,create_jwt_assertion,request_oauth_token}.ts, lib/servicenow/utils.ts

const NOW = '2025-06-01T10:00:00.000Z'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const secrets = { clientSecret: 's&cret', privateKey: PEM }
const record = { sys_id: 's1', number: 'INC1', sys_created_on: '2025-05-01 08:00:00', sys_updated_on: '2025-05-02 08:00:00' }
const isToken = ({ path }: Seen) => path === '/oauth_token.do'

/** A ServiceNow that hands out the tokens t1, t2, …, and answers the rest as it is told. */
function serviceNow (answer: (seen: Seen) => Reply = () => [200, { result: record }], token?: Reply) {
  let count = 0
  return (seen: Seen): Reply => isToken(seen)
    ? token ?? [200, { access_token: `t${++count}`, token_type: 'Bearer', expires_in: 1800 }]
    : answer(seen)
}

async function live (t: Test, reply: (seen: Seen) => Reply, more: object = {}, { type = '.servicenow', url }: { type?: string, url?: string } = {}) {
  const { url: stubUrl, seen } = await httpStub(t, reply)
  const config = { apiUrl: `${url ?? stubUrl}/`, isOAuth: true, userIdentifierValue: 'ann@example.com', clientId: 'client', jwtKeyId: 'kid', usesTableApi: true }
  const kibana = await testServer(t, {
    connectors: { snow: { name: 'Snow', actionTypeId: type, config, secrets: { ...secrets, ...more } } },
    seed: { cases: [{ id: 'a', title: 'Phishing' }] },
    externalServices: { [type]: 'live' },
  })
  const client = new Client(kibana, '', '9.1.0')
  const execute = async () => (await client.call('POST', '/api/actions/connector/snow/_execute', {
    params: { subAction: 'pushToService', subActionParams: { incident: { short_description: 'x', externalId: null }, comments: [] } },
  })).body
  return { kibana, client, seen, execute }
}
const calls = (seen: Seen[]) => seen.splice(0).map(({ method, path, headers }) => `${method} ${path.split('?')[0]} ${headers.authorization ?? ''}`.trim())
const failed = (reason: string) => ({
  status: 'error',
  message: 'an error occurred while running the action',
  service_message: `[Action][ServiceNow]: Unable to create incident. Error: ${reason} Reason: unknown: errorResponse was null`,
})

t.test('ServiceNow with OAuth, live', async t => {
  for (const type of ['.servicenow', '.servicenow-sir']) {
    t.test(`${type} gets a token with a signed assertion, and sends it with each call`, async t => {
      const { kibana, client, seen } = await live(t, serviceNow(), {}, { type })
      const { status, body } = await client.call('POST', '/api/cases/a/connector/snow/_push', {})
      t.match({ status, service: body.external_service }, { status: 200, service: { external_id: 's1', external_title: 'INC1' } })
      const [first] = seen
      const { assertion, ...form } = first!.body as Record<string, string>
      t.strictSame(form, { client_id: 'client', client_secret: 's&cret', grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' })
      t.equal(first!.headers['content-type'], 'application/x-www-form-urlencoded; charset=UTF-8')
      const [head, claims, signature] = assertion!.split('.') as [string, string, string]
      const decoded = [head, claims].map(part => JSON.parse(Buffer.from(part, 'base64url').toString()))
      const iat = Date.parse(NOW) / 1000
      t.strictSame(decoded, [{ alg: 'RS256', typ: 'JWT', kid: 'kid' }, { sub: 'ann@example.com', aud: 'client', iss: 'client', iat, exp: iat + 3600 }])
      t.ok(createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url'))
      const table = type === '.servicenow' ? 'incident' : 'sn_si_incident'
      t.strictSame(calls(seen), ['POST /oauth_token.do', `POST /api/now/v2/table/${table} Bearer t1`, `GET /api/now/v2/table/${table}/s1 Bearer t1`])
      const [incident] = kibana.incidents.all()
      t.match(incident!.calls[0]!.requests.map(({ method, status }) => [method, status]), [['POST', 200], ['POST', 200], ['GET', 200]])
      const text = JSON.stringify(incident)
      t.strictSame([assertion!, 's&cret', 't1"'].filter(secret => text.includes(secret)), [], 'no secret is kept')
    })
  }

  t.test('keeps the token until it expires, by the clock of the server', async t => {
    const { kibana, seen, execute } = await live(t, serviceNow())
    const TOKEN = 'POST /oauth_token.do'
    const write = (token: string) => [`POST /api/now/v2/table/incident Bearer ${token}`, `GET /api/now/v2/table/incident/s1 Bearer ${token}`]
    for (const [by, expected] of [['0s', [TOKEN, ...write('t1')]], ['29m', write('t1')], ['59s', write('t1')], ['1s', [TOKEN, ...write('t2')]]] as const) {
      kibana.clock.advance(by)
      t.match(await execute(), { status: 'ok' })
      t.strictSame(calls(seen), expected, `after ${by}`)
    }
    kibana.reset()
    await execute()
    t.strictSame(calls(seen), [TOKEN, ...write('t3')], 'a reset forgets it')
  })

  for (const [status, isForgotten] of [[400, true], [401, true], [403, true], [404, true], [500, false]] as const) {
    t.test(`${isForgotten ? 'forgets' : 'keeps'} the token after an answer of ${status}`, async t => {
      let refuses = true
      const { seen, execute } = await live(t, serviceNow(() => refuses ? [status, { error: { message: 'No', detail: 'why' } }] : [200, { result: record }]))
      t.match(await execute(), { status: 'error', service_message: `[Action][ServiceNow]: Unable to create incident. Error: Request failed with status code ${status} Reason: No: why` })
      refuses = false
      calls(seen)
      t.match(await execute(), { status: 'ok' })
      t.equal(calls(seen).includes('POST /oauth_token.do'), isForgotten)
    })
  }

  t.test('asks for one with each call if the answer does not say how long a token is valid', async t => {
    const { seen, execute } = await live(t, serviceNow(undefined, [200, { access_token: 'x', token_type: 'Bearer' }]))
    for (let round = 0; round < 2; round++) t.match(await execute(), { status: 'ok' })
    t.equal(calls(seen).filter(call => call === 'POST /oauth_token.do').length, 4)
  })

  t.test('gets another token once the connector has changed', async t => {
    const { seen, client } = await live(t, serviceNow())
    const { url } = await httpStub(t, reply => { seen.push(reply); return serviceNow()(reply) })
    const config = { apiUrl: url, isOAuth: true, userIdentifierValue: 'u', clientId: 'c', jwtKeyId: 'k', usesTableApi: true }
    const { body: { id } } = await client.call('POST', '/api/actions/connector', { name: 'x', connector_type_id: '.servicenow', config, secrets })
    const execute = () => client.call('POST', `/api/actions/connector/${id}/_execute`, { params: { subAction: 'getChoices', subActionParams: { fields: ['urgency'] } } })
    await execute()
    await client.call('PUT', `/api/actions/connector/${id}`, { name: 'x', config: { ...config, clientId: 'd' }, secrets })
    await execute()
    t.strictSame(seen.filter(isToken).map(({ body }) => (body as Record<string, string>).client_id), ['c', 'd'])
  })

  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const ed = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const encrypted = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }).toString()
  const noToken = 'Unable to generate JWT token. Error: Error: '
  const failures: [what: string, reply: (seen: Seen) => Reply, secrets: object, message: string][] = [
    ['an endpoint that refuses', serviceNow(undefined, [401, { error_description: 'access_denied', error: 'server_error' }]), {}, '{"error":"server_error","error_description":"access_denied"}'],
    ['an endpoint that answers 201', serviceNow(undefined, [201, { access_token: 'x' }]), {}, '{"access_token":"x"}'],
    ['an endpoint that sends a page', serviceNow(undefined, [500, '<html>']), {}, '"<html>"'],
    ['an endpoint that hangs up', serviceNow(undefined, 'hang up'), {}, 'socket hang up'],
    ['a key that is none', serviceNow(), { privateKey: 'k' }, `${noToken}secretOrPrivateKey must be an asymmetric key when using RS256`],
    ['a passphrase that is wrong', serviceNow(), { privateKey: encrypted, privateKeyPassword: 'x' }, `${noToken}secretOrPrivateKey is not valid key material`],
    ['a short key', serviceNow(), { privateKey: short }, `${noToken}secretOrPrivateKey has a minimum key size of 2048 bits for RS256`],
    ['a key of an elliptic curve', serviceNow(), { privateKey: ec }, `${noToken}"alg" parameter for "ec" key type must be one of: ES256, ES384, ES512.`],
    ['a key of another kind', serviceNow(), { privateKey: ed }, `${noToken}Unknown key type "ed25519".`],
  ]
  for (const [what, reply, more, message] of failures) {
    t.test(`reports Kibana's message for ${what}`, async t => {
      const { seen, execute, client } = await live(t, reply, more)
      t.match(await execute(), failed(message))
      t.strictSame(calls(seen).filter(call => !call.endsWith('/oauth_token.do')), [], 'nothing else was asked')
      const { status, body } = await client.call('POST', '/api/cases/a/connector/snow/_push', {})
      t.match({ status, body }, { status: 424, body: { message: failed(message).service_message } })
    })
  }

  t.test('takes a key with a passphrase', async t => {
    const { execute } = await live(t, serviceNow(), { privateKey: encrypted, privateKeyPassword: 'open sesame' })
    t.match(await execute(), { status: 'ok', data: { id: 's1' } })
  })

  t.test('meets planned failures of its calls, and needs no token when it is simulated', async t => {
    const { kibana, execute } = await live(t, serviceNow())
    kibana.failures.add({ failure: 'missing-field', times: 1 })
    t.match(await execute(), { status: 'error', service_message: /Data Policy Exception/ })
    kibana.clock.advance('1h')
    kibana.failures.add({ failure: 'bad-credentials', times: 1 })
    t.match(await execute(), failed('{"error":{"detail":"Required to provide Auth information","message":"User Not Authenticated"},"status":"failure"}'))
    const simulated = await testServer(t, {
      connectors: { snow: { name: 'Snow', actionTypeId: '.servicenow', config: { apiUrl: 'https://snow.example.com', isOAuth: true, userIdentifierValue: 'u', clientId: 'c', jwtKeyId: 'k', usesTableApi: true }, secrets: { clientSecret: 's', privateKey: 'k' } } },
      seed: { cases: [{ id: 'a', title: 'Phishing' }] },
    })
    const { status, body } = await new Client(simulated, '', '9.1.0').call('POST', '/api/cases/a/connector/snow/_push', {})
    t.match({ status, title: body.external_service?.external_title }, { status: 200, title: 'INC0010001' })
  })
})

// Source: Kibana's stack_connectors/server/connector_types/webhook/{schema,validations,get_axios_config}.ts, docs/reference/kibana/neighbours.md §9.3
t.test('a webhook with OAuth', async t => {
  const OAUTH = 'webhook-oauth2-client-credentials'
  const oauth = (url: string, more: object = {}) => ({ url: `${url}/hook`, authType: OAUTH, accessTokenUrl: `${url}/oauth_token.do`, clientId: 'c', ...more })
  const body = (config: object, secrets: object = { clientSecret: 's' }) => ({ name: 'x', connector_type_id: '.webhook', config, secrets })
  const URL = '/api/actions/connector'
  const example = oauth('https://hook.example.com')

  const problem = 'error validating action type config: error validation webhook action config: '
  const sets = 'error validating action type secrets: must specify one of the following schemas: user and password; crt and key (with optional password); '
  const refused: [version: string, config: object, secrets: object | undefined, message: string | RegExp | number][] = [
    ['9.1.9', example, undefined, /^error validating action type config: \[authType\]: types that failed validation:/],
    ['9.1.9', { ...example, authType: null }, undefined, 'error validating action type config: [accessTokenUrl]: definition for this key is missing'],
    ['9.1.9', { url: 'https://x.example.com' }, { clientSecret: 's' }, 'error validating action type secrets: [clientSecret]: definition for this key is missing'],
    ['9.1.9', { url: 'https://x.example.com' }, { user: 'u' }, `${sets}or pfx (with optional password)`],
    ['9.1.9', { url: 'https://x.example.com', hasAuth: false, authType: 'webhook-authentication-basic' }, {}, `${problem}authType must be null or undefined if hasAuth is false`],
    ['9.2.0', example, undefined, 200],
    ['9.2.0', { ...example, scope: 'a b', additionalFields: '{"audience":"x"}' }, undefined, 200],
    ['9.2.0', example, { user: 'u' }, `${sets}pfx (with optional password); or OAuth2 client secret`],
    ['9.2.0', example, { user: 'u', password: 'p', clientSecret: 's' }, `${sets}pfx (with optional password); or OAuth2 client secret`],
    ['9.2.0', { ...example, hasAuth: false }, undefined, `${problem}authType must be null or undefined if hasAuth is false`],
    ['9.2.0', { ...example, accessTokenUrl: undefined }, undefined, `${problem}missing Access Token URL (accessTokenUrl) fields`],
    ['9.2.0', { ...example, accessTokenUrl: undefined, clientId: undefined }, undefined, `${problem}missing Access Token URL (accessTokenUrl), Client ID (clientId) fields`],
    ['9.2.0', { ...example, accessTokenUrl: 'x' }, undefined, `${problem}unable to parse url: TypeError: Invalid URL`],
    ...['[1]', '{}', '1', 'null', '{'].map((additionalFields): [string, object, undefined, string] =>
      ['9.2.0', { ...example, additionalFields }, undefined, `${problem}additionalFields must be a non-empty JSON object.`]),
  ]
  for (const [version, config, secrets, message] of refused) {
    t.test(`in ${version}: ${JSON.stringify(config)} ${JSON.stringify(secrets ?? {})}`, async t => {
      const said = await new Client(await testServer(t, { kibanaVersion: version }), '', version).said('POST', URL, body(config, secrets))
      if (message instanceof RegExp) t.match(said, message)
      else t.equal(said, message)
    })
  }

  async function execute (t: Test, reply: (seen: Seen) => Reply, more: object = {}, secrets?: object, kibanaVersion = '9.2.0') {
    const { url, seen } = await httpStub(t, reply)
    const client = new Client(await testServer(t, { kibanaVersion, externalServices: { '.webhook': 'live' } }), '', kibanaVersion)
    const { body: { id } } = await client.call('POST', URL, body(oauth(url, more), secrets))
    return { seen, answer: (await client.call('POST', `${URL}/${id}/_execute`, { params: { body: '{"a":1}' } })).body }
  }

  t.test('gets a token for its client', async t => {
    const { seen, answer } = await execute(t, serviceNow(() => [200]), { scope: 'a b', additionalFields: '{"audience":"x","n":1}', headers: { 'content-type': 'application/json' } })
    t.match(answer, { status: 'ok', data: '{"a":1}' })
    t.strictSame(seen[0]!.body, { audience: 'x', client_id: 'c', client_secret: 's', grant_type: 'client_credentials', n: '1', scope: 'a b' })
    t.match(seen[1], { path: '/hook', body: { a: 1 }, headers: { authorization: 'Bearer t1' } })
  })

  for (const method of ['get', 'delete']) {
    t.test(`sends no body with ${method}`, async t => {
      const { seen, answer } = await execute(t, serviceNow(() => [200]), { method }, undefined, '9.3.0')
      t.match(answer, { status: 'ok', data: '{"a":1}' })
      t.match(seen[1], { method: method.toUpperCase(), body: undefined })
    })
  }

  t.test('says that it got none', async t => {
    const start = 'Unable to retrieve/refresh the access token: '
    for (const [reply, message] of [[[401, { error: 'invalid_client' }], `${start}{"error":"invalid_client"}`], ['hang up', `${start}socket hang up`]] as [Reply, string][]) {
      t.match((await execute(t, serviceNow(undefined, reply))).answer, { status: 'error', service_message: message })
    }
    t.match((await execute(t, serviceNow(), {}, {})).answer, { status: 'error', service_message: 'Unable to retrieve new access token' })
  })
})

// Source: docs/reference/kibana/versions.md §9
t.test('a cases webhook from 9.2 on', async t => {
  const OAUTH = { authType: 'webhook-oauth2-client-credentials', clientId: 'c' }
  const { config, actionTypeId } = CONNECTORS['cases-webhook']!
  const body = (change: object, secrets: object) => ({ name: 'x', connector_type_id: actionTypeId, config: { ...config, ...change }, secrets })
  const withToken = { ...OAUTH, accessTokenUrl: 'https://tickets.example.com/oauth_token.do' }
  const problem = 'error validating action type config: error configuring cases webhook action: '
  const rows: [version: string, config: object, secrets: object, said: string | number | RegExp][] = [
    ['9.1.9', withToken, { clientSecret: 's' }, /\[authType\]: types that failed validation:/],
    ['9.1.9', {}, { secretHeaders: { a: 'b' } }, 'error validating action type secrets: [secretHeaders]: definition for this key is missing'],
    ['9.2.0', withToken, { clientSecret: 's', secretHeaders: { a: 'b' } }, 200],
    ['9.2.0', { hasAuth: false }, { secretHeaders: { a: 'b' } }, 200],
    ['9.2.0', OAUTH, { clientSecret: 's' }, `${problem}missing Access Token URL (accessTokenUrl) fields`],
  ]
  for (const [version, change, secrets, message] of rows) {
    t.test(`in ${version}: ${JSON.stringify(change)} ${JSON.stringify(secrets)}`, async t => {
      const said = await new Client(await testServer(t, { kibanaVersion: version }), '', version).said('POST', '/api/actions/connector', body(change, secrets))
      if (message instanceof RegExp) t.match(said, message)
      else t.equal(said, message)
    })
  }

  t.test('sends a token for its client, and its secret headers before the others', async t => {
    const { url, seen } = await httpStub(t, serviceNow(() => [200, { ticket: { id: 1 }, key: 'K-1' }]))
    const here = JSON.parse(JSON.stringify(config).replaceAll('https://tickets.example.com', url))
    const kibana = await testServer(t, { kibanaVersion: '9.2.0', externalServices: { [actionTypeId]: 'live' }, license: 'trial' })
    const client = new Client(kibana, '', '9.2.0')
    const sent = body({ ...here, ...OAUTH, accessTokenUrl: `${url}/oauth_token.do`, headers: { 'x-a': 'open', 'x-b': 'open' } }, { clientSecret: 's', secretHeaders: { 'x-b': 'hidden' } })
    const made = await client.call('POST', '/api/actions/connector', sent)
    t.notMatch(JSON.stringify(made.body), /hidden/, 'no answer has a secret')
    const params = { subAction: 'pushToService', subActionParams: { incident: { title: 'x', externalId: null }, comments: [] } }
    t.match((await client.call('POST', `/api/actions/connector/${made.body.id}/_execute`, { params })).body, { status: 'ok', data: { id: '1', title: 'K-1' } })
    t.match(seen[0]!.body, { client_id: 'c', client_secret: 's', grant_type: 'client_credentials' })
    for (const { headers } of seen.slice(1)) t.match(headers, { authorization: 'Bearer t1', 'x-a': 'open', 'x-b': 'hidden' })
    t.equal(seen.length, 3)
    t.notMatch(JSON.stringify(kibana.incidents.all()), /hidden/, 'nor is one kept')
  })
})
