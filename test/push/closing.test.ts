import t from 'tap'
import type { ConfigurationAttributes } from '../../src/documents/configuration.js'
import { testServer } from '../helpers/app.js'
import { call, jiraConnector } from '../helpers/cases.js'
import { CONNECTORS, ELASTIC, pushApp, type PushApp } from '../helpers/push.js'
import { activity } from './records.js'

const LATER = '2025-06-01T11:00:01.999Z'

function configure ({ kibana }: PushApp, owner: string, closure_type: ConfigurationAttributes['closure_type'], space = 'default') {
  kibana.store.create('cases-configure', {
    id: `configuration-${owner}-${space}`,
    space,
    attributes: {
      owner,
      closure_type,
      connector: { id: 'none', name: 'none', type: '.none', fields: null },
      customFields: [],
      templates: [],
      observableTypes: [],
      created_at: kibana.clock.iso(),
      created_by: ELASTIC,
      updated_at: null,
      updated_by: null,
    },
  })
}

t.test('POST /api/cases/{case_id}/connector/{connector_id}/_push', async t => {
  t.test('closes the case if the configuration of its owner says so', async t => {
    const app = pushApp(t)
    configure(app, 'cases', 'close-by-pushing')
    const { id } = await app.createCase()
    app.kibana.clock.set(LATER)
    const { body } = await app.push(id, 'jira')
    t.match(body, { status: 'closed', closed_at: LATER, closed_by: ELASTIC, duration: 3601 })
    t.notOk('time_to_resolve' in body, 'push leaves the times of a case alone')
    t.strictSame(activity(app, id).slice(1).map(({ type, action, payload }) => ({ type, action, payload })), [
      { type: 'status', action: 'update', payload: { status: 'closed' } },
      { type: 'pushed', action: 'push_to_service', payload: { externalService: body.external_service } },
    ])

    app.kibana.clock.advance('1h')
    const again = await app.push(id, 'jira')
    t.match(again.body, { status: 'closed', closed_at: '2025-06-01T12:00:01.999Z', duration: 7201 })
    t.strictSame(activity(app, id).slice(3).map(({ type }) => type), ['status', 'pushed'])
  })

  t.test('does not close the case for the configuration of another owner or space, nor for close-by-user', async t => {
    const app = pushApp(t)
    configure(app, 'observability', 'close-by-pushing')
    configure(app, 'cases', 'close-by-pushing', 'space1')
    configure(app, 'cases', 'close-by-user')
    const { id } = await app.createCase()
    t.match((await app.push(id, 'jira')).body, { status: 'open', closed_at: null, duration: null })
  })

  t.test('does not change the duration if the clock was set back', async t => {
    const app = pushApp(t)
    configure(app, 'cases', 'close-by-pushing')
    const { id } = await app.createCase()
    app.kibana.clock.set('2025-01-01T00:00:00.000Z')
    t.match((await app.push(id, 'jira')).body, { status: 'closed', duration: null })
  })

  t.test('in 8.0, closes the case if the newest configuration of any owner says so', async t => {
    // Source: Kibana 8.0, cases/server/client/cases/push.ts; pull request 126705 (8.1)
    for (const [kibanaVersion, status] of [['8.0.0', 'closed'], ['8.1.0', 'open']] as const) {
      const app = pushApp(t, { kibanaVersion })
      configure(app, 'securitySolution', 'close-by-user')
      app.kibana.clock.advance(1000)
      configure(app, 'observability', 'close-by-pushing')
      app.kibana.clock.advance(1000)
      configure(app, 'observability', 'close-by-user', 'space1')
      const { id } = await app.createCase({ owner: 'securitySolution', connector: jiraConnector })
      t.match(await app.push(id, 'jira'), { status: 200, body: { status } }, kibanaVersion)
    }
  })

  t.test('from 8.2 on, also closes the alerts of the case if they are in sync', async t => {
    // Source: pull request 127494 of Kibana (8.2)
    const variants = [['8.1.0', true, 'open'], ['8.2.0', true, 'closed'], ['8.2.0', false, 'open']] as const
    for (const [kibanaVersion, syncAlerts, expected] of variants) {
      const kibana = await testServer(t, {
        kibanaVersion,
        connectors: CONNECTORS,
        seed: {
          alerts: [{ id: 'a', index: 'alerts', source: { 'kibana.alert.workflow_status': 'open' } }],
          configurations: [{ owner: 'securitySolution', closure_type: 'close-by-pushing' }],
          cases: [{
            id: 'one',
            title: 'One',
            owner: 'securitySolution',
            connector: { ...jiraConnector, id: 'jira', type: '.jira' },
            settings: { syncAlerts },
            comments: [{ type: 'alert', alertId: 'a', index: 'alerts', rule: { id: 'r', name: 'R' } }],
          }],
        },
      })
      t.match(await call(kibana, 'POST', '/api/cases/one/connector/jira/_push', {}), { status: 200, body: { status: 'closed' } })
      t.match(kibana.alerts.list(), [{ source: { 'kibana.alert.workflow_status': expected } }], `${kibanaVersion}, ${syncAlerts}`)
    }
  })
})
