import t from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { errorBody, jiraConnector } from '../helpers/cases.js'
import { CONNECTORS, ELASTIC, NOW, pushApp } from '../helpers/push.js'
import { activity, calls, comment } from './records.js'

const LATER = '2025-06-01T11:00:01.999Z'
const alert = (alertId: string | string[]) => ({
  type: 'alert' as const,
  alertId,
  index: Array.isArray(alertId) ? alertId.map(() => 'alerts') : 'alerts',
  rule: { id: 'r', name: 'R' },
  owner: 'cases',
})

t.test('POST /api/cases/{case_id}/connector/{connector_id}/_push', async t => {
  t.test('returns the whole pushed case', async t => {
    const app = pushApp(t)
    const created = await app.createCase({ connector: jiraConnector })
    app.kibana.clock.set(LATER)
    const { status, body } = await app.push(created.id, 'jira')
    t.equal(status, 200)
    t.strictSame(body, {
      ...created,
      // Two spaces, the case, its activity, and then the case again
      version: 'WzQsMV0=',
      comments: [],
      totalComment: 0,
      totalAlerts: 0,
      updated_at: LATER,
      updated_by: ELASTIC,
      external_service: {
        pushed_at: LATER,
        pushed_by: ELASTIC,
        connector_id: 'jira',
        connector_name: 'My Jira',
        external_id: '10000',
        external_title: 'CK-1',
        external_url: 'https://jira.example.com/browse/CK-1',
      },
    })
    const { comments, ...rest } = body
    t.strictSame((await app.call('GET', `/api/cases/${created.id}`)).body, rest)
  })

  t.test('records one user action', async t => {
    const app = pushApp(t)
    const created = await app.createCase()
    const { body } = await app.push(created.id, 'jira')
    t.strictSame(activity(app, created.id).slice(1), [
      {
        type: 'pushed',
        action: 'push_to_service',
        created_at: NOW,
        created_by: ELASTIC,
        owner: 'cases',
        payload: { externalService: body.external_service },
        comment_id: null,
      },
    ])
  })

  t.test('from 9.5 on, marks every attachment as pushed once and returns all of them, oldest first', async t => {
    const app = pushApp(t, { kibanaVersion: '9.5.0' })
    const { id } = await app.createCase()
    const earlier = { pushed_at: '2025-05-01T00:00:00.000Z', pushed_by: { username: 'x', full_name: null, email: null } }
    app.attach(id, 'new', comment('hi'))
    app.attach(id, 'old', comment('oh'), { created_at: '2025-01-01T00:00:00.000Z', ...earlier })
    app.attach(id, 'alert', alert(['a', 'b']))
    const before = Object.fromEntries(app.kibana.store.all('cases-comments').map(({ id, version }) => [id, version]))
    const { body } = await app.push(id, 'jira')
    t.strictSame(body.comments.map(({ id, pushed_at, pushed_by }: Record<string, unknown>) => ({ id, pushed_at, pushed_by })), [
      { id: 'old', ...earlier },
      { id: 'new', pushed_at: NOW, pushed_by: ELASTIC },
      { id: 'alert', pushed_at: NOW, pushed_by: ELASTIC },
    ])
    t.strictSame(Object.keys(body.comments[2]).toSorted(), [
      'id', 'version', 'type', 'alertId', 'index', 'rule', 'owner', 'created_at', 'created_by', 'pushed_at', 'pushed_by', 'updated_at',
      'updated_by',
    ].toSorted())
    t.strictSame([body.totalComment, body.totalAlerts], [3, 0])
    t.equal(body.comments[0].version, before.old)
    t.not(body.comments[1].version, before.new)

    const again = await app.push(id, 'jira')
    t.strictSame(again.body.comments, body.comments)
  })

  t.test('updates the same record afterwards, and sends only new content', async t => {
    const app = pushApp(t, { kibanaVersion: '9.5.0' })
    const { id } = await app.createCase()
    app.attach(id, 'c1', comment('one'))
    app.attach(id, 'a1', alert('a'))
    const first = await app.push(id, 'jira')
    app.kibana.clock.set(LATER)
    app.attach(id, 'c2', comment('two'))
    app.edit('c1', 'one, corrected')
    const second = await app.push(id, 'jira')
    const third = await app.push(id, 'jira')
    t.strictSame(second.body.external_service, { ...first.body.external_service, pushed_at: LATER })
    t.strictSame(third.body.external_service, second.body.external_service)
    t.strictSame(activity(app, id).filter(({ type }) => type === 'pushed').length, 3)
    t.strictSame(calls(app).map(({ action, comments, incident }) => ({ action, externalId: incident.externalId, comments })), [
      {
        action: 'create',
        externalId: null,
        comments: [{ comment: 'one\n\nAdded by elastic.', commentId: 'c1' }, {
          comment: 'Elastic Alerts attached to the case: 1', commentId: `${id}-total-alerts`,
        }],
      },
      {
        action: 'update',
        externalId: '10000',
        comments: [
          { comment: 'one, corrected\n\nAdded by Ed Itor.', commentId: 'c1' }, { comment: 'two\n\nAdded by elastic.', commentId: 'c2' },
        ],
      },
      { action: 'update', externalId: '10000', comments: [] },
    ])
  })

  t.test('sends the line about alerts, with their total, until all of them have been pushed', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    app.attach(id, 'a1', alert(['a', 'b']))
    await app.push(id, 'jira')
    app.attach(id, 'a2', alert('c'))
    await app.push(id, 'jira')
    t.strictSame(calls(app).map(({ comments }) => comments[0]!.comment), [
      'Elastic Alerts attached to the case: 2', 'Elastic Alerts attached to the case: 3',
    ])
  })

  t.test('remembers the record of each connector separately', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase({ connector: jiraConnector })
    const pushes = []
    for (const connector of ['jira', 'thehive', 'jira']) pushes.push((await app.push(id, connector)).body)
    t.strictSame(pushes.map(({ external_service: { connector_id, external_id } }) => [connector_id, external_id]), [
      ['jira', '10000'], ['thehive', '~122904'], ['jira', '10000'],
    ])
    t.strictSame(pushes.map(({ connector }) => connector), [jiraConnector, jiraConnector, jiraConnector])
  })

  t.test('reads the fields of the case, whatever connector it is pushed with', async t => {
    const { jira } = CONNECTORS
    const app = pushApp(t, { connectors: { ...CONNECTORS, other: { ...jira!, name: 'Other Jira' } } })
    const fields = { issueType: '10001', priority: 'High', parent: null }
    const created = await app.createCase({ connector: { ...jiraConnector, fields } })
    const pushed = []
    for (const connector of ['other', 'servicenow']) pushed.push((await app.push(created.id, connector)).body)
    t.match(calls(app), [{ incident: fields }, { incident: { impact: null, urgency: null, severity: null } }])
    t.strictSame(pushed.map(({ connector, external_service: { connector_name: name } }) => [connector, name]), [
      [created.connector, 'Other Jira'], [created.connector, 'My ServiceNow'],
    ])
  })

  t.test('sends the severity of a case to TheHive as a number', async t => {
    const app = pushApp(t)
    for (const severity of ['low', 'medium', 'high', 'critical']) await app.push((await app.createCase({ severity })).id, 'thehive')
    t.strictSame(calls(app).map(({ incident }) => incident.severity), [1, 2, 3, 4])
  })

  t.test('sends a case id of null to Swimlane as it is, and the id of the case if there is none', async t => {
    const app = pushApp(t)
    const swimlane = (fields: object | null) => ({ connector: { id: 'swimlane', name: 'S', type: '.swimlane', fields } })
    const [explicit, none] = [await app.createCase(swimlane({ caseId: null })), await app.createCase(swimlane(null))]
    for (const { id } of [explicit, none]) t.equal((await app.push(id, 'swimlane')).status, 200)
    t.strictSame(calls(app).map(({ incident }) => incident.caseId), [null, none.id])
  })

  t.test('ignores the query', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    t.equal((await app.call('POST', `/api/cases/${id}/connector/jira/_push?x=1`, {})).status, 200)
  })

  t.test('from 9.3 on, sends the other fields of a Jira case', async t => {
    // Source: Kibana 9.3, cases/server/connectors/jira/format.ts
    const app = pushApp(t, { kibanaVersion: '9.3.0' })
    const fields = { issueType: '10001', priority: null, parent: null }
    const push = async (more: object) => {
      const { id } = await app.createCase({ connector: { ...jiraConnector, fields: { ...fields, ...more } } })
      return app.push(id, 'jira')
    }
    t.equal((await push({ otherFields: '{"customfield_1":["ä"]}' })).status, 200)
    t.equal((await push({})).status, 200)
    t.equal((await push({ otherFields: null })).status, 200)
    t.strictSame(calls(app).map(({ incident }) => incident.otherFields), ['{"customfield_1":["ä"]}', null, null])
    t.strictSame(findIncidents(app.kibana).map(({ fields }) => fields.customfield_1), [['ä'], undefined, undefined])
    t.match(await push({ otherFields: '{"summary":"x"}' }), {
      status: 424, body: { message: /^error validating action params: .*otherFields: summary\./s },
    })
    t.equal((await push({ otherFields: 'no JSON' })).status, 424)

    const before = pushApp(t, { kibanaVersion: '9.2.0' })
    await before.push((await before.createCase({ connector: { ...jiraConnector, fields } })).id, 'jira')
    t.notOk('otherFields' in calls(before)[0]!.incident)
  })

  t.test('relies on activity, not on external_service', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    await app.push(id, 'jira')
    for (const action of app.kibana.store.ofCase('cases-user-actions', id)) app.kibana.store.delete(action)
    t.equal((await app.push(id, 'jira')).body.external_service.external_title, 'CK-2')
  })

  // Kibana finds the last push by times, see the README
  t.test('sends a comment added after the last push, also if the clock was set back in between', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    await app.push(id, 'jira')
    app.kibana.clock.set('2025-06-01T09:00:00.000Z')
    const { version, comments } = (await app.call('POST', `/api/cases/${id}/comments`, comment('two'))).body
    t.match({ version, comments }, { version: String, comments: [{ created_at: '2025-06-01T09:00:00.000Z' }] })
    await app.push(id, 'jira')
    t.strictSame(calls(app)[1]!.comments, [{ comment: 'two\n\nAdded by elastic.', commentId: comments[0].id }])
  })

  t.test('pushes a closed case, and one without a connector', async t => {
    const app = pushApp(t)
    const { id, version } = await app.createCase()
    await app.call('PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] })
    const { status, body } = await app.push(id, 'jira')
    t.strictSame([status, body.status, body.connector.id], [200, 'closed', 'none'])
  })

  t.test('accepts any object, null or no body', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    for (const body of [{}, null, undefined, { anything: [1] }]) t.equal((await app.push(id, 'jira', '', body)).status, 200)
    for (const [body, found] of [[[], '[Array]'], [5, '[number]'], [true, '[boolean]']] as const) {
      t.strictSame(await app.push(id, 'jira', '', body), {
        status: 400,
        body: errorBody(400, '[request body]: types that failed validation:\n- [request body.0]: expected a plain object value, but ' +
          `found ${found} instead.\n- [request body.1]: expected value to equal [null]`),
      })
    }
  })
})
