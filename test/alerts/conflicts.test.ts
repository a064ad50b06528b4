import t from 'tap'
import { testServer } from '../helpers/app.js'
import { attach } from '../helpers/attachments.js'
import { call, createCase } from '../helpers/cases.js'
import { configure } from '../helpers/configure.js'
import { CONNECTORS } from '../helpers/push.js'
import { actionsOf, alertsNamed, field, patch, source, withAlerts } from './alerts-of-cases.js'

t.test('a version conflict of alerts', async t => {
  const conflict = { effect: { preset: 'alerts-version-conflict' }, times: 1 } as const

  t.test('answers with the result of the update by query, changes the case and leaves no activity', async t => {
    const { kibana, id } = await withAlerts(t)
    kibana.faults.add({ match: { method: 'PATCH' }, ...conflict })
    const { status, body } = await patch(kibana, id, { status: 'closed' })
    t.equal(status, 500)
    t.match(JSON.parse(body.message), {
      total: 3,
      updated: 2,
      version_conflicts: 1,
      failures: [{
        index: '.internal.alerts-security.alerts-default-000001',
        id: 'a',
        cause: {
          type: 'version_conflict_engine_exception',
          reason: /^\[a\]: version conflict, required seqNo \[\d+\], primary term \[1\]\. current document has seqNo/,
        },
        status: 409,
      }],
    })
    t.strictSame(field(kibana, 'workflow_status'), { a: 'open', b: 'closed', other: 'open' })
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).body.status, 'closed')
    t.strictSame(await actionsOf(kibana, id), ['create_case', 'comment'])
  })

  t.test('keeps the new attachment', async t => {
    const { kibana, id } = await withAlerts(t)
    kibana.faults.add({ match: { method: 'POST' }, ...conflict })
    t.equal((await call(kibana, 'POST', `/api/cases/${id}/comments`, alertsNamed('other'))).status, 500)
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).body.totalAlerts, 4)
    t.strictSame(source(kibana, 'other')['kibana.alert.case_ids'], [id])
  })

  t.test('leaves a pushed case closed, without the activity of the push', async t => {
    const { kibana, id } = await withAlerts(t, { seed: { connectors: [{ id: 'jira', ...CONNECTORS.jira! }] } })
    await configure(kibana, { closure_type: 'close-by-pushing' })
    kibana.faults.add(conflict)
    t.equal((await call(kibana, 'POST', `/api/cases/${id}/connector/jira/_push`, {})).status, 500)
    t.match((await call(kibana, 'GET', `/api/cases/${id}`)).body, { status: 'closed', external_service: { connector_id: 'jira' } })
    t.equal((await actionsOf(kibana, id)).at(-1), 'status')
  })

  t.test('does not affect requests that write no alerts', async t => {
    const { kibana, id } = await withAlerts(t)
    kibana.faults.add({ effect: { alertsConflict: true } })
    t.equal((await patch(kibana, id, { severity: 'high' })).status, 200)
    t.equal((await call(kibana, 'POST', '/nowhere')).status, 404)
  })

  t.test('reports the first alert if none has a document', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    await attach(kibana, id, { ...alertsNamed('x'), index: ['my-index'] })
    kibana.faults.add({ match: { method: 'PATCH' }, ...conflict })
    t.match(JSON.parse((await patch(kibana, id, { status: 'closed' })).body.message), {
      total: 1, failures: [{ index: 'my-index', id: 'x' }],
    })
  })
})
