import { gzipSync } from 'node:zlib'
import t from 'tap'
import { ask, elasticsearchOf, failure } from '../helpers/elasticsearch.js'

// Source: Elasticsearch's rest/{RestController,RestRequest,RestCompatibleVersionHelper}.java (PR 80253)
t.test('requests that Elasticsearch refuses', async t => {
  const { app } = await elasticsearchOf(t)
  const media = (name: string, found: number, versions = '9 or 8') => {
    const cause = { type: 'media_type_header_exception', reason: 'Invalid media-type value on headers [Accept, Content-Type]' }
    const reason = `${name} version must be either version ${versions}, but found ${found}. ` +
      `${name}=application/vnd.elasticsearch+json;compatible-with=${found}`
    return { error: { root_cause: [cause], ...cause, caused_by: { type: 'status_exception', reason } }, status: 400 }
  }
  const vendor = (major: number) => `application/vnd.elasticsearch+json;compatible-with=${major}`
  const cases: [string, object | undefined, Record<string, string>, number, unknown][] = [
    ['GET /nope?a=1', undefined, {}, 400, { error: 'no handler found for uri [/nope?a=1] and method [GET]' }],
    ['GET /_cat/indices', undefined, {}, 400, { error: 'no handler found for uri [/_cat/indices] and method [GET]' }],
    ['GET /%', undefined, {}, 400, { error: 'no handler found for uri [/%] and method [GET]' }],
    ['DELETE /_license',
      undefined, {}, 405, { error: 'Incorrect HTTP method for uri [/_license] and method [DELETE], allowed: [GET]', status: 405 }],
    ['DELETE /a/_search/',
      undefined, {}, 405, { error: 'Incorrect HTTP method for uri [/a/_search/] and method [DELETE], allowed: [GET, POST]', status: 405 }],
    ['GET /_license?foo=1',
      undefined, {}, 400, failure(400, 'illegal_argument_exception', 'request [/_license] contains unrecognized parameter: [foo]')],
    ['GET /', undefined, { accept: vendor(10) }, 400, media('Accept', 10)],
    ['POST /_search', {}, { 'content-type': vendor(7) }, 400, media('Content-Type', 7)],
    ['POST /_search',
      {}, { 'content-type': 'text/plain' }, 406, { error: 'Content-Type header [text/plain] is not supported', status: 406 }],
    ['GET /_security/_authenticate', undefined, {}, 400, { error: 'no handler found for uri [/_security/_authenticate] and method [GET]' }],
  ]
  for (const [request, body, headers, status, expected] of cases) {
    t.test(`${request} ${JSON.stringify(headers)} is answered ${status}`, async t => {
      const answer = await ask(app, request, { body, headers })
      t.equal(answer.status, status)
      t.strictSame(answer.body, expected)
      t.equal(answer.headers['x-elastic-product'], 'Elasticsearch')
    })
  }
  t.test('media types are compatible with the version and the one before', async t => {
    for (const [kibanaVersion, accepted, refused, versions] of [['8.19.9', 7, 9, '8 or 7'], ['9.0.0', 9, 7, '9 or 8']] as const) {
      const { app } = await elasticsearchOf(t, { kibanaVersion })
      const answered = (major: number) => ask(app, 'GET /', { headers: { accept: vendor(major) } })
      t.equal((await answered(accepted)).status, 200, `${accepted} in ${kibanaVersion}`)
      t.equal((await answered(8)).status, 200, `8 in ${kibanaVersion}`)
      t.strictSame((await answered(refused)).body, media('Accept', refused, versions))
    }
  })
  t.test('a wrong method is answered with the allowed ones', async t => {
    t.equal((await ask(app, 'DELETE /a/_search')).headers.allow, 'GET,POST')
  })
  t.test('a body that is not JSON is refused', async t => {
    const answer = await app.inject({ method: 'POST', url: '/_search', headers: { 'content-type': 'application/json' }, payload: '{' })
    t.equal(answer.statusCode, 400)
    t.match(answer.json(), { error: { type: 'x_content_parse_exception', reason: /^\[1:1\] / }, status: 400 })
  })
  t.test('a bug of ours is a 500 in the same format', async t => {
    let isBroken = false
    const now = () => {
      if (isBroken) throw new Error('a broken clock')
      return new Date()
    }
    const { app } = await elasticsearchOf(t, { clock: { now } })
    isBroken = true
    const answer = await ask(app, 'GET /_license')
    isBroken = false
    t.strictSame(answer.body, {
      error: { root_cause: [{ type: 'exception', reason: 'a broken clock' }], type: 'exception', reason: 'a broken clock' }, status: 500,
    })
  })
  t.test('a body may be compressed', async t => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const answer = await app.inject({ method: 'POST', url: '/_count', headers, payload: gzipSync('{"query":{"match_none":{}}}') })
    t.equal(answer.json().count, 0)
    const broken = await app.inject({ method: 'POST', url: '/_count', headers, payload: 'no gzip' })
    t.match(broken.json(), { error: { type: 'x_content_parse_exception' }, status: 400 })
  })
  t.test('a body over the limit is refused', async t => {
    const { app } = await elasticsearchOf(t)
    const answer = await app.inject({
      method: 'POST', url: '/_search', headers: { 'content-type': 'application/json', 'content-length': String(2 ** 27) }, payload: '{}',
    })
    t.equal(answer.statusCode, 413)
  })
})
