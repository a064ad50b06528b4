import { deflateSync, gzipSync } from 'node:zlib'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { errorBody, newCase } from '../helpers/cases.js'
import { exchange, type Headers, json, post, xsrf } from './exchange.js'

t.test('the payload', async t => {
  const kibana = await testServer(t, { maxPayloadBytes: 5000 })
  const body = JSON.stringify(newCase)
  const taken: [string, string | Buffer, Headers][] = [
    ['no content type', body, {}],
    ['an empty content type', body, { 'content-type': '' }],
    ['JSON', body, json],
    ['JSON with a charset', body, { 'content-type': 'application/json; charset=utf-8' }],
    ['the content type of the documentation', body, { 'content-type': 'application/json; Elastic-Api-Version=2023-10-31' }],
    ['a JSON suffix', body, { 'content-type': 'Application/vnd.api+JSON' }],
    ['text that holds an object', body, { 'content-type': 'text/plain' }],
    ['gzip', gzipSync(body), { ...json, 'content-encoding': 'gzip' }],
    ['deflate', deflateSync(body), { ...json, 'content-encoding': 'deflate' }],
  ]
  for (const [title, payload, headers] of taken) {
    t.equal((await post(kibana, payload, { ...xsrf, ...headers })).statusCode, 200, `takes ${title}`)
  }

  const missing = (path: string) => `Invalid value "undefined" supplied to "${path}"`
  const all = ['description', 'tags', 'title', 'connector', 'settings', 'owner']
  const notAnObject = (reason: string) =>
    `[request body]: types that failed validation:\n- [request body.0]: ${reason}\n- [request body.1]: expected value to equal [null]`
  const refused: [string, string | Buffer | undefined, Headers, number, string][] = [
    ['a declared length over the limit', 'x'.repeat(5001), json, 413, 'Payload content length greater than maximum allowed: 5000'],
    ['invalid JSON', '{"a":', json, 400, 'Invalid request payload JSON format'],
    // hapi does not strip a byte order mark before JSON.parse
    ['JSON behind a byte order mark', `\uFEFF${body}`, json, 400, 'Invalid request payload JSON format'],
    ['text behind a byte order mark',
      `\uFEFF${body}`, { 'content-type': 'text/plain' }, 400, notAnObject('could not parse object value from json input')],
    ['a __proto__ key', '{"__proto__":{"a":1}}', json, 400, 'Invalid request payload JSON format'],
    ['a content type that does not parse', body, { 'content-type': 'garbage' }, 400, 'Invalid content-type header'],
    ['text of a type that Fastify does not know',
      'hello', { 'content-type': 'text/p(lain' }, 400, notAnObject('could not parse object value from json input')],
    ['XML', '<a/>', { 'content-type': 'application/xml' }, 415, 'Unsupported Media Type'],
    ['XML without a body', undefined, { 'content-type': 'application/xml' }, 415, 'Unsupported Media Type'],
    ['multipart', body, { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'Unsupported Media Type'],
    ['multipart without a boundary',
      body, { 'content-type': 'multipart/mixed' }, 400, 'Invalid content-type header: multipart missing boundary'],
    ['a bad compressed body', 'no gzip', { ...json, 'content-encoding': 'gzip' }, 400, 'Invalid compressed payload'],
    ['a list', '[]', json, 400, notAnObject('expected a plain object value, but found [Array] instead.')],
    ['a boolean', 'true', json, 400, notAnObject('expected a plain object value, but found [boolean] instead.')],
    ['text', 'hello', { 'content-type': 'text/plain' }, 400, notAnObject('could not parse object value from json input')],
    // As `fetch` sends the body ''
    ['empty text',
      '', { 'content-type': 'text/plain;charset=UTF-8' }, 400, notAnObject('could not parse object value from json input')],
    ['bytes',
      body, { 'content-type': 'application/octet-stream' }, 400,
      notAnObject('expected a plain object value, but found [Uint8Array] instead.')],
    ['text that holds a list',
      '[]', { 'content-type': 'text/plain' }, 400, notAnObject('expected a plain object value, but found [Array] instead.')],
    ['text that holds null',
      'null', { 'content-type': 'text/plain' }, 400, notAnObject('expected a plain object value, but found [null] instead.')],
    ['an empty body as null', '', json, 400, all.map(missing).join(',')],
    ['no bytes as null', '', { 'content-type': 'application/octet-stream' }, 400, all.map(missing).join(',')],
    ['no body as null', undefined, {}, 400, all.map(missing).join(',')],
    ['a form, which is an object of texts',
      'title=x&tags=a&tags=b&settings=', { 'content-type': 'application/x-www-form-urlencoded' }, 400,
      [missing('description'), missing('connector'), 'Invalid value "" supplied to "settings"', missing('owner')].join(',')],
    ['constructor like any other key',
      JSON.stringify({ ...newCase, constructor: { prototype: 1 } }), json, 400, 'invalid keys "constructor,{"prototype":1}"'],
  ]
  for (const [title, payload, headers, statusCode, message] of refused) {
    const response = await post(kibana, payload, { ...xsrf, ...headers })
    t.strictSame(response.json(), errorBody(statusCode, message), title)
    t.equal(response.statusCode, statusCode, title)
  }

  // Source: @hapi/subtext 8, lib/index.js
  t.test('reads an empty form as an object, an empty text as a text, and other empty bodies as null', async t => {
    const patch = async (type: string) => (await kibana.app.inject({
      method: 'PATCH', url: '/api/cases', headers: { ...xsrf, 'content-type': type }, payload: '',
    })).json().message
    t.equal(await patch('application/x-www-form-urlencoded'), missing('cases'))
    t.equal(await patch('application/json'), 'Invalid value "null" supplied to "{| cases: LimitedArray |}"')
  })

  // Source: @hapi/content 6.0.0, lib/index.js: a type ends at a blank or a semicolon
  for (const type of ['application/json charset=utf-8', 'application/json;', 'APPLICATION/JSON', 'application/vnd.x+json;v=1', '']) {
    t.test(`reads the content type ${JSON.stringify(type)} as JSON, and logs it as it was sent`, async t => {
      t.equal((await post(kibana, body, { ...xsrf, 'content-type': type })).statusCode, 200)
      t.equal(kibana.requests.all().at(-1)!.headers['content-type'], type)
    })
  }

  t.test('logs bytes as text', async t => {
    kibana.requests.clear()
    await post(kibana, 'some bytes', { ...xsrf, 'content-type': 'application/octet-stream' })
    t.strictSame(kibana.requests.all().map(request => request.body), ['some bytes'])
  })

  t.test('ignores the body of a GET', async t => {
    const response = await kibana.app.inject({
      method: 'GET', url: '/api/cases/x', headers: { 'content-type': 'application/xml' }, payload: '<a/>',
    })
    t.equal(response.statusCode, 404)
  })

  // Kibana ignores these bodies, see the README
  t.test('reads the body of a route that takes none', async t => {
    const remove = async (payload: string) => (await kibana.app.inject({
      method: 'DELETE', url: '/api/actions/connector/x', headers: { ...xsrf, 'content-type': 'application/json' }, payload,
    })).json()
    t.strictSame(await remove('{'), errorBody(400, 'Invalid request payload JSON format'))
    t.strictSame(await remove('{"a":1}'), errorBody(404, 'Saved object [action/x] not found'))
  })

  t.test('cuts the connection without a response if a chunked body exceeds the limit', async t => {
    const chunk = 'x'.repeat(6000)
    const bytes =
      'POST /api/cases HTTP/1.1\r\nhost: x\r\nkbn-xsrf: 1\r\ncontent-type: application/json\r\ntransfer-encoding: ' +
        `chunked\r\n\r\n${chunk.length.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`
    t.equal(await exchange(kibana, bytes), '')
  })
})
