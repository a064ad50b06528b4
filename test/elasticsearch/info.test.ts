import { gzipSync } from 'node:zlib'
import t from 'tap'
import { ask, elasticsearchOf, SECURITY } from '../helpers/elasticsearch.js'
import { basic } from '../helpers/security.js'
import { startServer } from '../../src/index.js'

t.test('the listener', async t => {
  t.test('is off by default', async t => {
    await using kibana = await startServer()
    t.equal(kibana.elasticsearch, undefined)
    t.equal((await kibana.ready()).elasticsearch, undefined)
  })

  t.test('has its own port, which health reports, and closes with the server', async t => {
    const kibana = await startServer({ elasticsearch: { port: 0 } })
    const { url, port } = kibana.elasticsearch!
    t.equal(url, `http://127.0.0.1:${port}`)
    t.not(port, kibana.port)
    t.equal((await kibana.ready()).elasticsearch, url)
    const answer = await fetch(url)
    t.equal(answer.headers.get('x-elastic-product'), 'Elasticsearch')
    t.equal(answer.headers.get('content-type'), 'application/json')
    await kibana.close()
    await t.rejects(fetch(url))
  })

  t.test('stops start-up if its port is in use', async t => {
    await using other = await startServer()
    await t.rejects(startServer({ elasticsearch: { port: other.port } }), { code: 'EADDRINUSE' })
  })

  t.test('listens on its own host', async t => {
    await using kibana = await startServer({ elasticsearch: { port: 0, host: '0.0.0.0' } })
    t.match(kibana.elasticsearch!.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  })
})

t.test('GET /', async t => {
  const versions: [string, string, string, string][] = [
    ['8.15.0', '9.12.0', '7.17.0', '7.0.0'], ['9.0.0', '10.2.2', '8.18.0', '8.0.0'], ['9.1.0', '10.2.2', '8.19.0', '8.0.0'],
    ['9.5.4', '10.5.1', '8.19.0', '8.0.0'],
  ]
  for (const [kibanaVersion, lucene, wire, index] of versions) {
    t.test(`reports version ${kibanaVersion}`, async t => {
      const { app } = await elasticsearchOf(t, { kibanaVersion })
      const { status, body } = await ask(app, 'GET /')
      t.equal(status, 200)
      t.strictSame(Object.keys(body), ['name', 'cluster_name', 'cluster_uuid', 'version', 'tagline'])
      t.match(body.cluster_uuid, /^[\w-]{22}$/)
      t.strictSame(body.version, {
        number: kibanaVersion,
        build_flavor: 'default',
        build_type: 'docker',
        build_hash: '0'.repeat(40),
        build_date: '1970-01-01T00:00:00.000Z',
        build_snapshot: false,
        lucene_version: lucene,
        minimum_wire_compatibility_version: wire,
        minimum_index_compatibility_version: index,
      })
    })
  }

  t.test('answers HEAD without a body', async t => {
    const { app } = await elasticsearchOf(t)
    const { status, headers, text } = await ask(app, 'HEAD /')
    t.strictSame([status, text, headers['x-elastic-product']], [200, '', 'Elasticsearch'])
  })
})

t.test('GET /_cluster/health', async t => {
  const { app, kibana } = await elasticsearchOf(t)
  kibana.alerts.add()
  for (const path of ['/_cluster/health?wait_for_status=green', '/_cluster/health/.alerts-*']) {
    t.test(`answers ${path}`, async t => {
      const { body } = await ask(app, `GET ${path}`)
      t.match(body, { cluster_name: 'docker-cluster', status: 'green', number_of_nodes: 1, active_shards: 1, unassigned_primary_shards: 0 })
    })
  }
  t.test('counts unassigned primaries from 8.16 on', async t => {
    const { app } = await elasticsearchOf(t, { kibanaVersion: '8.15.0' })
    t.notOk('unassigned_primary_shards' in (await ask(app, 'GET /_cluster/health')).body)
  })
})

t.test('GET /_license', async t => {
  const { app, kibana } = await elasticsearchOf(t)
  const licenses = [['trial', '2025-07-01T00:00:00.000Z', 1000], ['basic', undefined, 1000], ['platinum', '2026-06-01T00:00:00.000Z', 1000], ['enterprise', '2026-06-01T00:00:00.000Z', null]] as const
  for (const [type, expiry, nodes] of licenses) {
    t.test(`describes the license ${type}`, async t => {
      kibana.setLicense(type)
      const { license } = (await ask(app, 'GET /_license?accept_enterprise=true')).body
      t.match(license, { status: 'active', type, issue_date: '2025-06-01T00:00:00.000Z', issued_to: 'docker-cluster', issuer: 'elasticsearch', start_date_in_millis: -1 })
      t.strictSame([license.expiry_date, license.max_nodes], [expiry, nodes])
      t.equal(license.expiry_date_in_millis, expiry === undefined ? undefined : Date.parse(expiry))
    })
  }
})

t.test('requests that Elasticsearch refuses', async t => {
  const { app } = await elasticsearchOf(t)
  const failure = (type: string, reason: string) => ({ error: { root_cause: [{ type, reason }], type, reason }, status: 400 })
  const media = (name: string, found: number) =>
    failure('media_type_header_exception', `${name} version must be either version 9 or 8, but found ${found}. ${name}=application/vnd.elasticsearch+json;compatible-with=${found}`)
  const vendor = (major: number) => `application/vnd.elasticsearch+json;compatible-with=${major}`
  const cases: [string, object | undefined, Record<string, string>, number, unknown][] = [
    ['GET /nope?a=1', undefined, {}, 400, { error: 'no handler found for uri [/nope?a=1] and method [GET]' }],
    ['GET /_cat/indices', undefined, {}, 400, { error: 'no handler found for uri [/_cat/indices] and method [GET]' }],
    ['GET /%', undefined, {}, 400, { error: 'no handler found for uri [/%] and method [GET]' }],
    ['DELETE /_license', undefined, {}, 405, { error: 'Incorrect HTTP method for uri [/_license] and method [DELETE], allowed: [GET]', status: 405 }],
    ['DELETE /a/_search/', undefined, {}, 405, { error: 'Incorrect HTTP method for uri [/a/_search/] and method [DELETE], allowed: [GET, POST]', status: 405 }],
    ['GET /_license?foo=1', undefined, {}, 400, failure('illegal_argument_exception', 'request [/_license] contains unrecognized parameter: [foo]')],
    ['GET /', undefined, { accept: vendor(10) }, 400, media('Accept', 10)],
    ['POST /_search', {}, { 'content-type': vendor(7) }, 400, media('Content-Type', 7)],
    ['POST /_search', {}, { 'content-type': 'text/plain' }, 406, { error: 'Content-Type header [text/plain] is not supported', status: 406 }],
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
  t.test('a wrong method gets a list of the allowed ones', async t => {
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
    t.strictSame(answer.body, { error: { root_cause: [{ type: 'exception', reason: 'a broken clock' }], type: 'exception', reason: 'a broken clock' }, status: 500 })
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
    const answer = await app.inject({ method: 'POST', url: '/_search', headers: { 'content-type': 'application/json', 'content-length': String(2 ** 27) }, payload: '{}' })
    t.equal(answer.statusCode, 413)
  })
})

t.test('formats of a response', async t => {
  const { app, kibana } = await elasticsearchOf(t, { kibanaVersion: '9.1.0' })
  kibana.alerts.add({ id: 'a', source: { host: { name: 'web' }, tags: ['x'] } })
  const vendor = 'application/vnd.elasticsearch+json;compatible-with=9'
  t.test('uses the vendor content type if the client accepts it', async t => {
    for (const accept of [vendor, 'application/vnd.elasticsearch+json; compatible-with=9']) {
      t.equal((await ask(app, 'GET /', { headers: { accept } })).headers['content-type'], vendor)
    }
    t.equal((await ask(app, 'GET /', { headers: { accept: '*/*' } })).headers['content-type'], 'application/json')
  })
  t.test('pretty responses have several lines', async t => {
    t.equal((await ask(app, 'GET /?pretty&filter_path=version.number')).text, '{\n  "version": {\n    "number": "9.1.0"\n  }\n}\n')
    t.notMatch((await ask(app, 'GET /?pretty=false')).text, /\n/)
  })
  const filters: [string, unknown][] = [
    ['tagline,version.number', { version: { number: '9.1.0' }, tagline: 'You Know, for Search' }],
    ['version.min*index*', { version: { minimum_index_compatibility_version: '8.0.0' } }],
    ['**.number', { version: { number: '9.1.0' } }],
    ['nothing', {}],
    ['-version,-name,-cluster*', { tagline: 'You Know, for Search' }],
    ['version,-version.*_*', { version: { number: '9.1.0' } }],
  ]
  for (const [path, expected] of filters) {
    t.test(`filter_path=${path} selects a part`, async t => {
      t.strictSame((await ask(app, `GET /?filter_path=${path}`)).body, expected)
    })
  }
  t.test('filter_path selects within lists', async t => {
    t.strictSame((await ask(app, 'GET /.alerts-*/_search?filter_path=hits.hits._id')).body, { hits: { hits: [{ _id: 'a' }] } })
    t.strictSame((await ask(app, 'GET /.alerts-*/_search?filter_path=hits.hits,-hits.hits._source,-**._score')).body, {
      hits: { hits: [{ _index: '.internal.alerts-security.alerts-default-000001', _id: 'a' }] },
    })
  })
})

t.test('the request log', async t => {
  t.test('contains the requests, marked as those of Elasticsearch', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    await ask(app, 'GET /?pretty', { as: 'elastic' })
    await ask(app, 'GET /nope', { as: 'elastic' })
    await ask(app, 'GET /')
    await kibana.app.inject({ url: '/api/cases/tags', headers: { authorization: basic('elastic') } })
    t.strictSame(kibana.requests.all().map(({ service, path, route, user, status, refusedBy }) => [service, path, route, user, status, refusedBy]), [
      ['elasticsearch', '/', '/', 'elastic', 200, null],
      ['elasticsearch', '/nope', null, 'elastic', 400, 'route'],
      ['elasticsearch', '/', '/', null, 401, 'authentication'],
      [undefined, '/api/cases/tags', '/api/cases/tags', 'elastic', 200, null],
    ])
  })

  t.test('selects by service', async t => {
    const { app, kibana } = await elasticsearchOf(t)
    await kibana.app.inject('/api/cases/tags')
    await ask(app, 'GET /')
    const { requests } = (await kibana.app.inject('/_mock/requests?service=kibana')).json()
    t.match(requests, [{ path: '/api/cases/tags' }])
    t.equal(requests.length, 1)
    t.strictSame(kibana.requests.all({ service: 'elasticsearch' }).map(({ path }) => path), ['/'])
    t.throws(() => kibana.requests.verify({ match: { service: 'elasticsearch', status: 404 } }), { message: /#1 GET .*: service is kibana; status is 200/ })
  })

  t.test('can be off', async t => {
    const { app, kibana } = await elasticsearchOf(t, { requestLog: { size: 0 } })
    t.equal((await ask(app, 'GET /')).status, 200)
    t.strictSame(kibana.requests.all(), [])
  })
})
