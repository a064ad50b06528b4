import t from 'tap'
import { ask, failure, withAlerts } from '../helpers/elasticsearch.js'

const ALIAS = '.alerts-security.alerts-default'
const INDEX = `.internal${ALIAS}-000001`
const SHARDS = { total: 2, successful: 1, failed: 0 }

t.test('GET /{index}/_doc/{id}', async t => {
  const { app, sourceOf } = await withAlerts(t)
  const whole = { _index: INDEX, _id: 'a', _version: 1, _seq_no: 0, _primary_term: 1, found: true }
  const cases: [string, number, object][] = [
    [`${ALIAS}/_doc/a`, 200, { ...whole, _source: sourceOf('a') }],
    [`${INDEX}/_doc/a`, 200, { ...whole, _source: sourceOf('a') }],
    [`${ALIAS}/_doc/a?_source=false`, 200, whole],
    [`${ALIAS}/_doc/a?_source=true`, 200, { ...whole, _source: sourceOf('a') }],
    [`${ALIAS}/_doc/a?_source=host.name`, 200, { ...whole, _source: { host: { name: 'web' } } }],
    [`${ALIAS}/_doc/a?_source_includes=host,kibana.alert.s*&_source_excludes=host,*.st*`,
      200, { ...whole, _source: { 'kibana.alert.severity': 'low' } }],
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
  t.test('answers 404 for an index that does not exist', async t => {
    const { status, body } = await ask(app, 'GET /nope/_doc/a')
    t.equal(status, 404)
    const cause = {
      type: 'index_not_found_exception',
      reason: 'no such index [nope]',
      'resource.type': 'index_or_alias',
      'resource.id': 'nope',
      index_uuid: '_na_',
      index: 'nope',
    }
    t.strictSame(body, { error: { root_cause: [cause], ...cause }, status: 404 })
  })
  t.test('HEAD reports whether the document exists', async t => {
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
    ['/_mget', { docs: [{ _index: INDEX, _id: 'a', _source: ['host.name'] }, { _index: 'nope', _id: 'a' }] }, [
      ['a', true, true], ['a', 'index_not_found_exception', undefined],
    ]],
    [`/${ALIAS}/_mget`, { docs: [{ _id: 'a' }] }, [['a', true, true]]],
  ]
  for (const [path, body, expected] of cases) {
    t.test(`answers ${path} ${JSON.stringify(body)}`, async t => {
      t.strictSame(summary((await ask(app, `POST ${path}`, { body })).body.docs), expected)
    })
  }
  t.test('is refused without documents', async t => {
    for (const body of [{}, undefined]) {
      t.strictSame((await ask(app, 'POST /_mget', { body })).body, failure(
        400, 'action_request_validation_exception', 'Validation Failed: 1: no documents to get;',
      ))
    }
  })
})

t.test('writes of one document', async t => {
  t.test('create, replace and delete', async t => {
    const { app, sourceOf, kibana } = await withAlerts(t)
    const answer = async (request: string, body?: object) => await ask(app, request, { body }).then(({ status, body }) => [status, body])
    const made = (id: string, version: number, result: string) => ({
      _index: INDEX, _id: id, _version: version, result, _shards: SHARDS, _seq_no: version - 1, _primary_term: 1,
    })
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
  const stale = failure(
    409,
    'version_conflict_engine_exception',
    '[a]: version conflict, required seqNo [5], primary term [1]. current document has seqNo [0] and primary term [1]',
  )
  const cases: [string, object, number, object | RegExp][] = [
    [`PUT /${ALIAS}/_create/a`, { x: 1 }, 409, taken],
    [`PUT /${ALIAS}/_doc/a?op_type=create`, { x: 1 }, 409, taken],
    [`PUT /${ALIAS}/_doc/a?if_seq_no=5&if_primary_term=1`, { x: 1 }, 409, stale],
    [`DELETE /${ALIAS}/_doc/a?if_seq_no=5&if_primary_term=1`, {}, 409, stale],
    [`PUT /${ALIAS}/_doc/z?if_seq_no=5&if_primary_term=1`,
      { x: 1 }, 409, /required seqNo \[5\], primary term \[1\]\. but no document was found/],
    [`PUT /${ALIAS}/_doc/a?if_seq_no=0&if_primary_term=1`, { x: 1 }, 200, /"_version":2/],
    ['PUT /other/_doc/a', { x: 1 }, 400, /here an id belongs to one index only/],
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
    ['a', { doc: {} }, 'noop', source => source[STATUS], 'open'],
    ['a',
      { script: { source: `ctx._source['${STATUS}'] = params.status; ctx._source.host.name = "db"`, params: { status: 'acknowledged' } } },
      'updated', source => [source[STATUS], source.host], ['acknowledged', { name: 'db' }]],
    ['a', { script: `ctx._source["${STATUS}"] = params['none']` }, 'updated', source => source[STATUS], null],
    ['a', { script: { source: 'ctx._source.x = params.toString', params: {} } }, 'updated', source => source.x, null],
    ['a',
      { script: { source: 'ctx._source.risk = 21.5; ctx._source.ok = true; ctx._source.x = params.y', params: 1 } }, 'updated',
      source => [source.risk, source.ok, source.x], [21.5, true, null]],
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
  t.test('is refused for a missing document', async t => {
    const { app } = await withAlerts(t)
    const { status, body } = await ask(app, `POST /${ALIAS}/_update/nope`, { body: { doc: {} } })
    t.equal(status, 404)
    t.match(body, { error: { type: 'document_missing_exception', reason: '[nope]: document missing', index: INDEX }, status: 404 })
  })
  t.test('is refused for a script that does more than assign', async t => {
    const { app, sourceOf } = await withAlerts(t)
    const before = sourceOf('a')
    for (const script of [
      'ctx._source.n += 1',
      "ctx._source.n = 'a' + params.b + 'c'",
      "ctx._source.n = params['a'] + params['b']",
      "ctx._source['host']['name'] = 'db'",
      "ctx._source.n = 'it\\'s'",
      'ctx._source.n = 007',
    ]) {
      const { status, body } = await ask(app, `POST /${ALIAS}/_update/a`, { body: { script } })
      t.equal(status, 400, script)
      t.match(body.error, { type: 'script_exception', reason: 'compile error', script, lang: 'painless' })
    }
    t.strictSame(sourceOf('a'), before)
  })
})
