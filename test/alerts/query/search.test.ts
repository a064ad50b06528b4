import t from 'tap'
import { resolveIndices } from '../../../src/alerts/query/indices.js'
import { searchAlerts } from '../../../src/alerts/query/search.js'
import { searcher, serverWithAlerts } from '../../helpers/alert-documents.js'
import { kibanaContext } from '../../helpers/kibana-context.js'

t.test('an answer', async t => {
  const search = await searcher(t)

  t.test('equals that of Elasticsearch, with keys in its order', async t => {
    const answer = search({ query: { term: { _id: 'a' } }, _source: ['host.name'] })
    t.equal(JSON.stringify(answer), JSON.stringify({
      took: 1,
      timed_out: false,
      _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
      hits: {
        total: { value: 1, relation: 'eq' },
        max_score: 1,
        hits: [{ _index: '.internal.alerts-security.alerts-default-000001', _id: 'a', _score: 1, _source: { host: { name: 'web-1' } } }],
      },
    }))
  })

  t.test('has no score with a sort, 0 with only a filter, and none without hits', async t => {
    t.match(search({ sort: '@timestamp' }).hits, { max_score: null, hits: [{ _score: null }] })
    t.match(search({ query: { bool: { filter: { match_all: {} } } } }).hits, { max_score: 0, hits: [{ _score: 0 }] })
    t.match(search({ query: { match_none: {} } }).hits, { max_score: null, hits: [] })
  })

  t.test('counts hits according to track_total_hits', async t => {
    for (const [asked, total] of [
      [undefined, { value: 3, relation: 'eq' }], [true, { value: 3, relation: 'eq' }], [2, { value: 2, relation: 'gte' }],
      [false, undefined],
    ] as const) t.strictSame(search({ ...(asked !== undefined && { track_total_hits: asked }) }).hits.total, total)
  })

  t.test('returns a page of the hits', async t => {
    const ids = (body: object) => search({ sort: 'kibana.alert.uuid', ...body }).hits.hits.map(({ _id }) => _id)
    t.strictSame(ids({ size: 2 }), ['a', 'b'])
    t.strictSame(ids({ from: 1, size: 1 }), ['b'])
    t.strictSame(ids({ search_after: ['a'] }), ['b', 'c'])
    t.strictSame(ids({ size: 0 }), [])
  })
})

t.test('sort', async t => {
  const search = await searcher(t)
  for (const [sort, ids, first] of [
    [[{ '@timestamp': { order: 'desc' } }], 'cba', [Date.parse('2025-06-01T09:00:00.000Z')]],
    [[{ '@timestamp': 'asc' }], 'abc', [Date.parse('2025-05-30T10:00:00.000Z')]],
    ['kibana.alert.risk_score', 'acb', [21]],
    [{ 'kibana.alert.severity': 'asc', 'kibana.alert.risk_score': 'desc' }, 'bca', ['high', 73]],
    [{ 'host.name': 'desc' }, 'bac', ['web-2']],
    [{ 'host.name': { order: 'asc', missing: '_first' } }, 'cab', [null]],
    [{ tags: 'asc' }, 'abc', ['home']],
    [{ tags: 'desc' }, 'abc', ['vpn']],
    [{ trusted: 'desc' }, 'abc', [1]],
    [['_score', { _doc: 'desc' }], 'cba', undefined],
  ] as const) {
    const { hits } = search({ sort }).hits
    t.equal(hits.map(({ _id }) => _id).join(''), ids, JSON.stringify(sort))
    if (first) t.strictSame(hits[0]?.sort, first)
  }
})

