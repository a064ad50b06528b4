import t from 'tap'
import { testServer } from '../helpers/app.js'
import { attach } from '../helpers/attachments.js'
import { call, createCase, errorBody } from '../helpers/cases.js'
import { configure } from '../helpers/configure.js'
import { CONNECTORS } from '../helpers/push.js'
import { basic, roleOf } from '../helpers/security.js'
import { actionsOf, alertsNamed, ALIAS, field, patch, source, withAlerts } from './alerts-of-cases.js'

const NOW = '2025-06-01T10:00:00.000Z'

t.test('the alerts of a case', async t => {
  t.test('list the case, once', async t => {
    const { kibana, id } = await withAlerts(t)
    await attach(kibana, id, alertsNamed('a'))
    t.strictSame(field(kibana, 'case_ids'), { a: [id], b: [id], other: undefined })
    const second = await createCase(kibana)
    await attach(kibana, second.id, { ...alertsNamed('a'), index: ['.internal.alerts-security.alerts-default-000001'] })
    t.strictSame(source(kibana, 'a')['kibana.alert.case_ids'], [id, second.id])
  })

  t.test('are left alone in another index', async t => {
    const kibana = await testServer(t)
    kibana.alerts.add({ id: 'a', index: '.alerts-stack.alerts-default' })
    const { id } = await createCase(kibana)
    await attach(kibana, id, alertsNamed('a'))
    t.strictSame(field(kibana, 'case_ids'), { a: undefined })
  })

  t.test('take on the status of an in-progress case when they are attached', async t => {
    for (const [syncAlerts, status] of [[true, 'acknowledged'], [false, 'open']] as const) {
      const kibana = await testServer(t, { seed: { cases: [{ id: 'x', title: 'x', status: 'in-progress', settings: { syncAlerts } }] } })
      kibana.alerts.add({ id: 'a' })
      await attach(kibana, 'x', alertsNamed('a'))
      t.strictSame(field(kibana, 'workflow_status'), { a: status })
    }
  })

  t.test('lose their reference to the case when their attachment is deleted, but keep their status', async t => {
    const { kibana, id, commentId } = await withAlerts(t)
    await patch(kibana, id, { status: 'closed' })
    t.equal((await call(kibana, 'DELETE', `/api/cases/${id}/comments/${commentId}`)).status, 204)
    t.strictSame(field(kibana, 'case_ids'), { a: [], b: [], other: undefined })
    t.strictSame(field(kibana, 'workflow_status'), { a: 'closed', b: 'closed', other: 'open' })
  })

  t.test('lose their reference to the case when it is deleted', async t => {
    const { kibana, id } = await withAlerts(t)
    t.equal((await call(kibana, 'DELETE', `/api/cases?ids=["${id}"]`)).status, 204)
    t.strictSame(field(kibana, 'case_ids'), { a: [], b: [], other: undefined })
  })

  // Source: Kibana's rule_registry/server/alert_data_client/alerts_client.ts (removeCaseIdsFromAllAlerts) at commit 0fa86f61
  t.test('keep their reference to a deleted case in indices that are not named like those of alerts', async t => {
    const kibana = await testServer(t, { seed: { cases: [{ id: 'x', title: 'x' }] } })
    const indices = { a: ALIAS, b: '.alerts-stack.alerts-default', c: '.preview.alerts-security.alerts-default', d: 'my-index' }
    for (const [id, index] of Object.entries(indices)) {
      kibana.alerts.add({ id, index })
      await attach(kibana, 'x', { ...alertsNamed(id), index })
    }
    await call(kibana, 'DELETE', '/api/cases?ids=["x"]')
    t.strictSame(field(kibana, 'case_ids'), { a: [], b: [], c: ['x'], d: ['x'] })
  })

  t.test('follow its status, also when it reopens', async t => {
    const { kibana, id } = await withAlerts(t)
    for (const [status, expected] of [['in-progress', 'acknowledged'], ['closed', 'closed'], ['open', 'open']] as const) {
      t.equal((await patch(kibana, id, { status })).status, 200)
      t.strictSame(field(kibana, 'workflow_status'), { a: expected, b: expected, other: 'open' })
    }
    t.notOk('kibana.alert.workflow_user' in source(kibana, 'a'))
  })

  t.test('follow again if a bulk request repeats them beside new ones, since Kibana updates all alerts that were sent', async t => {
    const { kibana, id } = await withAlerts(t)
    await call(kibana, 'POST', '/api/detection_engine/signals/status', { signal_ids: ['a', 'b'], status: 'closed' })
    await attach(kibana, id, alertsNamed('a', 'other'))
    t.strictSame(field(kibana, 'workflow_status'), { a: 'closed', b: 'closed', other: 'open' })
    kibana.alerts.add({ id: 'fourth' })
    const url = `/internal/cases/${id}/attachments/_bulk_create`
    t.equal((await call(kibana, 'POST', url, [alertsNamed('a', 'fourth')], { 'x-elastic-internal-origin': 'x' })).status, 200)
    t.strictSame(field(kibana, 'workflow_status'), { a: 'open', b: 'closed', other: 'open', fourth: 'open' })
  })

  t.test('follow only with syncAlerts, and immediately when it is enabled', async t => {
    const { kibana, id } = await withAlerts(t, {}, { settings: { syncAlerts: false } })
    await patch(kibana, id, { status: 'closed' })
    t.strictSame(field(kibana, 'workflow_status'), { a: 'open', b: 'open', other: 'open' })
    await patch(kibana, id, { settings: { syncAlerts: true } })
    t.strictSame(field(kibana, 'workflow_status'), { a: 'closed', b: 'closed', other: 'open' })
  })

  t.test('are updated in whichever field holds their status, also in legacy documents', async t => {
    const kibana = await testServer(t, {
      seed: {
        alerts: [
          { id: 'nested', index: ALIAS, source: { kibana: { alert: { workflow_status: 'open' } } } },
          { id: 'legacy', index: ALIAS, source: { signal: { status: 'open' } } },
          { id: 'none', index: ALIAS, source: { message: 'x' } },
        ],
        cases: [{ id: 'x', title: 'x', comments: [alertsNamed('nested', 'legacy', 'none') as never] }],
      },
    })
    await patch(kibana, 'x', { status: 'closed' })
    t.strictSame(kibana.alerts.list().map(({ source }) => source), [
      { kibana: { alert: { workflow_status: 'closed' } }, 'kibana.alert.workflow_status_updated_at': NOW },
      { signal: { status: 'closed' } },
      { message: 'x' },
    ])
  })

  // Source: Kibana's cases/server/services/alerts/index.ts (updateByQuery with ignore_unavailable, as the caller) at commit 05d96e53
  t.test('keep their status if the caller may not write their index', async t => {
    const indices = [{ names: ['.alerts-security*'], privileges: ['read', 'write'] }]
    const kibana = await testServer(t, {
      security: {
        users: { cases: { password: 'cases', roles: ['cases'] }, analyst: { password: 'analyst', roles: ['cases', 'writer'] } },
        roles: { cases: roleOf({ generalCasesV3: ['all'] }, ['*']), writer: { elasticsearch: { indices } } },
      },
      seed: { cases: [{ id: 'x', title: 'x', comments: [alertsNamed('a') as never] }] },
    })
    kibana.alerts.add({ id: 'a' })
    for (const [user, expected] of [['cases', 'open'], ['analyst', 'acknowledged']] as const) {
      const by = { authorization: basic(user) }
      for (const status of ['closed', 'in-progress']) {
        const { body: { version } } = await call(kibana, 'GET', '/api/cases/x', undefined, by)
        t.equal((await call(kibana, 'PATCH', '/api/cases', { cases: [{ id: 'x', version, status }] }, by)).status, 200)
      }
      t.strictSame(field(kibana, 'workflow_status'), { a: expected }, user)
    }
  })

  // Source: Kibana's cases/server/services/alerts/index.ts (getUpdateAlertsStatusScript) at commit 05d96e53
  t.test('are updated in each status field on its own; only the newer one has a time and a reason: 9.4', async t => {
    const kibana = await testServer(t, {
      kibanaVersion: '9.4.0',
      seed: {
        alerts: [
          { id: 'both', index: ALIAS, source: { 'kibana.alert.workflow_status': 'closed', signal: { status: 'open' } } },
          { id: 'legacy', index: ALIAS, source: { signal: { status: 'open' } } },
          { id: 'equal', index: ALIAS, source: { signal: { status: 'closed' } } },
        ],
        cases: [{ id: 'x', title: 'x', comments: [alertsNamed('both', 'legacy', 'equal') as never] }],
      },
    })
    const { body } = await patch(kibana, 'x', { status: 'closed', closeReason: 'duplicate' })
    t.strictSame(body[0].updateSummary, { syncedAlertCount: 2 })
    t.strictSame(kibana.alerts.list().map(({ source }) => source), [
      { 'kibana.alert.workflow_status': 'closed', signal: { status: 'closed' } },
      { signal: { status: 'closed' } },
      { signal: { status: 'closed' } },
    ])
  })

  t.test('are closed with the reason of the case, which reopening removes, and counted: 9.4', async t => {
    const { kibana, id } = await withAlerts(t, { kibanaVersion: '9.4.0' })
    const closed = await patch(kibana, id, { status: 'closed', closeReason: 'duplicate' })
    t.strictSame(closed.body[0].updateSummary, { syncedAlertCount: 2 })
    t.match(source(kibana, 'a'), {
      'kibana.alert.workflow_status': 'closed', 'kibana.alert.workflow_reason': 'duplicate', 'kibana.alert.workflow_status_updated_at': NOW,
    })
    const { body } = await call(kibana, 'GET', `/api/cases/${id}/user_actions/_find?types=status`)
    t.strictSame(body.userActions[0].payload, { status: 'closed', closeReason: 'duplicate', syncedAlertCount: 2 })
    await patch(kibana, id, { status: 'open' })
    t.equal(source(kibana, 'a')['kibana.alert.workflow_reason'], undefined)
  })

  t.test('are not counted if they already have its status: 9.4', async t => {
    const { kibana, id } = await withAlerts(t, { kibanaVersion: '9.4.0' }, { settings: { syncAlerts: false, extractObservables: true } })
    const { body } = await patch(kibana, id, { settings: { syncAlerts: true, extractObservables: true } })
    t.notOk('updateSummary' in body[0])
  })

  t.test('are closed when a push closes the case', async t => {
    const { kibana, id } = await withAlerts(t, { seed: { connectors: [{ id: 'jira', ...CONNECTORS.jira! }] } })
    await configure(kibana, { closure_type: 'close-by-pushing' })
    t.equal((await call(kibana, 'POST', `/api/cases/${id}/connector/jira/_push`, {})).status, 200)
    t.strictSame(field(kibana, 'workflow_status'), { a: 'closed', b: 'closed', other: 'open' })
    t.strictSame((await actionsOf(kibana, id)).slice(-2), ['status', 'pushed'])
  })
})

