import t, { type Test } from 'tap'
import { testServer } from '../helpers/app.js'
import { httpStub, type Reply, type Seen } from '../helpers/http-stub.js'
import { Client } from '../versions/table.js'
import { serviceNow } from './oauth-app.js'
import { CONNECTORS } from '../helpers/push.js'

// Source: Kibana's stack_connectors/server/connector_types/webhook/{schema,validations,get_axios_config}.ts,
// docs/reference/kibana/neighbours.md §9.3
t.test('a webhook with OAuth', async t => {
  const OAUTH = 'webhook-oauth2-client-credentials'
  const oauth = (url: string, more: object = {}) => ({
    url: `${url}/hook`, authType: OAUTH, accessTokenUrl: `${url}/oauth_token.do`, clientId: 'c', ...more,
  })
  const body = (config: object, secrets: object = { clientSecret: 's' }) => ({ name: 'x', connector_type_id: '.webhook', config, secrets })
  const URL = '/api/actions/connector'
  const example = oauth('https://hook.example.com')

  const problem = 'error validating action type config: error validation webhook action config: '
  const sets =
    'error validating action type secrets: must specify one of the following schemas: user and password; crt and key (with optional ' +
      'password); '
  const refused: [version: string, config: object, secrets: object | undefined, message: string | RegExp | number][] = [
    ['9.1.9', example, undefined, /^error validating action type config: \[authType\]: types that failed validation:/],
    ['9.1.9',
      { ...example, authType: null }, undefined,
      'error validating action type config: [accessTokenUrl]: definition for this key is missing'],
    ['9.1.9',
      { url: 'https://x.example.com' }, { clientSecret: 's' },
      'error validating action type secrets: [clientSecret]: definition for this key is missing'],
    ['9.1.9', { url: 'https://x.example.com' }, { user: 'u' }, `${sets}or pfx (with optional password)`],
    ['9.1.9',
      { url: 'https://x.example.com', hasAuth: false, authType: 'webhook-authentication-basic' }, {},
      `${problem}authType must be null or undefined if hasAuth is false`],
    ['9.2.0', example, undefined, 200],
    ['9.2.0', { ...example, scope: 'a b', additionalFields: '{"audience":"x"}' }, undefined, 200],
    ['9.2.0', example, { user: 'u' }, `${sets}pfx (with optional password); or OAuth2 client secret`],
    ['9.2.0', example, { user: 'u', password: 'p', clientSecret: 's' }, `${sets}pfx (with optional password); or OAuth2 client secret`],
    ['9.2.0', { ...example, hasAuth: false }, undefined, `${problem}authType must be null or undefined if hasAuth is false`],
    ['9.2.0', { ...example, accessTokenUrl: undefined }, undefined, `${problem}missing Access Token URL (accessTokenUrl) fields`],
    ['9.2.0',
      { ...example, accessTokenUrl: undefined, clientId: undefined }, undefined,
      `${problem}missing Access Token URL (accessTokenUrl), Client ID (clientId) fields`],
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

  t.test('requests a token with the credentials of its client', async t => {
    const { seen, answer } = await execute(t, serviceNow(() => [200]), {
      scope: 'a b', additionalFields: '{"audience":"x","n":1}', headers: { 'content-type': 'application/json' },
    })
    t.match(answer, { status: 'ok', data: '{"a":1}' })
    t.strictSame(seen[0]!.body, {
      audience: 'x', client_id: 'c', client_secret: 's', grant_type: 'client_credentials', n: '1', scope: 'a b',
    })
    t.match(seen[1], { path: '/hook', body: { a: 1 }, headers: { authorization: 'Bearer t1' } })
  })

  for (const method of ['get', 'delete']) {
    t.test(`sends no body with ${method}`, async t => {
      const { seen, answer } = await execute(t, serviceNow(() => [200]), { method }, undefined, '9.3.0')
      t.match(answer, { status: 'ok', data: '{"a":1}' })
      t.match(seen[1], { method: method.toUpperCase(), body: undefined })
    })
  }

  t.test('reports that it got no token', async t => {
    const start = 'Unable to retrieve/refresh the access token: '
    for (const [reply, message] of [
      [[401, { error: 'invalid_client' }], `${start}{"error":"invalid_client"}`], ['hang up', `${start}socket hang up`],
    ] as [Reply, string][]) {
      t.match((await execute(t, serviceNow(undefined, reply))).answer, { status: 'error', service_message: message })
    }
    t.match((await execute(t, serviceNow(), {}, {})).answer, { status: 'error', service_message: 'Unable to retrieve new access token' })
  })
})

// Source: docs/reference/kibana/versions.md §9
t.test('a cases webhook from 9.2 on', async t => {
  const OAUTH = { authType: 'webhook-oauth2-client-credentials', clientId: 'c' }
  const { config, actionTypeId } = CONNECTORS['cases-webhook']!
  const body = (change: object, secrets: object) => ({
    name: 'x', connector_type_id: actionTypeId, config: { ...config, ...change }, secrets,
  })
  const withToken = { ...OAUTH, accessTokenUrl: 'https://tickets.example.com/oauth_token.do' }
  const problem = 'error validating action type config: error configuring cases webhook action: '
  const rows: [version: string, config: object, secrets: object, said: string | number | RegExp][] = [
    ['9.1.9', withToken, { clientSecret: 's' }, /\[authType\]: types that failed validation:/],
    ['9.1.9',
      {}, { secretHeaders: { a: 'b' } }, 'error validating action type secrets: [secretHeaders]: definition for this key is missing'],
    ['9.2.0', withToken, { clientSecret: 's', secretHeaders: { a: 'b' } }, 200],
    ['9.2.0', { hasAuth: false }, { secretHeaders: { a: 'b' } }, 200],
    ['9.2.0', OAUTH, { clientSecret: 's' }, `${problem}missing Access Token URL (accessTokenUrl) fields`],
  ]
  for (const [version, change, secrets, message] of rows) {
    t.test(`in ${version}: ${JSON.stringify(change)} ${JSON.stringify(secrets)}`, async t => {
      const said = await new Client(await testServer(t, { kibanaVersion: version }), '', version).said(
        'POST', '/api/actions/connector', body(change, secrets),
      )
      if (message instanceof RegExp) t.match(said, message)
      else t.equal(said, message)
    })
  }

  t.test('sends a token of its client, and prefers secret headers to plain ones', async t => {
    const { url, seen } = await httpStub(t, serviceNow(() => [200, { ticket: { id: 1 }, key: 'K-1' }]))
    const here = JSON.parse(JSON.stringify(config).replaceAll('https://tickets.example.com', url))
    const kibana = await testServer(t, { kibanaVersion: '9.2.0', externalServices: { [actionTypeId]: 'live' }, license: 'trial' })
    const client = new Client(kibana, '', '9.2.0')
    const sent = body({ ...here, ...OAUTH, accessTokenUrl: `${url}/oauth_token.do`, headers: { 'x-a': 'open', 'x-b': 'open' } }, {
      clientSecret: 's', secretHeaders: { 'x-b': 'hidden' },
    })
    const made = await client.call('POST', '/api/actions/connector', sent)
    t.notMatch(JSON.stringify(made.body), /hidden/, 'the answer contains no secret')
    const params = { subAction: 'pushToService', subActionParams: { incident: { title: 'x', externalId: null }, comments: [] } }
    t.match((await client.call('POST', `/api/actions/connector/${made.body.id}/_execute`, { params })).body, {
      status: 'ok', data: { id: '1', title: 'K-1' },
    })
    t.match(seen[0]!.body, { client_id: 'c', client_secret: 's', grant_type: 'client_credentials' })
    for (const { headers } of seen.slice(1)) t.match(headers, { authorization: 'Bearer t1', 'x-a': 'open', 'x-b': 'hidden' })
    t.equal(seen.length, 3)
    t.notMatch(JSON.stringify(kibana.incidents.all()), /hidden/, 'no secret is kept')
  })
})