// Source: Elasticsearch's server/src/main/java/org/elasticsearch/search/sort/FieldSortBuilder.java (resolveUnmappedType) and
// index/mapper/IdFieldMapper.java (fielddataBuilder)
t.test('a field that does not allow sorting is refused', async t => {
  const search = await searcher(t)
  const index = '.internal.alerts-security.alerts-default-000001'
  const unmapped = (field: string) => ({
    type: 'query_shard_exception',
    reason: `No mapping found for [${field}] in order to sort on`,
    index_uuid: 'wYkkpPsiT7uzFpFBCKzKSQ',
    index,
  })
  const id = {
    type: 'illegal_argument_exception',
    reason: 'Fielddata access on the _id field is disallowed, you can re-enable it by updating the dynamic cluster setting: ' +
      'indices.id_field_data.enabled',
  }
  const failed = { type: 'search_phase_execution_exception', reason: 'all shards failed', phase: 'query', grouped: true }
  for (const [body, cause] of [
    [{ sort: 'created_at' }, unmapped('created_at')],
    [{ sort: [{ '@timestamp': 'asc' }, { 'kibana.alert.created_at': 'desc' }] }, unmapped('kibana.alert.created_at')],
    [{ sort: 'host' }, unmapped('host')],
    [{ sort: { hosts: { order: 'asc', missing: '_first' } } }, unmapped('hosts')],
    [{ sort: [{ '@timestamp': 'asc' }, '_id'] }, id],
    [{ sort: { _id: { order: 'asc', unmapped_type: 'keyword' } } }, id],
    [{ size: 0, aggs: { ids: { terms: { field: '_id' } } } }, id],
    [{ size: 0, aggs: { all: { terms: { field: 'tags' }, aggs: { ids: { cardinality: { field: '_id' } } } } } }, id],
  ] as const) {
    const error = t.throws(() => search(body), Error, JSON.stringify(body))
    // An exception that is not one of Elasticsearch's own is wrapped
    const wrapped = cause === id && { caused_by: { ...id, caused_by: id } }
    t.strictSame(JSON.parse(JSON.stringify(error)), { error: { root_cause: [cause], ...failed, ...wrapped }, status: 400 })
  }

  t.test('unless it is mapped, may be unmapped, or no index is searched', async t => {
    for (const [sort, where] of [
      ['trusted', '.alerts-*'], ['host.name', '.alerts-*'], ['process.pid', '.alerts-*'], ['kibana.alert.workflow_reason', '.alerts-*'],
      ['created_at', '.alerts-none*'], ['_id', 'none*'], [{ created_at: { order: 'asc', unmapped_type: 'date' } }, '.alerts-*'],
      ['_seq_no', '.alerts-*'], ['_index', '.alerts-*'],
    ] as const) t.ok(search({ sort }, where).hits, JSON.stringify(sort))
  })

  t.test('unless it is in a document, for an index that is not one of alerts', async t => {
    const kibana = await serverWithAlerts(t)
    kibana.alerts.add({ id: 'own', index: 'my-index', source: { mine: { value: 1 }, nothing: null } })
    const context = await kibanaContext(kibana)
    const sorted = (sort: string) => () => searchAlerts(context, resolveIndices(context.store, 'my-index'), { sort })
    t.ok(sorted('mine.value')())
    t.throws(sorted('nothing'), { message: 'No mapping found for [nothing] in order to sort on' })
    t.throws(sorted('process.pid'), { message: 'No mapping found for [process.pid] in order to sort on' })
  })
})

t.test('_source and fields', async t => {
  const search = await searcher(t)
  const source = (id: string, _source: unknown) => search({ query: { term: { _id: id } }, _source }).hits.hits[0]?._source

  t.test('select parts of a document', async t => {
    t.strictSame(source('a', ['host.os', 'tags']), { host: { os: { family: 'linux' } }, tags: ['vpn', 'home'] })
    t.strictSame(source('a', 'host.*'), { host: { name: 'web-1', os: { family: 'linux' } } })
    t.strictSame(source('c', ['files.name', 'nothing']), { files: [{ name: 'x.exe' }, { name: 'y.exe' }], nothing: null })
    t.strictSame(source('c', 'files.size'), { files: [{ size: 1 }] })
    t.strictSame(source('c', 'files.none'), {})
    t.strictSame(source('a', { includes: ['host', 'tags'], excludes: ['host.os'] }), { host: { name: 'web-1' }, tags: ['vpn', 'home'] })
    t.strictSame(source('a', { exclude: ['kibana*', 'message', 'host', '@*'] }), { tags: ['vpn', 'home'], trusted: true })
  })

  t.test('return the whole document, or nothing', async t => {
    t.match(source('a', true), { host: { name: 'web-1' } })
    t.equal(source('a', false), undefined)
  })

  t.test('address values by dotted paths', async t => {
    const fields = (id: string, fields: unknown[]) => search({ query: { term: { _id: id } }, _source: false, fields }).hits.hits[0]?.fields
    t.strictSame(fields('c', ['files.*', { field: 'kibana.alert.severity' }]), {
      'kibana.alert.severity': ['high'], 'files.name': ['x.exe', 'y.exe'], 'files.size': [1],
    })
    t.equal(fields('a', ['unknown']), undefined)
  })
})

