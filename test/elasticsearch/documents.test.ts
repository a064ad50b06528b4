import t from 'tap'
import type { Test } from 'tap'
import { ask, elasticsearchOf, SECURITY } from '../helpers/elasticsearch.js'

const ALIAS = '.alerts-security.alerts-default'
const INDEX = `.internal${ALIAS}-000001`
const SHARDS = { total: 2, successful: 1, failed: 0 }
const failure = (status: number, type: string, reason: string) => ({ error: { root_cause: [{ type, reason }], type, reason }, status })

/** A server with two alerts, `a` open and `b` closed. */
async function withAlerts (t: Test) {
  const server = await elasticsearchOf(t)
  server.kibana.alerts.add({ id: 'a', source: { '@timestamp': '2025-06-01T09:00:00.000Z', host: { name: 'web' }, 'kibana.alert.severity': 'low' } })
  server.kibana.alerts.add({ id: 'b', source: { '@timestamp': '2025-05-01T09:00:00.000Z', 'kibana.alert.workflow_status': 'closed' } })
  const sourceOf = (id: string) => server.kibana.alerts.list().find(alert => alert.id === id)?.source
  return { ...server, sourceOf }
}

t.test('GET /{index}/_doc/{id}', async t => {
  const { app, sourceOf } = await withAlerts(t)
  const whole = { _index: INDEX, _id: 'a', _version: 1, _seq_no: 0, _primary_term: 1, found: true }
  const cases: [string, number, object][] = [
    [`${ALIAS}/_doc/a`, 200, { ...whole, _source: sourceOf('a') }],
    [`${INDEX}/_doc/a`, 200, { ...whole, _source: sourceOf('a') }],
    [`${ALIAS}/_doc/a?_source=false`, 200, whole],
    [`${ALIAS}/_doc/a?_source=true`, 200, { ...whole, _source: sourceOf('a') }],
    [`${ALIAS}/_doc/a?_source=host.name`, 200, { ...whole, _source: { host: { name: 'web' } } }],
    [`${ALIAS}/_doc/a?_source_includes=host,kibana.alert.s*&_source_excludes=host,*.st*`, 200, { ...whole, _source: { 'kibana.alert.severity': 'low' } }],
    [`${ALIAS}/_doc/nope`, 404, { _index: INDEX, _id: 'nope', found: false }],
    ['.alerts-*/_doc/a', 400, failure(400, 'illegal_argument_exception', "[.alerts-*] can't access multiple indices")],
  ]
  for (const [path, status, expected] of cases) {
    t.test(`answers ${path} with ${status}`, async t => {
      const answer = await ask(app, `GET /${path}`)
      t.equal(answer.status, status)
      t.strictSame(answer.body, expected)
    })
  }
  t.test('of an index that does not exist is 404', async t => {
    const { status, body } = await ask(app, 'GET /nope/_doc/a')
    t.equal(status, 404)
    const cause = { type: 'index_not_found_exception', reason: 'no such index [nope]', 'resource.type': 'index_or_alias', 'resource.id': 'nope', index_uuid: '_na_', index: 'nope' }
    t.strictSame(body, { error: { root_cause: [cause], ...cause }, status: 404 })
  })
  t.test('HEAD reports whether it exists', async t => {
    t.equal((await ask(app, `HEAD /${ALIAS}/_doc/a`)).status, 200)
    t.equal((await ask(app, `HEAD /${ALIAS}/_doc/nope`)).status, 404)
  })
})

