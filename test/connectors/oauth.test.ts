import { createVerify, generateKeyPairSync } from 'node:crypto'
import t, { type Test } from 'tap'
import { testServer } from '../helpers/app.js'
import { httpStub, type Reply, type Seen } from '../helpers/http-stub.js'
import { Client } from '../versions/table.js'
import { isToken, privateKey, publicKey, record, secrets, serviceNow } from './oauth-app.js'

// Source: Kibana's actions/server/lib/{get_oauth_jwt_access_token,create_jwt_assertion,request_oauth_token}.ts, lib/servicenow/utils.ts

const NOW = '2025-06-01T10:00:00.000Z'

async function live (
  t: Test, reply: (seen: Seen) => Reply, more: object = {}, { type = '.servicenow', url }: { type?: string, url?: string } = {},
) {
  const { url: stubUrl, seen } = await httpStub(t, reply)
  const config = {
    apiUrl: `${url ?? stubUrl}/`,
    isOAuth: true,
    userIdentifierValue: 'ann@example.com',
    clientId: 'client',
    jwtKeyId: 'kid',
    usesTableApi: true,
  }
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
const calls = (seen: Seen[]) =>
  seen.splice(0).map(({ method, path, headers }) => `${method} ${path.split('?')[0]} ${headers.authorization ?? ''}`.trim())
const failed = (reason: string) => ({
  status: 'error',
  message: 'an error occurred while running the action',
  service_message: `[Action][ServiceNow]: Unable to create incident. Error: ${reason} Reason: unknown: errorResponse was null`,
})

t.test('ServiceNow with OAuth, live', async t => {
  for (const type of ['.servicenow', '.servicenow-sir']) {
    t.test(`${type} requests a token with a signed assertion, and sends the token with each call`, async t => {
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
      t.strictSame(decoded, [
        { alg: 'RS256', typ: 'JWT', kid: 'kid' }, { sub: 'ann@example.com', aud: 'client', iss: 'client', iat, exp: iat + 3600 },
      ])
      t.ok(createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url'))
      const table = type === '.servicenow' ? 'incident' : 'sn_si_incident'
      t.strictSame(calls(seen), [
        'POST /oauth_token.do', `POST /api/now/v2/table/${table} Bearer t1`, `GET /api/now/v2/table/${table}/s1 Bearer t1`,
      ])
      const [incident] = kibana.incidents.all()
      t.match(incident!.calls[0]!.requests.map(({ method, status }) => [method, status]), [['POST', 200], ['POST', 200], ['GET', 200]])
      const text = JSON.stringify(incident)
      t.strictSame([assertion!, 's&cret', 't1"'].filter(secret => text.includes(secret)), [], 'no secret is kept')
    })
  }

  t.test('keeps the token until it expires by the clock of the server', async t => {
    const { kibana, seen, execute } = await live(t, serviceNow())
    const TOKEN = 'POST /oauth_token.do'
    const write = (token: string) =>
      [`POST /api/now/v2/table/incident Bearer ${token}`, `GET /api/now/v2/table/incident/s1 Bearer ${token}`]
    for (const [
      by, expected,
    ] of [['0s', [TOKEN, ...write('t1')]], ['29m', write('t1')], ['59s', write('t1')], ['1s', [TOKEN, ...write('t2')]]] as const) {
      kibana.clock.advance(by)
      t.match(await execute(), { status: 'ok' })
      t.strictSame(calls(seen), expected, `after ${by}`)
    }
    kibana.reset()
    await execute()
    t.strictSame(calls(seen), [TOKEN, ...write('t3')], 'a reset discards the token')
  })

  for (const [status, isForgotten] of [[400, true], [401, true], [403, true], [404, true], [500, false]] as const) {
    t.test(`${isForgotten ? 'forgets' : 'keeps'} the token after a ${status}`, async t => {
      let refuses = true
      const {
        seen, execute,
      } = await live(t, serviceNow(() => refuses ? [status, { error: { message: 'No', detail: 'why' } }] : [200, { result: record }]))
      t.match(await execute(), {
        status: 'error',
        service_message: `[Action][ServiceNow]: Unable to create incident. Error: Request failed with status code ${status} Reason: ` +
          'No: why',
      })
      refuses = false
      calls(seen)
      t.match(await execute(), { status: 'ok' })
      t.equal(calls(seen).includes('POST /oauth_token.do'), isForgotten)
    })
  }

  t.test('requests a token for each call if the response does not give its lifetime', async t => {
    const { seen, execute } = await live(t, serviceNow(undefined, [200, { access_token: 'x', token_type: 'Bearer' }]))
    for (let round = 0; round < 2; round++) t.match(await execute(), { status: 'ok' })
    t.equal(calls(seen).filter(call => call === 'POST /oauth_token.do').length, 4)
  })

  t.test('requests a new token once the connector has changed', async t => {
    const { seen, client } = await live(t, serviceNow())
    const { url } = await httpStub(t, reply => { seen.push(reply); return serviceNow()(reply) })
    const config = { apiUrl: url, isOAuth: true, userIdentifierValue: 'u', clientId: 'c', jwtKeyId: 'k', usesTableApi: true }
    const {
      body: { id },
    } = await client.call('POST', '/api/actions/connector', { name: 'x', connector_type_id: '.servicenow', config, secrets })
    const execute = () => client.call('POST', `/api/actions/connector/${id}/_execute`, {
      params: { subAction: 'getChoices', subActionParams: { fields: ['urgency'] } },
    })
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
    ['an endpoint that refuses',
      serviceNow(undefined, [401, { error_description: 'access_denied', error: 'server_error' }]), {},
      '{"error":"server_error","error_description":"access_denied"}'],
    ['an endpoint that answers 201', serviceNow(undefined, [201, { access_token: 'x' }]), {}, '{"access_token":"x"}'],
    ['an endpoint that sends a page', serviceNow(undefined, [500, '<html>']), {}, '"<html>"'],
    ['an endpoint that hangs up', serviceNow(undefined, 'hang up'), {}, 'socket hang up'],
    ['an unreadable key', serviceNow(), { privateKey: 'k' }, `${noToken}secretOrPrivateKey must be an asymmetric key when using RS256`],
    ['a wrong passphrase',
      serviceNow(), { privateKey: encrypted, privateKeyPassword: 'x' }, `${noToken}secretOrPrivateKey is not valid key material`],
    ['a short key', serviceNow(), { privateKey: short }, `${noToken}secretOrPrivateKey has a minimum key size of 2048 bits for RS256`],
    ['an elliptic-curve key',
      serviceNow(), { privateKey: ec }, `${noToken}"alg" parameter for "ec" key type must be one of: ES256, ES384, ES512.`],
    ['a key of another kind', serviceNow(), { privateKey: ed }, `${noToken}Unknown key type "ed25519".`],
  ]
  for (const [what, reply, more, message] of failures) {
    t.test(`reports Kibana's message for ${what}`, async t => {
      const { seen, execute, client } = await live(t, reply, more)
      t.match(await execute(), failed(message))
      t.strictSame(calls(seen).filter(call => !call.endsWith('/oauth_token.do')), [], 'no other call was made')
      const { status, body } = await client.call('POST', '/api/cases/a/connector/snow/_push', {})
      t.match({ status, body }, { status: 424, body: { message: failed(message).service_message } })
    })
  }

  t.test('accepts a key with a passphrase', async t => {
    const { execute } = await live(t, serviceNow(), { privateKey: encrypted, privateKeyPassword: 'open sesame' })
    t.match(await execute(), { status: 'ok', data: { id: 's1' } })
  })

  t.test('is subject to planned failures, and needs no token when simulated', async t => {
    const { kibana, execute } = await live(t, serviceNow())
    kibana.failures.add({ failure: 'missing-field', times: 1 })
    t.match(await execute(), { status: 'error', service_message: /Data Policy Exception/ })
    kibana.clock.advance('1h')
    kibana.failures.add({ failure: 'bad-credentials', times: 1 })
    t.match(await execute(), failed(
      '{"error":{"detail":"Required to provide Auth information","message":"User Not Authenticated"},"status":"failure"}',
    ))
    const simulated = await testServer(t, {
      connectors: {
        snow: {
          name: 'Snow',
          actionTypeId: '.servicenow',
          config: {
            apiUrl: 'https://snow.example.com', isOAuth: true, userIdentifierValue: 'u', clientId: 'c', jwtKeyId: 'k', usesTableApi: true,
          },
          secrets: { clientSecret: 's', privateKey: 'k' },
        },
      },
      seed: { cases: [{ id: 'a', title: 'Phishing' }] },
    })
    const { status, body } = await new Client(simulated, '', '9.1.0').call('POST', '/api/cases/a/connector/snow/_push', {})
    t.match({ status, title: body.external_service?.external_title }, { status: 200, title: 'INC0010001' })
  })
})
