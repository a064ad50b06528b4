import t from 'tap'
import { ask, elasticsearchOf, SECURITY } from '../helpers/elasticsearch.js'

t.test('stubs on the port of Elasticsearch', async t => {
  t.test('answer a path without a route for authenticated users, and are in the request log', async t => {
    const { app, kibana } = await elasticsearchOf(t, {
      security: SECURITY,
      stubs: [{ id: 'nodes', method: 'GET', path: '/_nodes/*', body: { nodes: {} }, headers: { 'x-node': '1' }, times: 1 }],
    })
    t.equal((await ask(app, 'GET /_nodes/http')).status, 401)
    const { status, headers, body } = await ask(app, 'GET /_nodes/http?pretty', { as: 'elastic' })
    t.match({ status, headers, body }, {
      status: 200,
      headers: { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch', 'x-node': '1' },
      body: { nodes: {} },
    })
    t.match(kibana.requests.all().at(-1), {
      service: 'elasticsearch', path: '/_nodes/http', stub: 'nodes', status: 200, refusedBy: null, user: 'elastic',
    })
    t.equal((await ask(app, 'GET /_nodes/http', { as: 'elastic' })).status, 400, 'only once')
  })

  t.test('send text with its content type, and errors in the format of Elasticsearch', async t => {
    const { app, kibana } = await elasticsearchOf(t)
    kibana.stubs.add({ path: '/_cat/indices', body: 'green open a' })
    const { statusCode, headers, body } = await app.inject('/_cat/indices')
    t.match({ statusCode, headers, body }, {
      statusCode: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'green open a',
    })
    kibana.stubs.add({ path: '/_cat/indices', status: 429 })
    t.match(await ask(app, 'GET /_cat/indices'), { status: 429, body: { error: { type: 'es_rejected_execution_exception' }, status: 429 } })
  })

  t.test('answer in place of a route, even one that does not exist with security off', async t => {
    const {
      app, kibana,
    } = await elasticsearchOf(t, { stubs: [{ path: '/_license', body: { a: 1 } }, { path: '/_security/user', body: {} }] })
    t.strictSame((await ask(app, 'GET /_license')).body, { a: 1 })
    t.strictSame((await ask(app, 'GET /_security/user')).body, {})
    kibana.stubs.clear()
    t.match((await ask(app, 'GET /_license')).body, { license: {} })
    t.equal((await ask(app, 'GET /_security/user')).status, 400)
  })

  t.test('are subject to faults', async t => {
    const { app, kibana } = await elasticsearchOf(t, { stubs: [{ path: '/_nodes', body: {} }] })
    kibana.faults.add({ match: { path: '/_nodes' }, effect: { status: 503 }, times: 1 })
    t.strictSame([(await ask(app, 'GET /_nodes')).status, (await ask(app, 'GET /_nodes')).status], [503, 200])
    t.match(kibana.stubs.list(), [{ hits: 1 }])
  })
})
