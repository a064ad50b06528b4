import t from 'tap'
import { serverWithAlerts } from '../../helpers/alert-documents.js'
import { call, errorBody } from '../../helpers/cases.js'
import { login, sid, users } from '../../neighbours/sessions.js'
import { field as fieldOf } from '../alerts-of-cases.js'
import { post, SIGNALS, updated } from './requests.js'

const NOW = '2025-06-01T10:00:00.000Z'

// Source: docs/reference/kibana/neighbours.md §5.1
const STATUSES = "'open' | 'closed' | 'acknowledged' | 'in-progress'"
const refusals: [route: string, body: unknown, text: string][] = [
  ['status', {}, 'signal_ids: Required, status: Required, query: Required, status: Required'],
  ['status', { signal_ids: ['a'] }, 'status: Required, query: Required, status: Required'],
  ['status', { status: 'closed' }, 'signal_ids: Required, query: Required'],
  ['status', { signal_ids: [], status: 'closed' }, 'signal_ids: Array must contain at least 1 element(s)'],
  ['status', { signal_ids: 'a', status: 'closed' }, 'signal_ids: Expected array, received string, query: Required'],
  ['status',
    { signal_ids: ['a'], status: 'foo' },
    `status: Invalid enum value. Expected ${STATUSES}, received 'foo', query: Required, status: Invalid enum value. Expected ` +
      `${STATUSES}, received 'foo'`],
  ['status',
    { signal_ids: ['a'], status: 1 },
    `status: Expected ${STATUSES}, received number, query: Required, status: Expected ${STATUSES}, received number`],
  ['status',
    { signal_ids: [1, 2, 3, 4, 5], status: 'open' },
    'signal_ids.0: Expected string, received number, signal_ids.1: Expected string, received number, signal_ids.2: Expected string, ' +
      'received number, signal_ids.3: Expected string, received number, signal_ids.4: Expected string, received number, and 1 more'],
  ['status',
    { signal_ids: ['a', '', ' '], status: 'open' },
    'signal_ids.1: String must contain at least 1 character(s), signal_ids.1: No empty strings allowed, ' +
      'signal_ids.2: No empty strings allowed'],
  ['tags', { ids: ['a'], tags: { tags_to_add: [' '], tags_to_remove: [] } }, 'tags.tags_to_add.0: No empty strings allowed'],
  ['assignees', { ids: ['a'], assignees: { add: [], remove: ['\n'] } }, 'assignees.remove.0: No empty strings allowed'],
  ['tags', {}, 'ids: Required, tags: Required'],
  ['tags', undefined, 'Expected object, received null'],
  ['tags', [], 'Expected object, received array'],
  ['tags', { ids: ['a'], tags: { tags_to_add: [] } }, 'tags.tags_to_remove: Required'],
  ['assignees', { ids: [], assignees: { add: [], remove: [] } }, 'ids: Array must contain at least 1 element(s)'],
  ['search', { size: -1 }, 'size: Number must be greater than or equal to 0'],
  ['search', { size: 1.5 }, 'size: Expected integer, received float'],
  ['search', { size: '1' }, 'size: Expected number, received string'],
  ['search', { query: [] }, 'query: Expected object, received array'],
  ['search', { track_total_hits: 1 }, 'track_total_hits: Expected boolean, received number'],
  ['search',
    { _source: 1 },
    '_source: Expected boolean, received number, _source: Expected string, received number, _source: Expected array, received number'],
  // Issues of a union come after all others. Source: Kibana 8.15, packages/kbn-zod-helpers/src/stringify_zod_error.ts
  ['search',
    { _source: 1, track_total_hits: 1, size: '1', runtime_mappings: 1 },
    'size: Expected number, received string, track_total_hits: Expected boolean, received number, ' +
      'runtime_mappings: Expected object, received number, _source: Expected boolean, received number, ' +
      '_source: Expected string, received number, and 1 more'],
]

t.test('a malformed body is refused with the messages of zod', async t => {
  const kibana = await serverWithAlerts(t)
  for (const [route, body, text] of refusals) {
    const answer = await post(kibana, route, body)
    t.strictSame(
      answer.body, errorBody(400, `[request body]: ${text}`), `${route} ${JSON.stringify(body)}`,
    )
  }
})

