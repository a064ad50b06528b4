import t from 'tap'
import { ask, failure, withAlerts } from '../helpers/elasticsearch.js'

const ALIAS = '.alerts-security.alerts-default'
const INDEX = `.internal${ALIAS}-000001`

t.test('POST /{index}/_search', async t => {
  const { app, sourceOf } = await withAlerts(t)
  t.test('responds in Elasticsearch\'s format', async t => {
    t.strictSame((await ask(app, `POST /${ALIAS}/_search`, { body: { query: { ids: { values: ['a'] } } } })).body, {
      took: 1,
      timed_out: false,
      _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
      hits: { total: { value: 1, relation: 'eq' }, max_score: 1, hits: [{ _index: INDEX, _id: 'a', _score: 1, _source: sourceOf('a') }] },
    })
  })

  const idsOf = (body: { hits: { hits: { _id: string }[] } }) => body.hits.hits.map(({ _id }) => _id)
  const cases: [string, object | undefined, string[]][] = [
    [`GET /${ALIAS}/_search`, { query: { term: { 'host.name': 'web' } } }, ['a']],
    [`GET /${ALIAS}/_search?q=host.name:web`, undefined, ['a']],
    [`GET /${ALIAS}/_search?sort=@timestamp:asc`, undefined, ['b', 'a']],
    [`GET /${ALIAS}/_search?sort=@timestamp&size=1&from=1`, undefined, ['a']],
    [`GET /${ALIAS},${INDEX}/_search`, undefined, ['a', 'b']],
    ['GET /.alerts-nothing*/_search', undefined, []],
    ['GET /nope,.alerts-*/_search?ignore_unavailable=true', undefined, ['a', 'b']],
    ['POST /_search', {}, ['a', 'b']],
  ]
  for (const [request, body, expected] of cases) {
    t.test(`${request} ${JSON.stringify(body)} finds ${JSON.stringify(expected)}`, async t => {
      t.strictSame(idsOf((await ask(app, request, { body })).body), expected)
    })
  }

  t.test('responds as its parameters require', async t => {
    const { hits } = (await ask(app, `GET /${ALIAS}/_search?_source=false&track_total_hits=false`)).body
    t.strictSame([hits.total, hits.hits[0]._source], [undefined, undefined])
    t.equal((await ask(app, `GET /${ALIAS}/_search?rest_total_hits_as_int=true`)).body.hits.total, 2)
    t.strictSame((await ask(app, `GET /${ALIAS}/_search?track_total_hits=1`)).body.hits.total, { value: 1, relation: 'gte' })
    t.strictSame((await ask(app, `GET /${ALIAS}/_search?track_total_hits&_source=host.name`)).body.hits.hits[0]._source, {
      host: { name: 'web' },
    })
    t.strictSame((await ask(app, `GET /${ALIAS}/_search?_source_includes=host&size=1`)).body.hits.hits[0]._source, {
      host: { name: 'web' },
    })
    t.notOk('host' in (await ask(app, `GET /${ALIAS}/_search?_source_excludes=host`)).body.hits.hits[0]._source)
  })

  const refusals: [string, object | undefined, number, object][] = [
    [`GET /${ALIAS}/_search?size=x`,
      undefined, 400, failure(400, 'illegal_argument_exception', 'Failed to parse int parameter [size] with value [x]')],
    [`GET /${ALIAS}/_search?size=-1`,
      undefined, 400, failure(400, 'illegal_argument_exception', '[size] parameter cannot be negative, found [-1]')],
    [`POST /${ALIAS}/_search`,
      { from: -1 }, 400, failure(400, 'illegal_argument_exception', '[from] parameter cannot be negative but was [-1]')],
  ]
  for (const [request, body, status, expected] of refusals) {
    t.test(`${request} ${JSON.stringify(body)} is refused`, async t => {
      const answer = await ask(app, request, { body })
      t.equal(answer.status, status)
      t.strictSame(answer.body, expected)
    })
  }

  t.test('refuses an unknown query, with its position', async t => {
    const { status, body } = await ask(app, `POST /${ALIAS}/_search`, { body: { query: { nope: {} } } })
    const cause = { type: 'parsing_exception', reason: 'unknown query [nope]', line: 1, col: 18 }
    t.equal(status, 400)
    t.strictSame(body, {
      error: {
        root_cause: [cause], ...cause, caused_by: { type: 'named_object_not_found_exception', reason: '[1:18] unknown field [nope]' },
      },
      status: 400,
    })
  })

  t.test('answers 404 for an index that does not exist', async t => {
    t.equal((await ask(app, 'POST /nope/_search', { body: {} })).status, 404)
  })
})

t.test('POST /{index}/_count', async t => {
  const { app } = await withAlerts(t)
  const shards = { total: 1, successful: 1, skipped: 0, failed: 0 }
  const cases: [string, object | undefined, number][] = [
    [`GET /${ALIAS}/_count`, undefined, 2], [`POST /${ALIAS}/_count`, { query: { term: { 'kibana.alert.workflow_status': 'closed' } } }, 1],
    [`GET /${ALIAS}/_count?q=host.name:web`, undefined, 1], ['GET /_count', undefined, 2],
  ]
  for (const [request, body, count] of cases) {
    t.test(`${request} ${JSON.stringify(body)} counts ${count}`, async t => {
      t.strictSame((await ask(app, request, { body })).body, { count, _shards: shards })
    })
  }
})

t.test('POST /{index}/_update_by_query', async t => {
  const { app, sourceOf } = await withAlerts(t)
  t.test('updates the matching documents', async t => {
    const { body } = await ask(app, `POST /${ALIAS}/_update_by_query?conflicts=proceed&refresh=true`, {
      body: {
        query: { match_all: {} },
        script: {
          source: "ctx._source['kibana.alert.workflow_status'] = params.s", params: { s: 'acknowledged' },
        },
      },
    })
    t.match(body, { total: 2, updated: 2, version_conflicts: 0, failures: [] })
    t.strictSame(['a', 'b'].map(id => sourceOf(id)!['kibana.alert.workflow_status']), ['acknowledged', 'acknowledged'])
  })
  t.test('rewrites documents without a script', async t => {
    t.equal((await ask(app, `POST /${ALIAS}/_update_by_query`)).body.updated, 2)
    t.equal((await ask(app, `GET /${ALIAS}/_doc/a`)).body._version, 3)
  })
  t.test('changes nothing if the script is refused', async t => {
    t.equal((await ask(app, `POST /${ALIAS}/_update_by_query`, { body: { script: 'ctx.op = "delete"' } })).status, 400)
    t.equal((await ask(app, `GET /${ALIAS}/_doc/a`)).body._version, 3)
  })
  // Source: Elasticsearch's rest/action/search/RestSearchAction.java (parseSearchRequest), which reads the parameters of this request too
  for (const [where, path, body] of [
    ['parameter max_docs', '?max_docs=1', {}], ['body', '', { max_docs: 1, conflicts: 'proceed' }], ['parameter q', '?q=host.name:web', {}],
  ] as const) {
    t.test(`updates only what the ${where} selects`, async t => {
      const { app, sourceOf } = await withAlerts(t)
      const answer = await ask(app, `POST /${ALIAS}/_update_by_query${path}`, { body: { ...body, script: 'ctx._source.x = 1' } })
      t.match(answer.body, { total: 1, updated: 1 })
      t.strictSame(['a', 'b'].map(id => sourceOf(id)!.x), [1, undefined])
    })
  }
})
