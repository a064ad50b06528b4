import type { ServerOptions } from '../../src/index.js'
import { asElastic, SECURITY, type SetUp, xsrf } from './set-up.js'

const ALIAS = '.alerts-security.alerts-default'
const INDEX = `.internal${ALIAS}-000001`
const alert = (id: string, hour: string, source: object = {}) => ({
  id,
  index: ALIAS,
  source: {
    '@timestamp': `2025-06-01T${hour}:00:00.000Z`,
    'kibana.alert.last_detected': `2025-06-01T${hour}:00:00.000Z`,
    'kibana.alert.status': 'active',
    'kibana.alert.workflow_status': 'open',
    'kibana.alert.uuid': id,
    'kibana.alert.rule.name': `Rule of ${id}`,
    'kibana.alert.severity': 'high',
    'kibana.alert.rule.tags': ['soc'],
    ...source,
  },
})
const ALERTS: ServerOptions['seed'] = {
  alerts: [
    alert('a', '08'), alert('b', '09', { 'kibana.alert.building_block_type': 'default' }),
    alert('c', '07', { 'kibana.alert.severity': 'low' }),
    alert('d', '06', { 'kibana.alert.workflow_status': 'closed' }),
  ],
}

export const ALERT_SET_UPS: readonly SetUp[] = [
  {
    client: 'elasticctl finds alerts by rule, and assignees by name',
    options: { security: SECURITY, seed: ALERTS },
    headers: { ...asElastic, ...xsrf },
    steps: [
      {
        ask: 'POST /api/detection_engine/signals/search',
        body: { query: { bool: { filter: [{ term: { 'kibana.alert.uuid': 'a' } }] } }, size: 1 },
        status: 200,
        reads: { hits: { hits: [{ _id: 'a', _index: INDEX, _source: { 'kibana.alert.rule.name': 'Rule of a' } }] } },
      },
      {
        to: 'elasticsearch',
        ask: 'POST /_security/profile/_activate',
        body: { grant_type: 'password', username: 'elastic', password: 'test' },
        status: 200,
        as: 'activated',
      },
      {
        to: 'elasticsearch',
        ask: 'POST /_security/profile/_suggest',
        body: { name: 'admin', size: 5 },
        status: 200,
        reads: { total: { value: 1 }, profiles: [{ uid: '{activated.uid}', user: { full_name: 'Elastic Admin' } }] },
      },
      {
        ask: 'POST /api/detection_engine/signals/status',
        body: { signal_ids: ['a'], status: 'acknowledged' },
        status: 200,
        reads: { updated: 1 },
      },
    ],
  },
  {
    client: 'OpenCTI asks for the health of the cluster, then for the alerts of a period, and reads one of them in full',
    options: { security: SECURITY, seed: ALERTS, clock: { now: '2025-06-01T10:00:00.000Z', frozen: true } },
    headers: asElastic,
    steps: [
      { to: 'elasticsearch', ask: 'GET /_cluster/health', status: 200, reads: { status: 'green' } },
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_search`,
        body: {
          size: 10_000,
          query: {
            bool: {
              filter: [
                { range: { 'kibana.alert.last_detected': { gte: '2025-06-01T00:00:00.000Z', lte: 'now' } } },
                { exists: { field: 'kibana.alert.status' } },
                { terms: { 'kibana.alert.workflow_status': ['open', 'acknowledged'] } },
                {
                  bool: {
                    should: [{ bool: { must_not: { exists: { field: 'kibana.alert.building_block_type' } } } }], minimum_should_match: 1,
                  },
                },
                { terms: { 'kibana.alert.rule.tags': ['soc'] } },
              ],
            },
          },
          sort: [{ '@timestamp': { order: 'asc' } }],
        },
        status: 200,
        reads: { hits: { total: { value: 2, relation: 'eq' }, max_score: null, hits: [{ _id: 'c' }, { _id: 'a' }] } },
      },
      { to: 'elasticsearch', ask: `GET /${INDEX}/_doc/a`, status: 200, reads: { found: true, _source: { 'kibana.alert.uuid': 'a' } } },
    ],
  },
  {
    client: 'Elastic\'s MCP app counts the alerts of a week by rule',
    options: { seed: ALERTS, clock: { now: '2025-06-01T10:00:00.000Z', frozen: true } },
    steps: [
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_search`,
        body: {
          size: 50,
          query: {
            bool: {
              must: [
                { range: { '@timestamp': { gte: 'now-7d' } } }, { term: { 'kibana.alert.workflow_status': 'open' } },
                { wildcard: { 'kibana.alert.rule.name': { value: '*RULE OF*', case_insensitive: true } } },
              ],
              should: [{ term: { 'kibana.alert.severity': 'high' } }, { term: { 'kibana.alert.severity': 'critical' } }],
              minimum_should_match: 1,
              must_not: [{ term: { _id: 'b' } }],
            },
          },
          aggs: { rules: { terms: { field: 'kibana.alert.rule.name' } } },
          sort: [{ '@timestamp': 'asc' }],
        },
        status: 200,
        reads: { hits: { hits: [{ _id: 'a' }] }, aggregations: { rules: { buckets: [{ key: 'Rule of a', doc_count: 1 }] } } },
      },
    ],
  },
  {
    client: "Elastic's agent skills page through alerts, and read some of them",
    options: { seed: ALERTS },
    steps: [
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_search`,
        body: {
          size: 2,
          _source: ['kibana.alert.uuid', 'kibana.alert.rule.name'],
          query: {
            bool: {
              must: [{ range: { '@timestamp': { gte: '2025-06-01T00:00:00Z' } } }],
              must_not: [
                { terms: { 'kibana.alert.workflow_status': ['closed'] } },
              ],
            },
          },
          sort: [{ '@timestamp': 'desc' }, { 'kibana.alert.uuid': 'asc' }],
        },
        status: 200,
        reads: { hits: { hits: [{ _id: 'b', _source: { 'kibana.alert.uuid': 'b' } }, { _id: 'a' }] } },
        as: 'page',
      },
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_search`,
        body: {
          size: 2,
          sort: [{ '@timestamp': 'desc' }, { 'kibana.alert.uuid': 'asc' }],
          search_after: ['{page.hits.hits.1.sort.0}', '{page.hits.hits.1.sort.1}'],
        },
        status: 200,
        reads: { hits: { hits: [{ _id: 'c' }, { _id: 'd' }] } },
      },
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_count`,
        body: { query: { bool: { filter: [{ ids: { values: ['a', 'd', 'z'] } }] } } },
        status: 200,
        reads: { count: 2 },
      },
      {
        to: 'elasticsearch',
        ask: `POST /${ALIAS}/_mget`,
        body: { ids: ['a', 'z'] },
        status: 200,
        reads: {
          docs: [{ found: true }, { found: false }],
        },
      },
    ],
  },
]