t.test('POST /api/detection_engine/signals/status', async t => {
  t.test('sets the status by ids, and leaves alerts that already have it', async t => {
    const kibana = await serverWithAlerts(t)
    kibana.alerts.add({ id: 'closed', source: { 'kibana.alert.workflow_status': 'closed' } })
    const { status, body } = await post(kibana, 'status', { signal_ids: ['a', 'closed', 'unknown'], status: 'closed' })
    t.strictSame([status, body], [200, updated(2)])
    t.strictSame(fieldOf(kibana, 'workflow_status'), { a: 'closed', b: 'open', c: 'open', closed: 'closed' })
    t.strictSame(fieldOf(kibana, 'workflow_status_updated_at'), { a: NOW, b: undefined, c: undefined, closed: undefined })
    t.strictSame(fieldOf(kibana, 'workflow_user'), { a: null, b: undefined, c: undefined, closed: undefined })
    t.strictSame((await post(kibana, 'status', { signal_ids: ['unknown'], status: 'open' })).body, updated(0))
  })

  t.test('sets the status by query; ids take precedence', async t => {
    const kibana = await serverWithAlerts(t)
    const query = { term: { 'kibana.alert.severity': 'high' } }
    t.strictSame((await post(kibana, 'status', { query, status: 'acknowledged' })).body, updated(2))
    t.strictSame(fieldOf(kibana, 'workflow_status'), { a: 'open', b: 'acknowledged', c: 'acknowledged' })
    await post(kibana, 'status', { signal_ids: ['a'], query, status: 'in-progress' })
    t.strictSame(fieldOf(kibana, 'workflow_status'), { a: 'in-progress', b: 'acknowledged', c: 'acknowledged' })
  })

  t.test('updates legacy documents too, but none without a status', async t => {
    const kibana = await serverWithAlerts(t, {
      seed: {
        alerts: [
          { id: 'legacy', index: '.alerts-security.alerts-default', source: { signal: { status: 'open' } } },
          { id: 'none', index: '.alerts-security.alerts-default', source: { message: 'x' } },
        ],
      },
    })
    await post(kibana, 'status', { signal_ids: ['legacy', 'none'], status: 'closed' })
    t.strictSame(kibana.alerts.list().slice(0, 2).map(({ source }) => source), [{ signal: { status: 'closed' } }, { message: 'x' }])
  })

  t.test('refuses a query as Elasticsearch does', async t => {
    const { status, body } = await post(await serverWithAlerts(t), 'status', { query: { foo: {} }, status: 'open' })
    t.strictSame([status, body], [400, { message: 'parsing_exception: unknown query [foo]', status_code: 400 }])
  })

  t.test('records the profile of a caller with a session', async t => {
    const kibana = await serverWithAlerts(t, {
      kibanaVersion: '9.4.0', security: { users: { ann: { ...users.ann, profile_uid: 'u_ann_0' } } },
    })
    const close = (id: string, headers: Record<string, string>) =>
      call(kibana, 'POST', `${SIGNALS}/status`, { signal_ids: [id], status: 'closed' }, headers)
    await close('a', { cookie: sid((await login(kibana)).headers) })
    await close('b', { authorization: `Basic ${Buffer.from('ann:hush-hush').toString('base64')}` })
    t.match(fieldOf(kibana, 'workflow_status'), { a: 'closed', b: 'closed' })
    t.match(fieldOf(kibana, 'workflow_user'), { a: 'u_ann_0', b: null })
  })

  t.test('keeps the reason of a closed alert until it reopens: 9.2', async t => {
    const kibana = await serverWithAlerts(t, { kibanaVersion: '9.2.0' })
    await post(kibana, 'status', { signal_ids: ['a'], status: 'closed', reason: 'duplicate' })
    t.equal(fieldOf(kibana, 'workflow_reason').a, 'duplicate')
    await post(kibana, 'status', { signal_ids: ['a'], status: 'open', reason: 'other' })
    t.equal(fieldOf(kibana, 'workflow_reason').a, undefined)
    const older = await serverWithAlerts(t)
    await post(older, 'status', { signal_ids: ['a'], status: 'closed', reason: 'duplicate' })
    t.equal(fieldOf(older, 'workflow_reason').a, undefined, '9.1 drops it')
  })

  t.test('refuses an unknown reason: by the schema in 9.2, by the handler from 9.4 on', async t => {
    const body = { signal_ids: ['a'], status: 'closed', reason: 'bored' }
    const former = await post(await serverWithAlerts(t, { kibanaVersion: '9.2.0' }), 'status', body)
    t.match(former.body, { statusCode: 400, message: /^\[request body\]: reason: Invalid enum value\./ })
    const kibana = await serverWithAlerts(t, { kibanaVersion: '9.4.0' })
    t.strictSame((await post(kibana, 'status', body)).body, { message: 'Invalid close reason: "bored"', status_code: 400 })
    t.equal((await post(kibana, 'status', { ...body, reason: 'automated_closure' })).status, 200)
  })

  t.test('aborts at a version conflict, or proceeds', async t => {
    const kibana = await serverWithAlerts(t)
    const conflict = () => kibana.faults.add({ effect: { preset: 'alerts-version-conflict' }, times: 1 })
    conflict()
    const { status, body } = await post(kibana, 'status', { query: { match_all: {} }, status: 'closed' })
    t.strictSame([status, body.status_code], [409, 409])
    t.match(JSON.parse(body.message), { total: 3, updated: 2, version_conflicts: 1, failures: [{ id: 'a', status: 409 }] })
    t.strictSame(fieldOf(kibana, 'workflow_status'), { a: 'open', b: 'closed', c: 'closed' })
    conflict()
    const proceeded = await post(kibana, 'status', { query: { match_all: {} }, status: 'acknowledged', conflicts: 'proceed' })
    t.strictSame([proceeded.status, proceeded.body], [200, updated(3, { updated: 2, version_conflicts: 1 })])
    conflict()
    t.strictSame((await post(kibana, 'status', { signal_ids: ['unknown'], status: 'open' })).body, updated(0), 'no document in conflict')
  })
})

