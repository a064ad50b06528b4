import t from 'tap'
import { failure, withAlerts } from '../helpers/elasticsearch.js'

const ALIAS = '.alerts-security.alerts-default'
const argument = (reason: string) => failure(400, 'illegal_argument_exception', reason)
const validation = (reason: string) => failure(400, 'action_request_validation_exception', `Validation Failed: 1: ${reason};`)
const parsing = (reason: string, col: number) => {
  const cause = { type: 'parsing_exception', reason, line: 1, col }
  return { error: { root_cause: [cause], ...cause }, status: 400 }
}
const update = (reason: string) => failure(400, 'x_content_parse_exception', reason)
const missingBody = failure(400, 'parse_exception', 'request body is required')

const invalidName = (index: string, problem: string) => {
  const cause = { type: 'invalid_index_name_exception', reason: `Invalid index name [${index}], ${problem}`, index_uuid: '_na_', index }
  return { error: { root_cause: [cause], ...cause }, status: 400 }
}

t.test('invalid requests about documents', async t => {
  const long = 'x'.repeat(513)
  const cases: [string, object | undefined, { readonly status: number }][] = [
    [`PUT /${ALIAS}/_doc/c`, undefined, missingBody],
    [`PUT /${ALIAS}/_doc/a?if_seq_no=0`, {}, validation('ifSeqNo is set, but primary term is [0]')],
    [`PUT /${ALIAS}/_doc/a?if_primary_term=1`, {}, validation('ifSeqNo is unassigned, but primary term is [1]')],
    [`DELETE /${ALIAS}/_doc/a?if_seq_no=x&if_primary_term=1`, undefined,
      argument('Failed to parse long parameter [if_seq_no] with value [x]')],
    [`PUT /${ALIAS}/_doc/${long}`, {}, validation(`id [${long}] is too long, must be no longer than 512 bytes but was: 513`)],
    ['PUT /Upper/_doc/c', {}, invalidName('Upper', 'must be lowercase')],
    ['PUT /_a/_doc/c', {}, invalidName('_a', "must not start with '_', '-', or '+'")],
    ['PUT /a%23/_doc/c', {}, invalidName('a#', "must not contain '#'")],
    ['PUT /a:b/_doc/c', {}, invalidName('a:b', "must not contain ':'")],
    ['PUT /a%20b/_doc/c', {}, invalidName('a b', "must not contain the following characters [' ','\"','*',',','/','<','>','?','\\','|']")],
    [`PUT /${'a'.repeat(256)}/_doc/c`, {}, invalidName('a'.repeat(256), 'index name is too long, (256 > 255)')],
    ['DELETE /nope/_doc/a', undefined, { status: 404 }],
    [`POST /${ALIAS}/_update/a`, undefined, validation('script or doc is missing')],
    [`POST /${ALIAS}/_update/a`, {}, validation('script or doc is missing')],
    [`POST /${ALIAS}/_update/a`, { doc: {}, script: 'ctx._source.x = 1' }, validation("can't provide both script and doc")],
    [`POST /${ALIAS}/_update/a`, { script: 'ctx._source.x = 1', doc_as_upsert: true },
      validation('doc must be specified if doc_as_upsert is enabled')],
    [`POST /${ALIAS}/_update/a`, { docs: {} }, update('[1:2] [UpdateRequest] unknown field [docs]')],
    [`POST /${ALIAS}/_update/a`, { doc: 1 }, update("[1:8] [UpdateRequest] doc doesn't support values of type: VALUE_NUMBER")],
    ['POST /_mget', { ids: ['a'] }, validation('index is missing for doc 0')],
    [`POST /${ALIAS}/_mget`, { docs: [{ _id: 'a' }, {}] }, validation('id is missing for doc 1')],
    [`POST /${ALIAS}/_mget`, { docs: ['a'] }, argument('docs array element should include an object')],
    [`POST /${ALIAS}/_mget`, { docs: [{ id: 'a' }] },
      failure(400, 'parse_exception', 'failed to parse multi get request. unknown field [id]')],
    [`POST /${ALIAS}/_mget`, { ids: [{}] }, argument('ids array element should only contain ids')],
    [`POST /${ALIAS}/_mget`, { ids: 'a' }, parsing('unexpected token [VALUE_STRING], expected [FIELD_NAME] or [START_ARRAY]', 8)],
    [`POST /${ALIAS}/_mget`, { all: [] }, parsing('unknown key [all] for a START_ARRAY, expected [docs] or [ids]', 8)],
    [`POST /${ALIAS}/_search`, [], parsing('Expected [START_OBJECT] but found [START_ARRAY]', 1)],
    [`POST /${ALIAS}/_search`, { size: 'x' }, failure(400, 'number_format_exception', 'For input string: "x"')],
    [`POST /${ALIAS}/_search`, { track_total_hits: 'x' }, failure(400, 'number_format_exception', 'For input string: "x"')],
    [`POST /${ALIAS}/_search`, { size: [1] }, parsing('Unknown key for a START_ARRAY in [size].', 9)],
    [`POST /${ALIAS}/_search`, { aggs: [] }, parsing('Unknown key for a START_ARRAY in [aggs].', 9)],
    [`POST /${ALIAS}/_search`, { sort: { x: 'up' } }, argument('No enum constant org.elasticsearch.search.sort.SortOrder.UP')],
    [`POST /${ALIAS}/_count`, { size: 1 }, parsing('request does not support [size]', 9)],
    [`POST /${ALIAS}/_update_by_query`, { ids: ['a'] }, parsing('Unknown key for a START_ARRAY in [ids].', 8)],
    [`POST /${ALIAS}/_update_by_query?conflicts=x`, {}, argument('conflicts may only be "proceed" or "abort" but was [x]')],
    [`POST /${ALIAS}/_update_by_query?max_docs=x`, {}, argument('Failed to parse int parameter [max_docs] with value [x]')],
    [`POST /${ALIAS}/_update_by_query?max_docs=2147483648`, {},
      argument('Failed to parse int parameter [max_docs] with value [2147483648]')],
  ]
  for (const [request, body, expected] of cases) {
    t.test(`${request.replaceAll(/(\w)\1{9,}/g, '$1…')} with ${JSON.stringify(body)} changes nothing`, async t => {
      const { app, kibana } = await withAlerts(t)
      const before = kibana.alerts.list()
      const payload = body && JSON.stringify(body)
      const [method, url] = request.split(' ', 2)
      const answer = await app.inject({
        method: method as 'GET', url: url!, ...(payload && { payload, headers: { 'content-type': 'application/json' } }),
      })
      t.match(answer.json(), expected)
      t.equal(answer.statusCode, expected.status)
      t.strictSame(kibana.alerts.list(), before)
    })
  }
})
