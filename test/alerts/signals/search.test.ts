import t from 'tap'
import { serverWithAlerts } from '../../helpers/alert-documents.js'
import { call } from '../../helpers/cases.js'
import { post, SIGNALS, updated } from './requests.js'

t.test('POST /api/detection_engine/signals/search', async t => {
  const kibana = await serverWithAlerts(t)

  t.test('finds the alerts of the space, and answers like Elasticsearch', async t => {
    const { status, headers, body } = await post(kibana, 'search', {
      query: { ids: { values: ['a', 'b'] } }, sort: [{ '@timestamp': 'desc' }], _source: ['kibana.alert.uuid'],
    })
    t.equal(status, 200)
    t.equal(headers['elastic-api-version'], '2023-10-31')
    t.strictSame(body.hits, {
      total: { value: 2, relation: 'eq' },
      max_score: null,
      hits: [
        {
          _index: '.internal.alerts-security.alerts-default-000001',
          _id: 'b',
          _score: null,
          _source: { 'kibana.alert.uuid': 'b' },
          sort: [
            Date.parse('2025-05-31T09:00:00.000Z'),
          ],
        },
        {
          _index: '.internal.alerts-security.alerts-default-000001',
          _id: 'a',
          _score: null,
          _source: { 'kibana.alert.uuid': 'a' },
          sort: [
            Date.parse('2025-05-30T10:00:00.000Z'),
          ],
        },
      ],
    })
  })

  t.test('finds nothing in another space', async t => {
    await call(kibana, 'POST', '/api/spaces/space', { id: 'soc', name: 'SOC' })
    kibana.alerts.add({ id: 'of-soc', index: '.alerts-security.alerts-soc' })
    const { body } = await call(kibana, 'POST', `/s/soc${SIGNALS}/search`, { query: { match_all: {} } })
    t.strictSame(body.hits.hits.map(({ _id }: { _id: string }) => _id), ['of-soc'])
  })

  t.test('drops unknown keys, and search_after before 9.5', async t => {
    t.equal((await post(kibana, 'search', { size: 0, foo: 1, search_after: ['x'] })).status, 200)
    const newer = await serverWithAlerts(t, { kibanaVersion: '9.5.0' })
    const { body } = await post(newer, 'search', { sort: 'kibana.alert.uuid', search_after: ['a'] })
    t.strictSame(body.hits.hits.map(({ _id }: { _id: string }) => _id), ['b', 'c'])
  })

  t.test('returns errors in the format of Elastic Security', async t => {
    for (const [body, message] of [
      [{}, '"value" must have at least 1 children'],
      [{ foo: 1 }, '"value" must have at least 1 children'],
      [{ query: { foo: {} } }, 'parsing_exception: unknown query [foo]'],
      [{ query: {} }, 'illegal_argument_exception: query malformed, empty clause found at [1:11]'],
      [{ size: 10_001 }, 'search_phase_execution_exception: all shards failed'],
    ] as const) {
      const refused = await post(kibana, 'search', body)
      t.strictSame([refused.status, refused.body], [400, { message, status_code: 400 }])
    }
  })
})

t.test('triage is also available in the oldest versions', async t => {
  const kibana = await serverWithAlerts(t, { kibanaVersion: '8.0.0' })
  t.strictSame((await post(kibana, 'status', { status: 'closed', signal_ids: ['a'] })).body, updated(1))
  t.equal(
    (await post(kibana, 'search', { query: { match_all: {} }, size: 1, track_total_hits: false, _source: ['a'] })).body.hits.hits.length, 1,
  )
  t.match((await post(kibana, 'search', { foo: 1 })).body, { statusCode: 400, message: /^\[request body\]: .*foo/ })
})