t.test('attaching alerts', async t => {
  t.test('an alert of ten cases is refused, but the attachment is stored', async t => {
    const { kibana, id } = await withAlerts(t)
    kibana.alerts.add({ id: 'popular', source: { 'kibana.alert.case_ids': Array.from({ length: 10 }, (_, number) => `case-${number}`) } })
    const { status, body } = await call(kibana, 'POST', `/api/cases/${id}/comments`, alertsNamed('popular'))
    t.strictSame({ status, body }, { status: 400, body: errorBody(400, 'You cannot attach more than 10 cases to an alert') })
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).body.totalAlerts, 4)
  })

  t.test('alerts of a rule need read access, but the attachment is stored', async t => {
    const kibana = await testServer(t, {
      security: {
        users: { cases: { password: 'x', roles: ['cases'] }, analyst: { password: 'x', roles: ['analyst'] } },
        roles: {
          cases: roleOf({ generalCasesV3: ['all'] }, ['*']), analyst: roleOf({ generalCasesV3: ['all'], siemV3: ['read'] }, ['*']),
        },
      },
    })
    kibana.alerts.add({ id: 'a' })
    const send = (user: string) => call(kibana, 'POST', '/api/cases/x/comments', alertsNamed('a'), { authorization: basic(user, 'x') })
    kibana.seed({ cases: [{ id: 'x', title: 'x' }] })
    t.strictSame((await send('cases')).body, errorBody(403, 'Unauthorized by "siem" to get "siem.queryRule" alert'))
    t.strictSame(field(kibana, 'case_ids'), { a: undefined })
    kibana.importState({ ...kibana.exportState(), cases: [{ id: 'x', title: 'x' }], comments: [], userActions: [] })
    t.equal((await send('analyst')).status, 200)
    t.strictSame(field(kibana, 'case_ids'), { a: ['x'] })
  })

  // Source: Kibana's rule_registry/server/alert_data_client/alerts_client.ts (ensureAllAuthorized) at commit 0fa86f61, whose reducer
  // keeps only the last item
  t.test('only the last alert must be readable', async t => {
    const kibana = await testServer(t, {
      security: {
        users: { cases: { password: 'cases', roles: ['cases'] } },
        roles: { cases: roleOf({ generalCasesV3: ['all'] }, ['*']) },
      },
      seed: { cases: [{ id: 'x', title: 'x' }] },
    })
    for (const id of ['a', 'b']) kibana.alerts.add({ id })
    const send = (...ids: string[]) => call(kibana, 'POST', '/api/cases/x/comments', alertsNamed(...ids), { authorization: basic('cases') })
    t.equal((await send('nowhere', 'a')).status, 403)
    t.equal((await send('b', 'gone')).status, 200)
    t.strictSame(field(kibana, 'case_ids'), { a: undefined, b: ['x'] })
  })
})

t.test('alerts in a state', async t => {
  t.test('are exported with their write count, and imported again', async t => {
    const { kibana } = await withAlerts(t)
    const state = kibana.exportState()
    t.match(state.alerts, [{ id: 'a', version: 3 }, { id: 'b' }, { id: 'other' }])
    kibana.alerts.clear()
    kibana.importState(state)
    t.strictSame(kibana.exportState().alerts, state.alerts)
  })

  t.test('are restored by a snapshot and removed by a reset', async t => {
    const { kibana } = await withAlerts(t)
    const before = kibana.snapshot()
    kibana.alerts.remove('a')
    kibana.restore(before)
    t.equal(kibana.alerts.list().length, 3)
    kibana.reset()
    t.strictSame(kibana.alerts.list(), [])
  })

  t.test('have their own ids', async t => {
    const { kibana } = await withAlerts(t)
    t.equal(kibana.alerts.add({ source: { kibana: { alert: [{ uuid: 'listed' }] } } }).id, 'listed', 'objects in lists count as one')
    t.throws(() => kibana.alerts.add({ source: { 'kibana.alert.uuid': 'a' } }), { message: 'there is already an alert "a"' })
  })
})
