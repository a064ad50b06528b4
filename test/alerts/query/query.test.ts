import t from 'tap'
import { ElasticsearchError } from '../../../src/alerts/query/elasticsearch-error.js'
import { resolveIndices } from '../../../src/alerts/query/indices.js'
import { searchAlerts } from '../../../src/alerts/query/search.js'
import { searcher } from '../../helpers/alert-documents.js'
import { testServer } from '../../helpers/app.js'
import { kibanaContext } from '../../helpers/kibana-context.js'

const ABC = ['a', 'b', 'c']

// Source: Elasticsearch's documentation of its query language; the queries of docs/reference/kibana/neighbours.md §8
const queries: [query: object, ids: string[]][] = [
  [{ match_all: {} }, ABC],
  [{ match_none: {} }, []],
  [{ ids: { values: ['c', 'a', 'nowhere'] } }, ['a', 'c']],
  [{ term: { _id: 'b' } }, ['b']],
  [{ terms: { _id: ['b', 'c'] } }, ['b', 'c']],
  [{ term: { _index: '.internal.alerts-security.alerts-default-000001' } }, ABC],
  [{ term: { 'kibana.alert.severity': 'high' } }, ['b', 'c']],
  [{ term: { 'kibana.alert.severity': { value: 'HIGH' } } }, []],
  [{ term: { 'kibana.alert.severity': { value: 'HIGH', case_insensitive: true, boost: 2 } } }, ['b', 'c']],
  [{ term: { 'kibana.alert.risk_score': 21 } }, ['a']],
  [{ term: { 'kibana.alert.risk_score': '21' } }, ['a']],
  [{ term: { trusted: 'true' } }, ['a']],
  [{ term: { trusted: false } }, ['b']],
  [{ term: { tags: 'home' } }, ['a']],
  [{ term: { 'host.name': 'web-2' } }, ['b']],
  [{ term: { '@timestamp': '2025-05-31' } }, ['b']],
  [{ term: { '@timestamp': 'now' } }, []],
  [{ term: { '@timestamp': 'never' } }, []],
  [{ term: { message: 'rome' } }, ['a']],
  [{ term: { message: 'Rome' } }, []],
  [{ term: { 'files.name': 'y.exe' } }, ['c']],
  [{ terms: { 'kibana.alert.severity': ['low', 'medium'], boost: 1 } }, ['a']],
  [{ match: { 'kibana.alert.rule.name': 'Malware' } }, ['b', 'c']],
  [{ match: { 'kibana.alert.rule.name': 'Login' } }, []],
  [{ match: { message: 'ROME or ben' } }, ['a', 'b']],
  [{ match: { message: { query: 'user rome', operator: 'AND' } } }, ['a']],
  [{ match: { message: '!' } }, []],
  [{ match_phrase: { message: 'user ben' } }, ['b']],
  [{ match_phrase: { message: { query: 'ben user' } } }, []],
  [{ match_phrase: { 'kibana.alert.rule.name': 'Login from two countries' } }, ['a']],
  [{ match_phrase: { 'message.text': 'logged in' } }, ['a']],
  [{ exists: { field: 'host.os.family' } }, ['a']],
  [{ exists: { field: 'host' } }, ['a', 'b']],
  [{ exists: { field: 'nothing' } }, []],
  [{ exists: { field: 'kibana.alert' } }, ABC],
  [{ range: { '@timestamp': { gte: 'now-24h' } } }, ['c']],
  [{ range: { '@timestamp': { gte: 'now-2d/d', lt: 'now/d' } } }, ['a', 'b']],
  [{ range: { '@timestamp': { gt: '2025-05-30', lte: '2025-05-31' } } }, ['b']],
  [{ range: { '@timestamp': { gte: Date.parse('2025-05-31T09:00:00.000Z'), format: 'epoch_millis' } } }, ['b', 'c']],
  [{ range: { '@timestamp': { gte: null, lte: '2025' } } }, ABC],
  [{ range: { 'kibana.alert.risk_score': { gt: 21, lt: '73' } } }, ['c']],
  [{ range: { 'kibana.alert.risk_score': { gte: 21, lte: 47 } } }, ['a', 'c']],
  [{ range: { 'kibana.alert.risk_score': { gte: 'low' } } }, []],
  [{ range: { 'host.name': { gt: 'web-1' } } }, ['b']],
  [{ wildcard: { 'host.name': 'web-?' } }, ['a', 'b']],
  [{ wildcard: { 'kibana.alert.rule.name': { value: '*LOGIN*', case_insensitive: true } } }, ['a']],
  [{ wildcard: { 'kibana.alert.rule.name': { wildcard: '*login*' } } }, []],
  [{ wildcard: { message: 'ro*' } }, ['a']],
  [{ prefix: { 'kibana.alert.rule.name': 'Mal' } }, ['b', 'c']],
  [{ prefix: { 'kibana.alert.rule.name': { value: 'mal', case_insensitive: true } } }, ['b', 'c']],
  [{ bool: {} }, ABC],
  [{ bool: { must: { term: { tags: 'vpn' } } } }, ['a']],
  [{ bool: { must: [{ exists: { field: 'host' } }], filter: [{ term: { trusted: true } }] } }, ['a']],
  [{ bool: { must_not: [{ term: { _id: 'a' } }, { term: { _id: 'c' } }] } }, ['b']],
  [{ bool: { should: [{ term: { _id: 'a' } }, { term: { _id: 'c' } }] } }, ['a', 'c']],
  [{ bool: { filter: [{ exists: { field: 'host' } }], should: [{ term: { _id: 'c' } }] } }, ['a', 'b']],
  [{ bool: { filter: [{ match_all: {} }], should: [{ term: { _id: 'c' } }], minimum_should_match: 1 } }, ['c']],
  [{ bool: { should: [{ exists: { field: 'host' } }, { term: { _id: 'a' } }], minimum_should_match: '-1' } }, ['a', 'b']],
  [{ bool: { should: [{ exists: { field: 'host' } }, { term: { _id: 'a' } }], minimum_should_match: '100%' } }, ['a']],
  [{ bool: { filter: { bool: { should: [{ term: { _id: 'a' } }, { bool: { must_not: { exists: { field: 'host' } } } }] } } } }, ['a', 'c']],
]

