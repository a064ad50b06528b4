import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, newCase } from '../helpers/cases.js'
import { exchange, type Headers, json, post, xsrf } from './exchange.js'

// In the order of the sections of docs/reference/kibana/http.md
t.test('the order of checks', async t => {
  const kibana = await testServer(t)
  // Each request fails all the later checks too
  const table: [string, string, string, Headers, string | undefined, number, string][] = [
    ['the path cannot be decoded', 'GET', '/api/cases/%E0%A4', {}, undefined, 400, 'Bad Request'],
    ['no such route, before the xsrf check', 'POST', '/api/nothing', {}, '{', 404, 'Not Found'],
    ['no such method', 'PUT', '/api/cases', json, '{', 404, 'Not Found'],
    ['bad JSON, before the xsrf check', 'POST', '/api/cases', json, '{', 400, 'Invalid request payload JSON format'],
    ['no kbn-xsrf, before the body is checked', 'POST', '/api/cases', json, '[]', 400, 'Request must contain a kbn-xsrf header.'],
    ['the route schema, before the space',
      'POST', '/s/nope/api/cases', { ...xsrf, ...json }, '1', 400,
      '[request body]: types that failed validation:\n- [request body.0]: expected a plain object value, but found [number] ' +
        'instead.\n- [request body.1]: expected value to equal [null]'],
    ['the space, before Cases decodes',
      'POST', '/s/nope/api/cases', { ...xsrf, ...json }, '{}', 404, 'Saved object [space/nope] not found'],
    ['the space on reads', 'GET', '/s/nope/api/cases/x', {}, undefined, 404, 'Saved object [space/nope] not found'],
  ]
  for (const [title, method, url, headers, payload, statusCode, message] of table) {
    const response = await kibana.app.inject({ method: method as 'GET', url, headers, ...(payload && { payload }) })
    t.strictSame(response.json(), errorBody(statusCode, message), title)
    t.equal(response.statusCode, statusCode, title)
  }
})

t.test('routing', async t => {
  const kibana = await testServer(t)
  const { id } = await createCase(kibana)

  t.test('cuts off the space prefix', async t => {
    t.equal((await call(kibana, 'GET', `/s/default/api/cases/${id}`)).status, 200)
    t.equal((await call(kibana, 'GET', `/s/ABC/api/cases/${id}`)).body.message, 'Not Found')
  })

  t.test('redirects a GET with a trailing slash to the path without it', async t => {
    for (const [url, location] of [
      ['/api/cases/', '/api%2Fcases'],
      ['/api/cases/?a=b&c', '/api%2Fcases?a=b&c'],
      ['/nothing/at/all/', '/nothing%2Fat%2Fall'],
      ['/with%20space/', '/with%20space'],
      ['/s/soc/api/cases/', '/s/soc/api%2Fcases'],
    ] as const) {
      const response = await kibana.app.inject(url)
      t.equal(response.statusCode, 302)
      t.equal(response.headers.location, location)
    }
    const withBase = await testServer(t, { basePath: '/kbn' })
    t.equal((await withBase.app.inject('/kbn/s/soc/api/cases/?a=b')).headers.location, '/kbn/s/soc/api%2Fcases?a=b')
    for (const url of ['//', '//example.org/']) t.equal((await kibana.app.inject(url)).statusCode, 404, `not ${url}`)
    t.equal((await call(kibana, 'POST', '/api/cases/', {})).status, 404, 'but only a GET')
    t.equal((await call(kibana, 'GET', `/api/cases/${id}?x=/`)).status, 200, 'a slash in the query is none')
  })

  t.test('responds to HEAD like GET without a body, and to OPTIONS with 404', async t => {
    const head = await kibana.app.inject({ method: 'HEAD', url: `/api/cases/${id}` })
    t.equal(head.statusCode, 200)
    t.equal(head.body, '')
    t.equal((await kibana.app.inject({ method: 'OPTIONS', url: '/api/cases' })).statusCode, 404)
  })

  t.test('is case-sensitive, and decodes parameters', async t => {
    t.equal((await call(kibana, 'GET', `/API/cases/${id}`)).body.message, 'Not Found')
    t.equal((await call(kibana, 'GET', '/api/cases/a%2Fb')).body.message, 'Saved object [cases/a/b] not found')
    const long = 'x'.repeat(5000)
    t.equal((await call(kibana, 'GET', `/api/cases/${long}`)).body.message, `Saved object [cases/${long}] not found`)
    t.equal((await call(kibana, 'GET', '/api/cases/__proto__')).body.message, 'Saved object [cases/__proto__] not found')
  })

  t.test('accepts requests with and without the base path', async t => {
    const kibana = await testServer(t, { basePath: '/kbn' })
    const { id } = await createCase(kibana)
    for (const url of [
      `/kbn/api/cases/${id}`, `/api/cases/${id}`, `/kbn/s/default/api/cases/${id}`,
    ]) t.equal((await call(kibana, 'GET', url)).status, 200, url)
    t.equal((await call(kibana, 'GET', `/kbnx/api/cases/${id}`)).status, 404)
    t.equal((await call(kibana, 'GET', '/kbn')).status, 404)
    t.match(kibana.url, /\/kbn$/)
  })
})

