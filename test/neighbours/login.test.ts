import t from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { elasticsearchText } from '../helpers/security.js'
import { form, type Headers, login, SECURITY, send, sid } from './sessions.js'

t.test('POST /internal/security/login', async t => {
  t.test('returns a session cookie, which replaces the header on every route', async t => {
    const kibana = await testServer(t, SECURITY)
    const { status, body, headers } = await login(kibana)
    t.strictSame([status, body], [200, { location: '/' }])
    t.match(headers['set-cookie'], /^sid=Fe26\.2\*\*[\w-]+; HttpOnly; Path=\/$/)
    const cookie = `other=1; ${sid(headers)}`
    const made = await send(kibana, 'POST', '/api/cases', { cookie }, newCase)
    t.match(made.body.created_by, { username: 'ann', full_name: 'Ann Lee', email: 'ann@example.com' })
    t.equal((await send(kibana, 'GET', '/s/default/api/cases/_find', { cookie })).status, 200)
  })

  const locations = [
    ['/login', '/'],
    ['/login?next=%2Fapp%2Fcases', '/app/cases'],
    ['/login?next=%2Fapp%2Fcases&next=%2Fother#/x?y=1', '/app/cases#/x?y=1'],
    ['/login?next=', '/'],
    ['/login?next=http%3A%2F%2Fevil.example', '/'],
    ['/login?next=%2F%2Fevil.example', '/'],
    ['/login?next=%2F%5Cevil.example', '/'],
    ['/login?next=%2F%09%2Fevil.example', '/'],
    ['/login?next=%2F%2F%2Fevil.example', '/'],
    ['/login?next=javascript%3Aalert(1)', '/'],
    ['/login?next=http%3Aevil.example', '/'],
    ['/login?next=http%3A%2F%2F%5B', '/'],
    ['/login?next=%20', '/'],
  ] as const
  for (const [currentURL, location] of locations) {
    t.test(`redirects from ${currentURL} to ${location}`, async t => {
      const kibana = await testServer(t, SECURITY)
      t.strictSame((await login(kibana, { ...form(), currentURL })).body, { location })
    })
  }

  t.test('respects the base path, also in the cookie', async t => {
    const kibana = await testServer(t, { ...SECURITY, basePath: '/kibana' })
    const {
      body, headers,
    } = await login(kibana, { ...form(), currentURL: '/kibana/login?next=%2Fother' }, '/kibana/internal/security/login')
    t.strictSame(body, { location: '/kibana/' })
    t.match(headers['set-cookie'], /; HttpOnly; Path=\/kibana$/)
  })

  const reason = 'unable to authenticate user [ann] for REST request [/_security/_authenticate]'
  const { providerType, ...withoutType } = form()
  const refusals: [what: string, body: object, answer: object][] = [
    ['a wrong password', form('ann', 'x'), errorBody(401, elasticsearchText('security_exception', reason))],
    ['an unknown provider', { ...form(), providerName: 'other' }, errorBody(401, 'Unauthorized')],
    ['a provider that is not configured', { ...form(), providerType: 'token' }, errorBody(401, 'Unauthorized')],
    ['another type of provider', { providerType: 'saml', providerName: 'saml1', currentURL: '/' }, errorBody(401, 'Unauthorized')],
    ['a form for another type',
      { ...form(), providerType: 'saml' }, errorBody(400, "[request body.params]: a value wasn't expected to be present")],
    ['an empty body', {}, errorBody(400, '[request body.providerType]: expected value of type [string] but got [undefined]')],
    ['a missing type', withoutType, errorBody(400, '[request body.providerType]: expected value of type [string] but got [undefined]')],
    ['a missing name',
      { providerType: 'basic' }, errorBody(400, '[request body.providerName]: expected value of type [string] but got [undefined]')],
    ['a missing form', { ...form(), params: undefined },
      errorBody(400, '[request body.params.username]: expected value of type [string] but got [undefined]')],
    ['an empty user name',
      form(''), errorBody(400, '[request body.params.username]: value has length [0] but it must have a minimum length of [1].')],
    ['an empty password',
      form('ann', ''), errorBody(400, '[request body.params.password]: value has length [0] but it must have a minimum length of [1].')],
    ['an unknown key', { ...form(), UnknownArg: 1 }, errorBody(400, '[request body.UnknownArg]: definition for this key is missing')],
  ]
  for (const [what, body, answer] of refusals) {
    t.test(`refuses ${what}, without a cookie`, async t => {
      const kibana = await testServer(t, SECURITY)
      const { body: got, headers } = await send(kibana, 'POST', '/internal/security/login', {}, body)
      t.strictSame(got, answer)
      t.equal(headers['set-cookie'], undefined)
    })
  }

  // Source: Kibana's PR 266186 (April 2026)
  t.test('limits the lengths of its values from 9.5 on', async t => {
    const long = 'a'.repeat(1025)
    const tooLong = (key: string, length = 1024) =>
      `[request body.${key}]: value has length [${length + 1}] but it must have a maximum length of [${length}].`
    const bodies: [body: object, message: string, before: number][] = [
      [form(long), tooLong('params.username'), 401],
      [form('ann', long), tooLong('params.password'), 401],
      [{ ...form(), providerName: long }, tooLong('providerName'), 401],
      [{ ...form(), params: undefined, providerType: long }, tooLong('providerType'), 401],
      [{ ...form(), currentURL: 'a'.repeat(8193) }, tooLong('currentURL', 8192), 200],
    ]
    const before = await testServer(t, { ...SECURITY, kibanaVersion: '9.4.9' })
    const from = await testServer(t, { ...SECURITY, kibanaVersion: '9.5.0' })
    for (const [body, message, status] of bodies) {
      t.strictSame((await send(from, 'POST', '/internal/security/login', {}, body)).body, errorBody(400, message))
      t.equal((await send(before, 'POST', '/internal/security/login', {}, body)).status, status, message)
    }
  })

  t.test('requires the headers of writes and, since 9.0, of internal requests', async t => {
    const kibana = await testServer(t, SECURITY)
    const login = (headers: Headers) => kibana.app.inject({ method: 'POST', url: '/internal/security/login', headers, payload: form() })
    t.equal((await login({})).json().message, 'Request must contain a kbn-xsrf header.')
    t.equal(
      (await login({ 'kbn-xsrf': 'x' })).json().message,
      'uri [/internal/security/login] with method [post] exists but is not available with the current configuration',
    )
    const old = await testServer(t, { ...SECURITY, kibanaVersion: '8.15.0' })
    t.equal((await old.app.inject({
      method: 'POST', url: '/internal/security/login', headers: { 'kbn-xsrf': 'x' }, payload: form(),
    })).statusCode, 200)
  })

  t.test('accepts any name and password with security off', async t => {
    const kibana = await testServer(t)
    const { status, headers } = await login(kibana, form('jane', 'x'))
    t.equal(status, 200)
    const { body } = await send(kibana, 'POST', '/api/cases', { cookie: sid(headers) }, newCase)
    t.equal(body.created_by.username, 'jane')
  })
})