const strings: [query: string, ids: string[], options?: object][] = [
  ['*', ABC],
  ['', []],
  ['_id:a', ['a']],
  ['kibana.alert.severity:high', ['b', 'c']],
  ['kibana.alert.severity:high AND host.name:*', ['b']],
  ['kibana.alert.severity:high AND NOT host.name:web-2', ['c']],
  ['+kibana.alert.severity:high -_id:c', ['b'], { default_operator: 'AND' }],
  ['_id:a OR _id:b', ['a', 'b']],
  ['_id:a _id:b', ['a', 'b']],
  ['_id:a _id:b', [], { default_operator: 'and' }],
  ['_id:(a OR c)', ['a', 'c']],
  ['(_id:a || _id:b) && trusted:true', ['a']],
  ['kibana.alert.rule.name:"Login from two countries"', ['a']],
  ['message:"ben opened"', ['b']],
  ['kibana.alert.risk_score:[21 TO 47]', ['a', 'c']],
  ['kibana.alert.risk_score:{21 TO *]', ['b', 'c']],
  ['kibana.alert.risk_score:[* TO 47}', ['a']],
  ['kibana.alert.risk_score:>=47', ['b', 'c']],
  ['@timestamp:[now-1d TO now]', ['c']],
  ['host.name:web-?', ['a', 'b']],
  ['_exists_:host', ['a', 'b']],
  ['_exists_:"files.name"', ['c']],
  ['web-1', ['a']],
  ['rome', ['a']],
  ['web-1', [], { default_field: 'message' }],
  ['web-1', ['a'], { fields: ['host.*^2', 'message'] }],
  ['kibana.alert.rule.name:Login\\ from\\ two\\ countries', ['a']],
]

t.test('a query selects the documents that Elasticsearch would', async t => {
  const search = await searcher(t)
  for (const [
    query, expected,
  ] of [...queries, ...strings.map(([query, ids, options]) => [{ query_string: { query, ...options } }, ids] as const)]) {
    const found = search({ query, sort: 'kibana.alert.uuid' })
    t.strictSame(found.hits.hits.map(({ _id }) => _id), expected, JSON.stringify(query))
  }
})

