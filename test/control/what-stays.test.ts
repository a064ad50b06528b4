import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { CONNECTORS } from '../helpers/push.js'

const jira = CONNECTORS.jira!
const connector = { id: 'j', name: 'Jira', type: '.jira' as const, fields: { issueType: '1', priority: null, parent: null } }
const seed = { cases: [{ id: 'a', title: 'x', connector }], alerts: [{ id: 'alert', index: 'i', source: {} }] }

t.test('a reset restores everything but snapshots and webhooks', async t => {
  const kibana = await testServer(t, {
    seed, connectors: { j: jira }, license: 'platinum', stubs: [{ id: 'own', path: '/api/fleet/x' }], externalFailures: [{ id: 'own' }],
  })
  const idsOf = (kind: 'faults' | 'stubs' | 'failures' | 'alerts' | 'snapshots' | 'webhooks') => kibana[kind].list().map(({ id }) => id)
  const shown = () => ({
    state: kibana.exportState(),
    now: kibana.clock.iso(),
    faults: idsOf('faults'),
    stubs: idsOf('stubs'),
    failures: idsOf('failures'),
    alerts: idsOf('alerts'),
    requests: kibana.requests.all(),
    incidents: kibana.incidents.all(),
  })
  const before = shown()
  t.strictSame([before.stubs, before.failures, before.alerts], [['own'], ['own'], ['alert']])
  for (const kind of ['stubs', 'failures', 'alerts'] as const) kibana[kind].clear()
  kibana.stubs.add({ path: '/api/fleet/y' })
  kibana.faults.add({ match: { path: '/never' }, effect: { status: 500 } })
  kibana.snapshots.add({ id: 'kept' })
  kibana.webhooks.add({ id: 'kept', url: 'http://localhost:1', events: ['case.deleted'] })
  kibana.clock.advance('1d')
  await createCase(kibana)
  await call(kibana, 'POST', '/api/cases/a/connector/j/_push', {})
  kibana.setLicense('basic')

  kibana.reset()
  t.strictSame(shown(), before)
  t.equal(kibana.license(), 'platinum')
  t.strictSame([idsOf('snapshots'), idsOf('webhooks')], [['kept'], ['kept']])
})

t.test('clearing incidents leaves the cases as they are, so that pushing them again fails', async t => {
  const kibana = await testServer(t, { seed, connectors: { j: jira } })
  const push = () => call(kibana, 'POST', '/api/cases/a/connector/j/_push', {})
  const { external_service: issue } = (await push()).body
  kibana.incidents.clear({ connectorType: '.jira' })
  t.strictSame((await call(kibana, 'GET', '/api/cases/a')).body.external_service, issue)
  t.match(await push(), { status: 424, body: { message: /Unable to update incident with id 10000\. .*Issue does not exist/ } })
})

t.test('clearing alerts leaves the attachments that refer to them', async t => {
  const kibana = await testServer(t, { seed, connectors: { j: jira } })
  const attachment = { type: 'alert', alertId: 'alert', index: 'i', rule: { id: null, name: null }, owner: 'cases' }
  await call(kibana, 'POST', '/api/cases/a/comments', attachment)
  kibana.alerts.clear()
  t.strictSame(kibana.alerts.list(), [])
  t.match((await call(kibana, 'GET', '/api/cases/a/alerts')).body, [{ id: 'alert', index: 'i' }])
})