t.test('kbn-xsrf and kbn-version', async t => {
  const kibana = await testServer(t)
  const table: [string, Headers, number][] = [
    ['an empty kbn-xsrf', { 'kbn-xsrf': '' }, 200],
    ['kbn-version alone', { 'kbn-version': '9.1.0' }, 200],
    ['an empty kbn-version', { 'kbn-version': '' }, 200],
    ['neither', {}, 400],
    ['another kbn-version', { 'kbn-version': '8.0.0' }, 400],
  ]
  for (const [title, headers, statusCode] of table) {
    t.equal((await post(kibana, JSON.stringify(newCase), { ...json, ...headers })).statusCode, statusCode, title)
  }
  const response = await kibana.app.inject({ url: '/api/cases/x', headers: { 'kbn-version': '8.0.0' } })
  t.strictSame(response.json(), {
    ...errorBody(400, 'Browser client is out of date, please refresh the page ("kbn-version" header was "8.0.0" but should be "9.1.0")'),
    attributes: { expected: '9.1.0', got: '8.0.0' },
  })
})

t.test('response headers', async t => {
  const kibana = await testServer(t)
  const { id } = await createCase(kibana)

  t.test('are on every response', async t => {
    for (const [
      method, url,
    ] of [['GET', `/api/cases/${id}`], ['GET', '/nothing'], ['POST', '/nothing'], ['POST', '/api/cases'], ['GET', '/%']] as const) {
      const { headers } = await kibana.app.inject({ method, url })
      t.match(headers, {
        'kbn-name': /./,
        'kbn-license-sig': /^[0-9a-f]{64}$/,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': 'camera=(), display-capture=(), fullscreen=(self), geolocation=(), microphone=(), web-share=()',
        'cross-origin-opener-policy': 'same-origin',
        'content-security-policy': /^script-src 'report-sample' 'self'; worker-src 'report-sample' 'self' blob:; style-src 'report-sample' 'self' 'unsafe-inline'/,
        'cache-control': 'private, no-cache, no-store, must-revalidate',
        'content-type': 'application/json; charset=utf-8',
      }, `${method} ${url}`)
      for (const header of ['x-frame-options', 'content-security-policy-report-only']) t.notOk(header in headers, header)
    }
  })

  t.test('include the API version only if the route itself responds', async t => {
    const version = async (headers: Headers, payload: string, url = '/api/cases') =>
      (await post(kibana, payload, headers, url)).headers['elastic-api-version']
    t.equal(await version({ ...xsrf, ...json }, JSON.stringify(newCase)), '2023-10-31')
    t.equal(await version({ ...xsrf, ...json }, '{}'), '2023-10-31', 'a decoder 400')
    t.equal(await version({ ...xsrf, ...json }, '[]'), '2023-10-31', 'a route schema 400')
    t.equal(
      await version({ ...xsrf, ...json, 'elastic-api-version': 'abc' }, JSON.stringify(newCase)),
      '2023-10-31',
      'whatever version was asked for',
    )
    t.equal(await version(json, '{}'), undefined, 'no kbn-xsrf')
    t.equal(await version({ ...xsrf, ...json }, '{'), undefined, 'bad JSON')
    t.equal(await version({ ...xsrf, ...json }, '{}', '/nothing'), undefined, 'no route')
  })

  t.test('announce compression of responses of at least 1024 bytes to clients that accept gzip', async t => {
    const { id } = await createCase(kibana, { description: 'x'.repeat(2000) })
    const plain = await kibana.app.inject(`/api/cases/${id}`)
    t.match(plain.headers, { vary: 'accept-encoding', 'accept-ranges': 'bytes' })
    t.notOk('content-encoding' in plain.headers)
    for (const accepted of ['gzip', 'deflate, gzip;q=0.5', 'br,x-gzip']) {
      const packed = await kibana.app.inject({ url: `/api/cases/${id}`, headers: { 'accept-encoding': accepted } })
      t.match(packed.headers, {
        'content-encoding': 'gzip', vary: 'accept-encoding', 'content-length': String(packed.rawPayload.length),
      }, accepted)
      t.notOk('accept-ranges' in packed.headers)
      t.strictSame(JSON.parse(gunzipSync(packed.rawPayload).toString()), plain.json())
    }
    const refused = await kibana.app.inject({ url: `/api/cases/${id}`, headers: { 'accept-encoding': 'gzip;q=0, br' } })
    t.notOk('content-encoding' in refused.headers)
    const small = await kibana.app.inject({ url: '/api/cases/x', headers: { 'accept-encoding': 'gzip' } })
    t.notOk('vary' in small.headers)
    const { body } = await kibana.app.inject(`/api/cases/${(await createCase(kibana, { description: 'x' })).id}`)
    for (const [bytes, encoding] of [[1023, undefined], [1024, 'gzip']] as const) {
      const { id } = await createCase(kibana, { description: 'x'.repeat(bytes - body.length + 1) })
      const { headers } = await kibana.app.inject({ url: `/api/cases/${id}`, headers: { 'accept-encoding': 'gzip' } })
      t.equal(headers['content-encoding'], encoding, `${bytes} bytes`)
    }
  })
})