t.test('POST /{index}/_mget', async t => {
  const { app } = await withAlerts(t)
  const summary = (docs: { _id: string, found?: boolean, _source?: object, error?: { type: string } }[]) =>
    docs.map(({ _id, found, _source, error }) => [_id, found ?? error?.type, _source && Object.keys(_source).length > 0])
  const cases: [string, object, unknown][] = [
    [`/${ALIAS}/_mget`, { ids: ['b', 'nope', 'a'] }, [['b', true, true], ['nope', false, undefined], ['a', true, true]]],
    [`/${ALIAS}/_mget?_source=false`, { ids: ['a'] }, [['a', true, undefined]]],
    ['/_mget', { docs: [{ _index: INDEX, _id: 'a', _source: ['host.name'] }, { _index: 'nope', _id: 'a' }] }, [['a', true, true], ['a', 'index_not_found_exception', undefined]]],
    [`/${ALIAS}/_mget`, { docs: [{ _id: 'a' }] }, [['a', true, true]]],
  ]
  for (const [path, body, expected] of cases) {
    t.test(`answers ${path} ${JSON.stringify(body)}`, async t => {
      t.strictSame(summary((await ask(app, `POST ${path}`, { body })).body.docs), expected)
    })
  }
  t.test('without documents is refused', async t => {
    for (const body of [{}, undefined]) {
      t.strictSame((await ask(app, 'POST /_mget', { body })).body, failure(400, 'action_request_validation_exception', 'Validation Failed: 1: no documents to get;'))
    }
  })
})

t.test('writes of one document', async t => {
  t.test('create, replace and delete', async t => {
    const { app, sourceOf, kibana } = await withAlerts(t)
    const answer = async (request: string, body?: object) => await ask(app, request, { body }).then(({ status, body }) => [status, body])
    const made = (id: string, version: number, result: string) => ({ _index: INDEX, _id: id, _version: version, result, _shards: SHARDS, _seq_no: version - 1, _primary_term: 1 })
    t.strictSame(await answer(`PUT /${ALIAS}/_doc/c?refresh=true`, { x: 1 }), [201, made('c', 1, 'created')])
    t.strictSame(sourceOf('c'), { x: 1 })
    t.strictSame(await answer(`POST /${ALIAS}/_doc/c`, { x: 2 }), [200, made('c', 2, 'updated')])
    t.strictSame(await answer(`DELETE /${ALIAS}/_doc/c`), [200, made('c', 3, 'deleted')])
    t.equal((await ask(app, `DELETE /${ALIAS}/_doc/c`)).body.result, 'not_found')
    t.equal((await ask(app, `PUT /${ALIAS}/_create/d`, { body: { x: 1 } })).status, 201)
    const { body } = await ask(app, `POST /${ALIAS}/_doc`, { body: { x: 1 } })
    t.match(body._id, /^[\w-]{20}$/)
    t.equal(kibana.alerts.list().length, 4)
  })

  const taken = failure(409, 'version_conflict_engine_exception', '[a]: version conflict, document already exists (current version [1])')
  const stale = failure(409, 'version_conflict_engine_exception', '[a]: version conflict, required seqNo [5], primary term [1]. current document has seqNo [0] and primary term [1]')
  const cases: [string, object, number, object | RegExp][] = [
    [`PUT /${ALIAS}/_create/a`, { x: 1 }, 409, taken],
    [`PUT /${ALIAS}/_doc/a?op_type=create`, { x: 1 }, 409, taken],
    [`PUT /${ALIAS}/_doc/a?if_seq_no=5&if_primary_term=1`, { x: 1 }, 409, stale],
    [`DELETE /${ALIAS}/_doc/a?if_seq_no=5&if_primary_term=1`, {}, 409, stale],
    [`PUT /${ALIAS}/_doc/z?if_seq_no=5&if_primary_term=1`, { x: 1 }, 409, /required seqNo \[5\], primary term \[1\]\. but no document was found/],
    [`PUT /${ALIAS}/_doc/a?if_seq_no=0&if_primary_term=1`, { x: 1 }, 200, /"_version":2/],
    ['PUT /other/_doc/a', { x: 1 }, 400, /here an id is of one index only/],
    [`POST /${ALIAS}/_doc`, [1], 400, /document_parsing_exception/],
  ]
  for (const [request, body, status, expected] of cases) {
    t.test(`${request} ${JSON.stringify(body)} is answered ${status}`, async t => {
      const { app } = await withAlerts(t)
      const answer = await ask(app, request, { body })
      t.equal(answer.status, status)
      if (expected instanceof RegExp) t.match(answer.text, expected)
      else t.strictSame(answer.body, expected)
    })
  }
})

