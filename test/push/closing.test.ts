import t from 'tap'
import type { ConfigurationAttributes } from '../../src/documents/configuration.js'
import { ELASTIC, NOW, pushApp, type PushApp } from '../helpers/push.js'
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
      created_at: NOW,
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

  t.test('does not close it for the configuration of another owner or space, nor for close-by-user', async t => {
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
})