t.test('before 8.15 the body is decoded as for Cases', async t => {
  const kibana = await serverWithAlerts(t, { kibanaVersion: '8.12.0' })
  for (const [route, body, message] of [
    ['status', {}, '[request body]: Invalid value "undefined" supplied to "status"'],
    ['status', { status: 'open', foo: 1 }, '[request body]: invalid keys "foo"'],
  ] as const) t.strictSame((await post(kibana, route, body)).body, errorBody(400, message))
  for (const [route, body, message] of [
    ['status', { status: 'open' }, ['either "signal_ids" or "query" must be set']],
    ['status', { status: 'open', signal_ids: ['a'], query: {} }, ['both "signal_ids" and "query" cannot exist, choose one or the other']],
    ['tags', { ids: [], tags: { tags_to_add: [], tags_to_remove: [] } }, ['No alert ids were provided']],
    ['search', { size: -1 }, 'illegal_argument_exception: [size] parameter cannot be negative, found [-1]'],
  ] as const) t.strictSame((await post(kibana, route, body)).body, { message, status_code: 400 })
  t.strictSame((await post(kibana, 'status', { status: 'closed', signal_ids: ['a'] })).body, updated(1))
  t.equal((await post(kibana, 'status', undefined)).status, 400)
})

t.test('POST /api/detection_engine/signals/tags and assignees', async t => {
  const kibana = await serverWithAlerts(t)
  for (const [route, field, changes] of [
    ['tags', 'workflow_tags', (add: string[], remove: string[]) => ({ tags: { tags_to_add: add, tags_to_remove: remove } })],
    ['assignees', 'workflow_assignee_ids', (add: string[], remove: string[]) => ({ assignees: { add, remove } })],
  ] as const) {
    t.strictSame((await post(kibana, route, { ids: ['a', 'b', 'unknown'], ...changes(['x', 'y', 'x'], []) })).body, updated(2))
    await post(kibana, route, { ids: ['a'], ...changes(['z', 'y'], ['x', 'nothing']) })
    t.strictSame(fieldOf(kibana, field), { a: ['y', 'z'], b: ['x', 'y'], c: [] }, `${route}: removals first, additions once`)
  }
  t.strictSame((await post(kibana, 'tags', { ids: ['a'], tags: { tags_to_add: ['a', 'b'], tags_to_remove: ['a'] } })).body, {
    message: ['Duplicate tags ["a"] were found in the tags_to_add and tags_to_remove parameters.'], status_code: 400,
  })
  t.strictSame((await post(kibana, 'assignees', { ids: ['a'], assignees: { add: ['u'], remove: ['u'] } })).body, {
    message: ['Duplicate assignees ["u"] were found in the add and remove parameters.'], status_code: 400,
  })
})

t.test('tags exist from 8.9 on, assignees from 8.12 on', async t => {
  for (const [
    kibanaVersion, route, status,
  ] of [['8.8.0', 'tags', 404], ['8.9.0', 'tags', 400], ['8.11.0', 'assignees', 404], ['8.12.0', 'assignees', 400]] as const) {
    t.equal((await post(await serverWithAlerts(t, { kibanaVersion }), route, {})).status, status, `${route} in ${kibanaVersion}`)
  }
})

t.test('GET /api/detection_engine/index names the alias of the space', async t => {
  const kibana = await serverWithAlerts(t)
  t.strictSame((await call(kibana, 'GET', '/api/detection_engine/index')).body, {
    name: '.alerts-security.alerts-default', index_mapping_outdated: false,
  })
})