t.test('POST /{index}/_update/{id}', async t => {
  const STATUS = 'kibana.alert.workflow_status'
  const cases: [string, object, string, (source: Record<string, unknown>) => unknown, unknown][] = [
    ['a', { doc: { [STATUS]: 'closed' } }, 'updated', source => source[STATUS], 'closed'],
    ['a', { doc: { host: { ip: '10.0.0.1' } } }, 'updated', source => source.host, { name: 'web', ip: '10.0.0.1' }],
    ['a', { doc: { [STATUS]: 'open' } }, 'noop', source => source[STATUS], 'open'],
    ['a', { doc: { [STATUS]: 'open' }, detect_noop: false }, 'updated', source => source[STATUS], 'open'],
    ['a', {}, 'noop', source => source[STATUS], 'open'],
    ['a', { script: { source: `ctx._source['${STATUS}'] = params.status; ctx._source.host.name = "db"`, params: { status: 'acknowledged' } } }, 'updated', source => [source[STATUS], source.host], ['acknowledged', { name: 'db' }]],
    ['a', { script: `ctx._source["${STATUS}"] = params['none']` }, 'updated', source => source[STATUS], null],
    ['a', { script: { source: 'ctx._source.risk = 21.5; ctx._source.ok = true; ctx._source.x = params.y', params: 1 } }, 'updated', source => [source.risk, source.ok, source.x], [21.5, true, null]],
    ['c', { doc: { x: 1 }, doc_as_upsert: true }, 'created', source => source, { x: 1 }],
    ['c', { doc: { x: 1 }, upsert: { y: 1 } }, 'created', source => source, { y: 1 }],
  ]
  for (const [id, body, result, select, expected] of cases) {
    t.test(`${JSON.stringify(body)} of ${id}: ${result}`, async t => {
      const { app, sourceOf } = await withAlerts(t)
      const answer = await ask(app, `POST /${ALIAS}/_update/${id}`, { body })
      t.equal(answer.body.result, result)
      t.equal(answer.status, result === 'created' ? 201 : 200)
      t.strictSame(select(sourceOf(id)!), expected)
    })
  }
  t.test('is refused for a document that is missing', async t => {
    const { app } = await withAlerts(t)
    const { status, body } = await ask(app, `POST /${ALIAS}/_update/nope`, { body: { doc: {} } })
    t.equal(status, 404)
    t.match(body, { error: { type: 'document_missing_exception', reason: '[nope]: document missing', index: INDEX }, status: 404 })
  })
  t.test('is refused for a script that does more than assign', async t => {
    const { app } = await withAlerts(t)
    const { status, body } = await ask(app, `POST /${ALIAS}/_update/a`, { body: { script: 'ctx._source.n += 1' } })
    t.equal(status, 400)
    t.match(body.error, { type: 'script_exception', reason: 'compile error', script: 'ctx._source.n += 1', lang: 'painless' })
  })
})