const parsing = (reason: string, col: number) => ({ type: 'parsing_exception', reason, line: 1, col })
const illegal = (reason: string) => ({ type: 'illegal_argument_exception', reason })
const unknown = (reason: string, name: string, col: number) =>
  ({ ...parsing(reason, col), caused_by: { type: 'named_object_not_found_exception', reason: `[1:${col}] unknown field [${name}]` } })
const shards = (type: string, reason: string) =>
  ({ type: 'search_phase_execution_exception', reason: 'all shards failed', phase: 'query', grouped: true, root: { type, reason } })
/** With a cause that is not one of Elasticsearch's own exceptions. */
const shardsOf = (type: string, reason: string) =>
  ({ ...shards(type, reason), caused_by: { type, reason, caused_by: { type, reason } } })

// Source: docs/reference/kibana/neighbours.md §8 (measured); the others are Elasticsearch's own texts
const refusals: [body: Record<string, unknown>, error: object][] = [
  [{ query: { foo: {} } }, unknown('unknown query [foo]', 'foo', 17)],
  [{ query: { toString: {} } }, unknown('unknown query [toString]', 'toString', 22)],
  [{ query: {} }, illegal('query malformed, empty clause found at [1:11]')],
  [{ query: { bool: { must: [{}] } } }, illegal('query malformed, empty clause found at [1:28]')],
  [{ query: 'x' }, parsing('Unknown key for a VALUE_STRING in [query].', 10)],
  [{ query: [] }, parsing('Unknown key for a START_ARRAY in [query].', 10)],
  [{ query: null }, parsing('Unknown key for a VALUE_NULL in [query].', 10)],
  [{ foo: {} }, parsing('Unknown key for a START_OBJECT in [foo].', 8)],
  [{ query: { bool: { must: ['x'] } } }, parsing('[_na] query malformed, must start with start_object', 27)],
  [{ query: { term: 'x' } }, parsing('[term] query malformed, no start_object after query name', 18)],
  [{ query: { match_all: {}, term: {} } }, parsing('[match_all] malformed query, expected [END_OBJECT] but found [FIELD_NAME]', 26)],
  [{ query: { bool: { mst: [] } } }, { type: 'x_content_parse_exception', reason: '[1:19] [bool] unknown field [mst]' }],
  [{ query: { match_all: { x: 1 } } }, { type: 'x_content_parse_exception', reason: '[1:24] [match_all] unknown field [x]' }],
  [{ query: { term: { a: 1, b: 2 } } }, parsing("[term] query doesn't support multiple fields, found [a] and [b]", 29)],
  [{ query: { term: { a: ['x'] } } }, parsing('[term] query does not support array of values', 23)],
  [{ query: { term: { a: { valu: 1 } } } }, parsing('[term] query does not support [valu]', 31)],
  [{ query: { term: { a: null } } }, illegal('value cannot be null')],
  [{ query: { terms: { a: 'x' } } }, parsing('[terms] query does not support [a]', 24)],
  [{ query: { terms: {} } }, illegal('field name cannot be null.')],
  ...['term', 'range', 'wildcard', 'prefix'].map((name): [Record<string, unknown>, object] =>
    [{ query: { [name]: {} } }, illegal('field name is null or empty')]),
  ...['match', 'match_phrase'].map((name): [Record<string, unknown>, object] =>
    [{ query: { [name]: {} } }, illegal(`[${name}] requires fieldName`)]),
  [{ query: { range: { a: 5 } } }, parsing('[range] query does not support [a]', 24)],
  [{ query: { query_string: {} } }, illegal('[query_string] must be provided with a [query]')],
  [{ query: { range: { '@timestamp': { gte: 'tuesday' } } } },
    shards('parse_exception', 'failed to parse date field [tuesday] with format [strict_date_optional_time||epoch_millis]: [failed to ' +
      'parse date field [tuesday] with format [strict_date_optional_time||epoch_millis]]')],
  ...['_id:(a', '_id:a)', 'AND', '"a', '_id:', '('.repeat(600), `${'NOT '.repeat(600)}a`].map((query): [Record<string, unknown>, object] =>
    [{ query: { query_string: { query } } }, shards('query_shard_exception', `Failed to parse query [${query}]`)]),
  [{ from: -1 }, illegal('[from] parameter cannot be negative but was [-1]')],
  [{ size: -1 }, illegal('[size] parameter cannot be negative, found [-1]')],
  [{ from: 9999, size: 2 },
    shardsOf(
      'illegal_argument_exception',
      'Result window is too large, from + size must be less than or equal to: [10000] but was [10001]. See the scroll api for a more ' +
        'efficient way to request large data sets. This limit can be set by changing the [index.max_result_window] index level setting.',
    )],
  [{ _source: 5 }, illegal('Unsupported [_source] [5]')],
  [{ aggs: { a: { foo: {} } } }, unknown('Unknown aggregation type [foo]', 'foo', 21)],
  [{ aggs: { a: { terms: { fild: 'x' } } } }, { type: 'x_content_parse_exception', reason: '[1:24] [terms] unknown field [fild]' }],
  [{ aggs: { a: { terms: {} } } }, illegal('Required one of fields [field, script], but none were specified. ')],
  [{ aggs: { a: {} } }, parsing('Missing definition for aggregation [a]', 14)],
  [{ aggs: { a: 'x' } }, parsing('Expected [START_OBJECT] under [a], but got a [VALUE_STRING] in [a]', 14)],
  [{ aggs: { a: { terms: 'x' } } }, parsing('Expected [START_OBJECT] under [terms], but got a [VALUE_STRING] in [a]', 23)],
]

