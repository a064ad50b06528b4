import t from 'tap'
import { searcher } from '../../helpers/alert-documents.js'

// Source: docs/reference/kibana/neighbours.md §8, "What the known clients send"
const SEARCHES: readonly [client: string, body: Record<string, unknown>, ids: string][] = [
  ['a connector of threat intelligence', {
    size: 10_000,
    query: {
      bool: {
        filter: [
          { range: { 'kibana.alert.last_detected': { gte: '2025-05-01T00:00:00.000Z', lte: 'now' } } },
          { exists: { field: 'kibana.alert.status' } },
          { terms: { 'kibana.alert.workflow_status': ['open', 'acknowledged'] } },
          {
            bool: {
              should: [{ terms: { 'kibana.alert.severity': ['high'] } }, { bool: { must_not: [{ exists: { field: 'host' } }] } }],
              minimum_should_match: 1,
            },
          },
        ],
      },
    },
    sort: [{ '@timestamp': { order: 'asc' } }],
  }, 'bc'],
  ['an MCP app', {
    query: {
      bool: {
        must: [
          { range: { '@timestamp': { gte: 'now-7d' } } },
          { term: { 'kibana.alert.workflow_status': 'open' } },
          { wildcard: { 'kibana.alert.rule.name': { value: '*mal*', case_insensitive: true } } },
        ],
        should: [{ term: { 'host.name': 'web-2' } }, { term: { 'kibana.alert.risk_score': 47 } }],
        minimum_should_match: 1,
        must_not: [{ term: { _id: 'b' } }],
      },
    },
    aggs: { severities: { terms: { field: 'kibana.alert.severity' } } },
    sort: [{ '@timestamp': 'asc' }],
  }, 'c'],
  ['a skill of an agent, page by page', {
    query: {
      bool: {
        must: [{ range: { '@timestamp': { gte: 'now-30d', lte: 'now' } } }],
        must_not: [{ terms: { 'kibana.alert.workflow_status': ['closed'] } }],
      },
    },
    _source: ['kibana.alert.uuid', 'kibana.alert.rule.name', '@timestamp'],
    sort: [{ '@timestamp': { order: 'desc' } }, { 'kibana.alert.uuid': 'asc' }],
    search_after: [Date.parse('2025-06-01T09:00:00.000Z'), 'c'],
    size: 1,
  }, 'b'],
  ['a command line that attaches alerts by their ids',
    { query: { ids: { values: ['a', 'c'] } }, size: 100, track_total_hits: true, sort: 'kibana.alert.uuid' }, 'ac'],
  ['a forwarder', {
    query: { query_string: { query: 'kibana.alert.workflow_status:open AND kibana.alert.severity:(high OR critical)' } },
    from: 1,
    size: 1,
    sort: 'kibana.alert.uuid',
  }, 'c'],
]

t.test('searches of known clients find their alerts', async t => {
  const search = await searcher(t)
  for (const [client, body, ids] of SEARCHES) t.equal(search(body).hits.hits.map(({ _id }) => _id).join(''), ids, client)
})