t.test('POST /_bulk', async t => {
  t.test('writes in order, and continues after a refusal', async t => {
    const { app, sourceOf } = await withAlerts(t)
    const { status, body } = await ask(app, 'POST /_bulk?refresh=wait_for', {
      body: [
        { index: { _index: ALIAS, _id: 'c' } }, { x: 1 },
        { create: { _index: ALIAS, _id: 'a' } }, { x: 1 },
        { update: { _index: ALIAS, _id: 'c' } }, { doc: { y: 2 } },
        { update: { _index: ALIAS } }, { doc: { y: 2 } },
        { delete: { _index: ALIAS, _id: 'b' } },
        { delete: { _index: ALIAS, _id: 'b' } },
      ],
    })
    t.equal(status, 200)
    t.equal(body.errors, true)
    t.strictSame(body.items.map((item: Record<string, { status: number, result?: string, error?: { type: string } }>) => {
      const [[operation, { status, result, error }]] = Object.entries(item) as [[string, { status: number, result?: string, error?: { type: string } }]]
      return [operation, status, result ?? error?.type]
    }), [
      ['index', 201, 'created'], ['create', 409, 'version_conflict_engine_exception'], ['update', 200, 'updated'],
      ['update', 404, 'document_missing_exception'], ['delete', 200, 'deleted'], ['delete', 404, 'not_found'],
    ])
    t.strictSame(body.items[1].create, {
      _index: ALIAS, _id: 'a', status: 409, error: { type: 'version_conflict_engine_exception', reason: '[a]: version conflict, document already exists (current version [1])' },
    })
    t.strictSame(sourceOf('c'), { x: 1, y: 2 })
    t.equal(sourceOf('b'), undefined)
  })

  t.test('uses the index of the path, and generates ids', async t => {
    const { app, kibana } = await withAlerts(t)
    const { body } = await ask(app, `PUT /${ALIAS}/_bulk`, { body: [{ create: {} }, { x: 1 }] })
    t.match(body, { errors: false, items: [{ create: { _index: INDEX, result: 'created', status: 201 } }] })
    t.equal(kibana.alerts.list().length, 3)
    t.strictSame(kibana.requests.all().at(-1)!.body, [{ create: {} }, { x: 1 }])
  })

  const cases: [string, string, RegExp][] = [
    ['no newline at the end', '{"delete":{"_id":"a"}}', /must be terminated by a newline/],
    ['an unknown operation', '{"merge":{"_id":"a"}}\n{}\n', /Malformed action\/metadata line \[1\], expected field .* but found \[merge\]/],
    ['a line that is no object', '1\n', /Malformed action\/metadata line \[1\]/],
    ['no index', '{"delete":{"_id":"a"}}\n', /Validation Failed: 1: index is missing;/],
    ['nothing', '', /Validation Failed: 1: no requests added;/],
    ['a line that is no JSON', '{"delete":{"_id":"a"}\n', /x_content_parse_exception/],
  ]
  for (const [claim, payload, expected] of cases) {
    t.test(`refuses ${claim}`, async t => {
      const { app } = await withAlerts(t)
      const answer = await app.inject({ method: 'POST', url: '/_bulk', payload, headers: { 'content-type': 'application/x-ndjson' } })
      t.equal(answer.statusCode, 400)
      t.match(answer.body, expected)
    })
  }
})

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

  t.test('its parameters determine the response', async t => {
    const { hits } = (await ask(app, `GET /${ALIAS}/_search?_source=false&track_total_hits=false`)).body
    t.strictSame([hits.total, hits.hits[0]._source], [undefined, undefined])
    t.equal((await ask(app, `GET /${ALIAS}/_search?rest_total_hits_as_int=true`)).body.hits.total, 2)
    t.strictSame((await ask(app, `GET /${ALIAS}/_search?track_total_hits=1`)).body.hits.total, { value: 1, relation: 'gte' })
    t.strictSame((await ask(app, `GET /${ALIAS}/_search?track_total_hits&_source=host.name`)).body.hits.hits[0]._source, { host: { name: 'web' } })
    t.strictSame((await ask(app, `GET /${ALIAS}/_search?_source_includes=host&size=1`)).body.hits.hits[0]._source, { host: { name: 'web' } })
    t.notOk('host' in (await ask(app, `GET /${ALIAS}/_search?_source_excludes=host`)).body.hits.hits[0]._source)
  })

  const refusals: [string, object | undefined, number, object][] = [
    [`GET /${ALIAS}/_search?size=x`, undefined, 400, failure(400, 'illegal_argument_exception', 'Failed to parse int parameter [size] with value [x]')],
    [`GET /${ALIAS}/_search?size=-1`, undefined, 400, failure(400, 'illegal_argument_exception', '[size] parameter cannot be negative, found [-1]')],
    [`POST /${ALIAS}/_search`, { from: -1 }, 400, failure(400, 'illegal_argument_exception', '[from] parameter cannot be negative but was [-1]')],
  ]
  for (const [request, body, status, expected] of refusals) {
    t.test(`${request} ${JSON.stringify(body)} is refused`, async t => {
      const answer = await ask(app, request, { body })
      t.equal(answer.status, status)
      t.strictSame(answer.body, expected)
    })
  }

  t.test('an unknown query is refused with its position', async t => {
    const { status, body } = await ask(app, `POST /${ALIAS}/_search`, { body: { query: { nope: {} } } })
    const cause = { type: 'parsing_exception', reason: 'unknown query [nope]', line: 1, col: 18 }
    t.equal(status, 400)
    t.strictSame(body, {
      error: { root_cause: [cause], ...cause, caused_by: { type: 'named_object_not_found_exception', reason: '[1:18] unknown field [nope]' } },
      status: 400,
    })
  })

  t.test('an index that does not exist is 404', async t => {
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
      body: { query: { match_all: {} }, script: { source: "ctx._source['kibana.alert.workflow_status'] = params.s", params: { s: 'acknowledged' } } },
    })
    t.match(body, { total: 2, updated: 2, version_conflicts: 0, failures: [] })
    t.strictSame(['a', 'b'].map(id => sourceOf(id)!['kibana.alert.workflow_status']), ['acknowledged', 'acknowledged'])
  })
  t.test('without a script rewrites them', async t => {
    t.equal((await ask(app, `POST /${ALIAS}/_update_by_query`)).body.updated, 2)
    t.equal((await ask(app, `GET /${ALIAS}/_doc/a`)).body._version, 3)
  })
  t.test('changes nothing if the script is refused', async t => {
    t.equal((await ask(app, `POST /${ALIAS}/_update_by_query`, { body: { script: 'ctx.op = "delete"' } })).status, 400)
    t.equal((await ask(app, `GET /${ALIAS}/_doc/a`)).body._version, 3)
  })
})

