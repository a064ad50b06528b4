import t from 'tap'
import type { FaultRule } from '../../src/index.js'
import { ask, elasticsearchOf, failure, SECURITY } from '../helpers/elasticsearch.js'
import { basic } from '../helpers/security.js'

const INDEX = '.alerts-security.alerts-default'
const ALERTS = { alerts: ['a', 'b'].map(id => ({ id, index: INDEX, source: { 'kibana.alert.workflow_status': 'open' } })) }

t.test('a fault', async t => {
  const statuses: [FaultRule['effect'] & object, object][] = [
    [{ status: 400 }, failure(400, 'illegal_argument_exception', 'Bad Request')],
    [{ status: 403, message: 'no' }, failure(403, 'security_exception', 'no')],
    [{ status: 418 }, failure(418, 'exception', "I'm a Teapot")],
    [{ status: 429 }, failure(429, 'es_rejected_execution_exception', 'rejected execution of coordinating operation')],
    [{ status: 503 }, failure(503, 'cluster_block_exception', 'blocked by: [SERVICE_UNAVAILABLE/2/no master];')],
    [{ starting: true }, failure(503, 'cluster_block_exception', 'blocked by: [SERVICE_UNAVAILABLE/1/state not recovered / initialized];')],
    [{ status: 500, afterWrite: true }, failure(500, 'exception', 'Internal Server Error')],
  ]
  for (const [effect, expected] of statuses) {
    t.test(`answers ${JSON.stringify(effect)} like Elasticsearch, and is in the request log`, async t => {
      const { app, kibana } = await elasticsearchOf(t, { seed: ALERTS })
      kibana.faults.add({ id: 'outage', match: { path: `/${INDEX}/_search` }, effect, times: 1 })
      const { headers, body, status } = await ask(app, `POST /${INDEX}/_search`, { body: { query: { match_all: {} } } })
      t.strictSame(body, expected)
      t.equal(status, body.status)
      t.match(headers, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' })
      t.match(kibana.requests.all(), [
        {
          service: 'elasticsearch',
          route: '/{index}/_search',
          body: { query: {} },
          status,
          answer: expected,
          fault: { id: 'outage', effect },
          refusedBy: null,
        },
      ])
      t.equal((await ask(app, `POST /${INDEX}/_search`)).status, 200, 'only once')
    })
  }

  t.test('answers with a custom body, type and headers', async t => {
    const { app, kibana } = await elasticsearchOf(t)
    kibana.faults.add({ effect: { preset: 'proxy-502' }, times: 1 })
    const page = await app.inject('/')
    t.match({ status: page.statusCode, headers: page.headers, body: page.body }, {
      status: 502, headers: { 'content-type': 'text/html', server: 'nginx' }, body: /502 Bad Gateway/,
    })
    kibana.faults.add({ effect: { status: 200, body: { version: {} }, headers: { 'X-Elastic-Product': 'OpenSearch' } }, times: 1 })
    t.match(await ask(app, 'GET /'), { status: 200, headers: { 'x-elastic-product': 'OpenSearch' }, body: { version: {} } })
  })

  t.test('selects requests by user, body and service', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY, seed: ALERTS })
    const status = async (as: string, body: object = {}) => (await ask(app, `POST /${INDEX}/_search`, { as, body })).status
    kibana.faults.add({ match: { user: 'viewer', body: { size: 1 } }, effect: { status: 503 } })
    t.strictSame([await status('viewer', { size: 1 }), await status('viewer'), await status('editor', { size: 1 })], [503, 200, 200])
    kibana.faults.clear()

    const ofKibana = async () =>
      (await kibana.app.inject({ url: '/api/cases/tags', headers: { authorization: basic('editor') } })).statusCode
    for (const [service, expected] of [['elasticsearch', [503, 200]], ['kibana', [200, 503]], [undefined, [503, 503]]] as const) {
      kibana.faults.add({ match: { ...(service && { service }) }, effect: { status: 503 } })
      t.strictSame([await status('editor'), await ofKibana()], expected, service ?? 'both')
      kibana.faults.clear()
    }
    t.strictSame(kibana.requests.all({ service: 'kibana' }).map(({ path }) => path), [
      '/api/cases/tags', '/api/cases/tags', '/api/cases/tags',
    ])
    t.throws(
      () => kibana.requests.verify({ match: { service: 'kibana', path: `/${INDEX}/_search` }, times: 1 }), /service is elasticsearch/,
    )
  })

  t.test('applies to requests without a route, but not to those without valid credentials', async t => {
    const { app, kibana } = await elasticsearchOf(t, { security: SECURITY })
    kibana.faults.add({ effect: { status: 503 } })
    for (const request of ['GET /_nodes', 'PUT /', 'GET /%']) t.equal((await ask(app, request, { as: 'elastic' })).status, 503, request)
    t.equal((await ask(app, 'GET /')).status, 401)
    t.match(kibana.requests.all(), [
      { path: '/_nodes', route: null, status: 503 }, { path: '/' }, { path: '/%', status: 503, fault: { id: 'fault-1' } },
      { status: 401, fault: null, refusedBy: 'authentication' },
    ])
    kibana.faults.clear()
    kibana.faults.add({ effect: { delay: '1ms' } })
    t.strictSame(
      (await ask(app, 'GET /%')).body, { error: 'no handler found for uri [/%] and method [GET]' }, 'a delay is followed by the answer',
    )
  })

  t.test('cuts connections and responses', async t => {
    const { url, kibana } = await elasticsearchOf(t)
    for (const effect of [{ cut: 'before-answer' }, { cut: 'in-body' }] as const) {
      kibana.faults.add({ effect, times: 1 })
      await t.rejects(fetch(url).then(answer => answer.text()), effect.cut)
    }
    kibana.faults.add({ effect: { malformed: true }, times: 1 })
    await t.rejects(fetch(url).then(answer => answer.json()), SyntaxError)
    kibana.faults.add({ effect: { bytesPerSecond: 100_000 }, times: 1 })
    t.match(await (await fetch(url)).json(), { tagline: 'You Know, for Search' })
    t.match(kibana.requests.all(), [{ status: null }, { status: 200 }, { status: 200, answer: /^{"name"/ }, {
      status: 200, fault: { effect: { bytesPerSecond: 100_000 } },
    }])
  })

  t.test('writes the document just before the request, whose counters are then stale', async t => {
    const { app, kibana } = await elasticsearchOf(t, { seed: ALERTS })
    kibana.faults.add({ effect: { conflict: true }, times: 1 })
    const update = () => ask(app, `POST /${INDEX}/_update/a?if_seq_no=0&if_primary_term=1`, { body: { doc: { x: 1 } } })
    t.match(await update(), {
      status: 409,
      body: {
        error: {
          type: 'version_conflict_engine_exception',
          reason: '[a]: version conflict, required seqNo [0], primary term [1]. current document has seqNo [1] and primary term [1]',
        },
      },
    })
    t.match((await ask(app, `GET /${INDEX}/_doc/a`)).body, { _version: 2, _source: { x: undefined } })
  })

  t.test('makes a concurrent write overtake updates', async t => {
    const { app, kibana } = await elasticsearchOf(t, { seed: ALERTS })
    const rule: FaultRule = { effect: { alertsConflict: true }, times: 1 }
    const sourceOf = async (id: string) => (await ask(app, `GET /${INDEX}/_doc/${id}`)).body._source
    kibana.faults.add(rule)
    const single = await ask(app, `POST /${INDEX}/_update/a`, { body: { doc: { x: 1 } } })
    t.match(single, {
      status: 409,
      body: {
        status: 409,
        error: {
          type: 'version_conflict_engine_exception', reason: /^\[a\]: version conflict/, shard: '0', index: `.internal${INDEX}-000001`,
        },
      },
    })
    t.notMatch(await sourceOf('a'), { x: 1 })

    const script = { source: "ctx._source['x'] = 2" }
    kibana.faults.add(rule)
    const several = await ask(app, `POST /${INDEX}/_update_by_query`, { body: { script } })
    t.match(several, {
      status: 409,
      body: {
        total: 2,
        updated: 1,
        version_conflicts: 1,
        failures: [
          { id: 'a', status: 409, cause: { type: 'version_conflict_engine_exception' } },
        ],
      },
    })
    t.match([await sourceOf('a'), await sourceOf('b')], [{ x: undefined }, { x: 2 }])

    kibana.faults.add(rule)
    const going = await ask(app, `POST /${INDEX}/_update_by_query?conflicts=proceed`, { body: { script } })
    t.match(going, { status: 200, body: { updated: 1, version_conflicts: 1, failures: [] } })
  })
})