t.test('an invalid or unsupported body is refused with the message of Elasticsearch', async t => {
  const search = await searcher(t)
  for (const [body, { root, ...error }] of refusals as [Record<string, unknown>, { root?: object }][]) {
    const { caused_by: _, ...own } = error as { caused_by?: object }
    const thrown = t.throws(() => search(body), ElasticsearchError, JSON.stringify(body))
    t.strictSame(JSON.parse(JSON.stringify(thrown)), {
      error: { root_cause: [root ?? own], ...(root ? { ...root, ...error } : error) }, status: 400,
    }, JSON.stringify(body))
  }
})

t.test('large input', async t => {
  t.test('in a document does not keep it from being found', async t => {
    const context = await kibanaContext(await testServer(t))
    const { store } = context
    const index = '.alerts-security.alerts-default'
    const values = Array.from({ length: 150_000 }, (_, position) => position)
    store.create('alert', { id: 'a', space: 'default', attributes: { index, source: { values } } })
    const search = (body: Record<string, unknown>) => searchAlerts(context, resolveIndices(store, index), body).hits
    t.equal(search({ query: { term: { values: 149_999 } } }).hits.length, 1)
    t.equal(search({ fields: ['values'], _source: false }).hits[0]?.fields?.values?.length, 150_000)
  })

  t.test('in a query is parsed', async t => {
    const search = await searcher(t)
    const count = (query: object) => search({ query }).hits.hits.length
    t.equal(count({ query_string: { query: 'b '.repeat(20_000), default_field: '_id' } }), 1)
    t.equal(count({ bool: { should: Array.from({ length: 1000 }, (_, id) => ({ term: { _id: String(id) } })) } }), 0)
  })
})

t.test('indices', async t => {
  const search = await searcher(t)
  const count = (index: string) => search({ size: 0 }, index).hits.total?.value

  t.test('are found by alias, name, wildcard and list', async t => {
    for (const [index, expected] of [
      ['.alerts-security.alerts-default', 3],
      ['.internal.alerts-security.alerts-default-000001', 3],
      ['.alerts-*', 3],
      ['_all', 3],
      ['', 3],
      ['.alerts-security.alerts-default,.alerts-*', 3],
      ['nothing-*', 0],
    ] as const) t.equal(count(index), expected, index)
    t.strictSame(search({}, 'nothing-*')._shards, { total: 0, successful: 0, skipped: 0, failed: 0 })
  })

  t.test('that do not exist return 404', async t => {
    const error = t.throws(() => search({}, 'nothing'), ElasticsearchError)
    const cause = {
      type: 'index_not_found_exception',
      reason: 'no such index [nothing]',
      'resource.type': 'index_or_alias',
      'resource.id': 'nothing',
      index_uuid: '_na_',
      index: 'nothing',
    }
    t.strictSame(JSON.parse(JSON.stringify(error)), { error: { root_cause: [cause], ...cause }, status: 404 })
  })
})