t.test('privileges on indices', async t => {
  const { app, kibana } = await elasticsearchOf(t, {
    security: {
      ...SECURITY,
      roles: {
        ...SECURITY.roles,
        keeper: { elasticsearch: { indices: [{ names: ['.alerts-stack*', '/logs-[a-z]+/'], privileges: ['read'] }] } },
      },
    },
  })
  kibana.alerts.add({ id: 'a' })
  kibana.alerts.add({ id: 's', index: '.alerts-stack.alerts-default' })
  kibana.alerts.add({ id: 'l', index: 'logs-web' })
  const refused = (action: string, user: string, privileges: string, index = ALIAS) => failure(403, 'security_exception', `action [indices:data/${action}] is unauthorized for user [${user}] with effective roles [${user}] on indices [${index}], this action is granted by the index privileges [${privileges}]`)
  const count = (count: number) => (body: { count: number }) => body.count === count
  const cases: [string, string, object | undefined, object | ((body: never) => boolean)][] = [
    ['viewer', `GET /${ALIAS}/_count`, undefined, count(1)],
    ['viewer', 'GET /logs-*/_count', undefined, count(1)],
    ['viewer', `PUT /${ALIAS}/_doc/x`, { x: 1 }, refused('write/index', 'viewer', 'create,index,write,all')],
    ['viewer', `PUT /${ALIAS}/_create/x`, { x: 1 }, refused('write/index', 'viewer', 'create_doc,create,index,write,all')],
    ['viewer', `POST /${ALIAS}/_update/a`, { doc: {} }, refused('write/update', 'viewer', 'index,write,all')],
    ['viewer', `DELETE /${ALIAS}/_doc/a`, undefined, refused('write/delete', 'viewer', 'delete,write,all')],
    ['editor', `POST /${ALIAS}/_update/a`, { doc: { x: 1 } }, (body: { result: string }) => body.result === 'updated'],
    ['keeper', `GET /${ALIAS}/_search`, undefined, refused('read/search', 'keeper', 'read,all')],
    ['keeper', `GET /${ALIAS}/_doc/a`, undefined, refused('read/get', 'keeper', 'read,all')],
    ['keeper', 'GET /.alerts-*/_count', undefined, count(1)],
    ['keeper', 'GET /_all/_count', undefined, count(2)],
    ['keeper', 'GET /logs-web/_count', undefined, count(1)],
    ['elastic', 'GET /_all/_count', undefined, count(3)],
  ]
  for (const [as, request, body, expected] of cases) {
    t.test(`${request} by ${as}`, async t => {
      const answer = await ask(app, request, { as, body })
      if (typeof expected === 'function') t.ok((expected as (body: unknown) => boolean)(answer.body), answer.text)
      else t.strictSame(answer.body, expected)
    })
  }
  t.test('each write of a bulk is authorized separately', async t => {
    const { body } = await ask(app, 'POST /_bulk', { as: 'viewer', body: [{ delete: { _index: ALIAS, _id: 'a' } }] })
    t.match(body, { errors: true, items: [{ delete: { status: 403, error: { type: 'security_exception' } } }] })
  })
})