t.test('responses on the wire', async t => {
  const kibana = await testServer(t)

  t.test('are sent whole and in order for requests that arrive in one packet', async t => {
    await createCase(kibana)
    const body = JSON.stringify({ ...newCase, title: 'Über uns 🚀' })
    const head = (line: string, more = '') => `${line} HTTP/1.1\r\nhost: localhost\r\nkbn-xsrf: true\r\n${more}\r\n`
    const received = await exchange(kibana, [
      head('POST /api/cases', `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`) + body,
      head('HEAD /api/cases/tags'),
      head('GET /api/cases/nope'),
      head('GET /api/cases/tags', 'connection: close\r\n'),
    ].join(''))
    // The next response follows a body directly, so a wrong content length would break every later one
    const answers = received.split(/HTTP\/1\.1 (?=\d{3} )/).slice(1).map(answer => answer.split('\r\n\r\n'))
    const [[headers, created = ''] = [], ...others] = answers
    t.equal(JSON.parse(created).title, 'Über uns 🚀')
    t.match(headers, `content-length: ${Buffer.byteLength(created)}`)
    t.match(others, [[/^200 /, ''], [/^404 /, '{"statusCode":404,"error":"Not Found","message":"Saved object [cases/nope] not found"}'], [
      /^200 /, '["defacement"]',
    ]])
    t.equal(others.length, 3)
  })

  t.test('are sent whole, however large they are', async t => {
    const description = 'ä'.repeat(30_000)
    for (let number = 0; number < 100; number++) await createCase(kibana, { description })
    const response = await fetch(`${kibana.url}/api/cases/_find?perPage=100`, { headers: { 'accept-encoding': 'identity' } })
    const text = await response.text()
    t.ok(Buffer.byteLength(text) > 5_000_000)
    t.equal(JSON.parse(text).cases.length, 100)
  })
})

t.test('a bug of ours is a 500 with Kibana\'s message, without the API version', async t => {
  let broken = false
  const kibana = await testServer(t, { clock: { now: () => broken ? new Date(NaN) : new Date(0) } })
  broken = true
  const { status, body, headers } = await call(kibana, 'POST', '/api/cases', newCase)
  t.equal(status, 500)
  t.strictSame(body, {
    statusCode: 500, error: 'Internal Server Error', message: 'An internal server error occurred. Check Kibana server logs for details.',
  })
  t.notOk('elastic-api-version' in headers)
})
