import t from 'tap'
import { ask, elasticsearchOf, withAlerts } from '../helpers/elasticsearch.js'

const ALIAS = '.alerts-security.alerts-default'
const INDEX = `.internal${ALIAS}-000001`

t.test('POST /_bulk', async t => {
  // Source: Elasticsearch's PR 98303
  t.test('starts its response with the errors from 8.10 on', async t => {
    for (const [kibanaVersion, keys] of [['8.9.2', ['took', 'errors', 'items']], ['8.10.0', ['errors', 'took', 'items']]] as const) {
      const { app } = await elasticsearchOf(t, { kibanaVersion })
      const { body } = await ask(app, 'POST /_bulk', { body: [{ index: { _index: ALIAS, _id: 'c' } }, { x: 1 }] })
      t.strictSame(Object.keys(body), keys)
    }
  })

  t.test('writes in order, and continues after a refusal', async t => {
    const { app, sourceOf } = await withAlerts(t)
    const { status, body } = await ask(app, 'POST /_bulk?refresh=wait_for', {
      body: [
        { index: { _index: ALIAS, _id: 'c' } }, { x: 1 },
        { create: { _index: ALIAS, _id: 'a' } }, { x: 1 },
        { update: { _index: ALIAS, _id: 'c' } }, { doc: { y: 2 } },
        { update: { _index: ALIAS, _id: 'd' } }, { doc: { y: 2 } },
        { delete: { _index: ALIAS, _id: 'b' } },
        { delete: { _index: ALIAS, _id: 'b' } },
      ],
    })
    t.equal(status, 200)
    t.equal(body.errors, true)
    t.strictSame(body.items.flatMap((item: Record<string, { status: number, result?: string, error?: { type: string } }>) =>
      Object.entries(item).map(([operation, { status, result, error }]) => [operation, status, result ?? error?.type])), [
      ['index', 201, 'created'], ['create', 409, 'version_conflict_engine_exception'], ['update', 200, 'updated'],
      ['update', 404, 'document_missing_exception'], ['delete', 200, 'deleted'], ['delete', 404, 'not_found'],
    ])
    t.strictSame(body.items[1].create, {
      _index: ALIAS,
      _id: 'a',
      status: 409,
      error: {
        type: 'version_conflict_engine_exception', reason: '[a]: version conflict, document already exists (current version [1])',
      },
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
    ['a missing newline at the end', '{"delete":{"_id":"a"}}', /must be terminated by a newline/],
    ['an unknown operation', '{"merge":{"_id":"a"}}\n{}\n', /Malformed action\/metadata line \[1\], expected field .* but found \[merge\]/],
    ['a line that is not an object', '1\n', /Malformed action\/metadata line \[1\]/],
    ['an unknown key', '{"delete":{"_index":"x","_id":"a","no":1}}\n', /Action\/metadata line \[1\] contains an unknown parameter \[no\]/],
    ['a deletion without an id', '{"delete":{"_index":"x"}}\n', /Validation Failed: 1: id is missing;/],
    ['an update without an id', '{"update":{"_index":"x"}}\n{"doc":{}}\n', /Validation Failed: 1: id is missing;/],
    ['one counter without the other', '{"delete":{"_index":"x","_id":"a","if_primary_term":1}}\n',
      /Validation Failed: 1: ifSeqNo is unassigned, but primary term is \[1\];/],
    ['a missing index', '{"delete":{"_id":"a"}}\n', /Validation Failed: 1: index is missing;/],
    ['an empty body', '', /Validation Failed: 1: no requests added;/],
    ['a line that is not JSON', '{"delete":{"_id":"a"}\n', /x_content_parse_exception/],
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