t.test('aggregations', async t => {
  const search = await searcher(t)
  const aggregate = (aggregation: object) => search({ size: 0, aggs: { it: aggregation } }).aggregations?.it

  t.test('count by field value, most frequent first', async t => {
    t.strictSame(aggregate({ terms: { field: 'kibana.alert.rule.name' } }), {
      doc_count_error_upper_bound: 0,
      sum_other_doc_count: 0,
      buckets: [{ key: 'Malware', doc_count: 2 }, { key: 'Login from two countries', doc_count: 1 }],
    })
    t.match(aggregate({ terms: { field: 'kibana.alert.severity', size: 1 } }), { sum_other_doc_count: 1, buckets: [{ key: 'high' }] })
    t.match(aggregate({ terms: { field: 'kibana.alert.severity', order: { _count: 'asc' } } }), {
      buckets: [{ key: 'low' }, { key: 'high' }],
    })
    t.match(aggregate({ terms: { field: 'tags', order: { _key: 'desc' } } }), {
      buckets: [{ key: 'vpn' }, { key: 'office' }, { key: 'home' }],
    })
  })

  t.test('return booleans and dates with their text', async t => {
    t.match(aggregate({ terms: { field: 'trusted' } }), {
      buckets: [{ key: 0, key_as_string: 'false', doc_count: 1 }, { key: 1, key_as_string: 'true' }],
    })
    t.match(aggregate({ terms: { field: '@timestamp' } }), {
      buckets: [{ key: Date.parse('2025-05-30T10:00:00.000Z'), key_as_string: '2025-05-30T10:00:00.000Z' }, {}, {}],
    })
  })

  t.test('count values, also nested', async t => {
    t.strictSame(aggregate({ cardinality: { field: 'kibana.alert.severity' } }), { value: 2 })
    t.match(aggregate({
      terms: { field: 'kibana.alert.severity' }, aggregations: { rules: { cardinality: { field: 'kibana.alert.rule.name' } } },
    }), {
      buckets: [{ key: 'high', doc_count: 2, rules: { value: 1 } }, { key: 'low', rules: { value: 1 } }],
    })
  })
  // Source: Elasticsearch's server/src/main/java/org/elasticsearch/search/aggregations/bucket/histogram
  t.test('count by interval of time, including empty ones in between', async t => {
    const bucket = (key: string, count: number, more: object = {}) =>
      ({ key_as_string: `${key}T00:00:00.000Z`, key: Date.parse(key), doc_count: count, ...more })
    const histogram = (options: object) => aggregate({ date_histogram: { field: '@timestamp', ...options } })
    for (const [options, buckets] of [
      [{ calendar_interval: 'day' }, [bucket('2025-05-30', 1), bucket('2025-05-31', 1), bucket('2025-06-01', 1)]],
      [{ calendar_interval: '1w' }, [bucket('2025-05-26', 3)]],
      [{ calendar_interval: 'month' }, [bucket('2025-05-01', 2), bucket('2025-06-01', 1)]],
      [{ calendar_interval: '1q' }, [bucket('2025-04-01', 3)]],
      [{ calendar_interval: 'year' }, [bucket('2025-01-01', 3)]],
      [{ fixed_interval: '2d' }, [bucket('2025-05-30', 2), bucket('2025-06-01', 1)]],
      [{ fixed_interval: '12h', min_doc_count: 1 }, [bucket('2025-05-30', 1), bucket('2025-05-31', 1), bucket('2025-06-01', 1)]],
    ] as const) t.strictSame(histogram(options), { buckets }, JSON.stringify(options))
    t.equal((histogram({ fixed_interval: '12h' }) as { buckets: unknown[] }).buckets.length, 5)
    t.strictSame(aggregate({ date_histogram: { field: 'kibana.alert.end', fixed_interval: '1m' } }), { buckets: [] })
    t.strictSame(aggregate({ date_histogram: { field: 'host.name', fixed_interval: '1m' } }), { buckets: [] })
    t.strictSame(aggregate({
      date_histogram: { field: '@timestamp', calendar_interval: '1M' },
      aggs: { rules: { cardinality: { field: 'kibana.alert.rule.name' } } },
    }), {
      buckets: [bucket('2025-05-01', 2, { rules: { value: 2 } }), bucket('2025-06-01', 1, { rules: { value: 1 } })],
    })
  })

  t.test('refuse intervals as Elasticsearch does', async t => {
    const refused = (options: object) => JSON.parse(JSON.stringify(t.throws(() => search({
      aggs: { sales_over_time: { date_histogram: { field: '@timestamp', ...options } } },
    })))).error
    const failed = (option: string, col: number, reason: string) => ({
      type: 'x_content_parse_exception',
      reason: `[1:${col}] [date_histogram] failed to parse field [${option}]`,
      caused_by: { type: 'illegal_argument_exception', reason },
    })
    for (const [options, error] of [
      [{ calendar_interval: '2d' },
        failed('calendar_interval', 88, 'The supplied interval [2d] could not be parsed as a calendar interval.')],
      [{ calendar_interval: '1d', fixed_interval: '1d' },
        failed('fixed_interval', 110, 'Cannot use [fixed_interval] with [calendar_interval] configuration option.')],
      ...['1M', 'x', '1', '999999999999999999d'].map(text => [{ fixed_interval: text }, failed(
        'fixed_interval', 85,
        `failed to parse setting [date_histogram.fixedInterval] with value [${text}] as a time value: unit is missing or unrecognized`,
      )] as const),
      [{ fixed_interval: '0s' }, { type: 'illegal_argument_exception', reason: 'Zero or negative time interval not supported' }],
      [{}, { type: 'illegal_argument_exception', reason: 'Invalid interval specified, must be non-null and non-empty' }],
      [{ fixed_interval: '1ms' }, { type: 'search_phase_execution_exception', root_cause: [{ max_buckets: 65_536 }] }],
    ] as const) t.match(refused(options), error, JSON.stringify(options))
  })
})
