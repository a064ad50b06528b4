import fc from 'fast-check'
import t from 'tap'
import type { ConfigurationAttributes } from '../../src/documents/configuration.js'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { errorBody, jiraConnector, newCase } from '../helpers/cases.js'
import { CONNECTORS, ELASTIC, NOW, pushApp, type PushApp } from '../helpers/push.js'

const LATER = '2025-06-01T11:00:01.999Z'
const comment = (text: string) => ({ type: 'user' as const, comment: text, owner: 'cases' })
const alert = (alertId: string | string[]) => ({ type: 'alert' as const, alertId, index: Array.isArray(alertId) ? alertId.map(() => 'alerts') : 'alerts', rule: { id: 'r', name: 'R' }, owner: 'cases' })

const activity = ({ kibana }: PushApp, caseId: string) => kibana.store.ofCase('cases-user-actions', caseId).map(({ attributes }) => attributes)
const calls = ({ kibana }: PushApp) => findIncidents(kibana).flatMap(({ calls }) => calls)

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
  t.test('answers the whole case, pushed', async t => {
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

  t.test('records one step of activity', async t => {
    const app = pushApp(t)
    const created = await app.createCase()
    const { body } = await app.push(created.id, 'jira')
    t.strictSame(activity(app, created.id).slice(1), [
      { type: 'pushed', action: 'push_to_service', created_at: NOW, created_by: ELASTIC, owner: 'cases', payload: { externalService: body.external_service }, comment_id: null },
    ])
  })

  t.test('stamps every attachment once and returns all of them, the oldest first: 9.5', async t => {
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
    t.strictSame(Object.keys(body.comments[2]).toSorted(), ['id', 'version', 'type', 'alertId', 'index', 'rule', 'owner', 'created_at', 'created_by', 'pushed_at', 'pushed_by', 'updated_at', 'updated_by'].toSorted())
    t.strictSame([body.totalComment, body.totalAlerts], [3, 0])
    t.equal(body.comments[0].version, before.old)
    t.not(body.comments[1].version, before.new)

    const again = await app.push(id, 'jira')
    t.strictSame(again.body.comments, body.comments)
  })

  t.test('updates the same record from then on, and sends what is new', async t => {
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
        comments: [{ comment: 'one\n\nAdded by elastic.', commentId: 'c1' }, { comment: 'Elastic Alerts attached to the case: 1', commentId: `${id}-total-alerts` }],
      },
      {
        action: 'update',
        externalId: '10000',
        comments: [{ comment: 'one, corrected\n\nAdded by Ed Itor.', commentId: 'c1' }, { comment: 'two\n\nAdded by elastic.', commentId: 'c2' }],
      },
      { action: 'update', externalId: '10000', comments: [] },
    ])
  })

  t.test('sends the line about alerts again as long as one of them was not pushed, with their whole number', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    app.attach(id, 'a1', alert(['a', 'b']))
    await app.push(id, 'jira')
    app.attach(id, 'a2', alert('c'))
    await app.push(id, 'jira')
    t.strictSame(calls(app).map(({ comments }) => comments[0]!.comment), ['Elastic Alerts attached to the case: 2', 'Elastic Alerts attached to the case: 3'])
  })

  t.test('remembers the record of each connector', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase({ connector: jiraConnector })
    const pushes = []
    for (const connector of ['jira', 'thehive', 'jira']) pushes.push((await app.push(id, connector)).body)
    t.strictSame(pushes.map(({ external_service: { connector_id, external_id } }) => [connector_id, external_id]), [['jira', '10000'], ['thehive', '~122904'], ['jira', '10000']])
    t.strictSame(pushes.map(({ connector }) => connector), [jiraConnector, jiraConnector, jiraConnector])
  })

  t.test('goes by the activity, not by external_service', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    await app.push(id, 'jira')
    for (const action of app.kibana.store.ofCase('cases-user-actions', id)) app.kibana.store.delete(action)
    t.equal((await app.push(id, 'jira')).body.external_service.external_title, 'CK-2')
  })

  t.test('pushes a closed case, and one without a connector', async t => {
    const app = pushApp(t)
    const { id, version } = await app.createCase()
    await app.call('PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] })
    const { status, body } = await app.push(id, 'jira')
    t.strictSame([status, body.status, body.connector.id], [200, 'closed', 'none'])
  })

  t.test('takes any object, null or nothing as body', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    for (const body of [{}, null, undefined, { anything: [1] }]) t.equal((await app.push(id, 'jira', '', body)).status, 200)
    for (const [body, found] of [[[], '[Array]'], [5, '[number]'], [true, '[boolean]']] as const) {
      t.strictSame(await app.push(id, 'jira', '', body), {
        status: 400,
        body: errorBody(400, `[request body]: types that failed validation:\n- [request body.0]: expected a plain object value, but found ${found} instead.\n- [request body.1]: expected value to equal [null]`),
      })
    }
  })

  t.test('closes the case where the configuration of its owner says so', async t => {
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

  t.test('leaves the duration alone when the clock went back', async t => {
    const app = pushApp(t)
    configure(app, 'cases', 'close-by-pushing')
    const { id } = await app.createCase()
    app.kibana.clock.set('2025-01-01T00:00:00.000Z')
    t.match((await app.push(id, 'jira')).body, { status: 'closed', duration: null })
  })

  t.test('answers 404 for unknown cases and connectors', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    app.kibana.store.create('action', { id: 'elsewhere', space: 'space1', attributes: { ...CONNECTORS.jira!, config: {}, secrets: {}, isMissingSecrets: false } })
    for (const [caseId, connectorId, message] of [
      ['nope', 'jira', 'Saved object [cases/nope] not found'],
      ['__proto__', 'jira', 'Saved object [cases/__proto__] not found'],
      ['nope', 'nope', 'Saved object [cases/nope] not found'],
      [id, 'nope', 'Saved object [action/nope] not found'],
      [id, 'none', 'Saved object [action/none] not found'],
      [id, '__proto__', 'Saved object [action/__proto__] not found'],
      [id, 'constructor', 'Saved object [action/constructor] not found'],
      [id, 'elsewhere', 'Saved object [action/elsewhere] not found'],
    ] as const) {
      t.strictSame(await app.push(caseId, connectorId), { status: 404, body: errorBody(404, message) })
    }
    t.strictSame(await app.push(id, 'jira', '/s/space1'), { status: 404, body: errorBody(404, `Saved object [cases/${id}] not found`) })
  })

  t.test('finds preconfigured connectors in every space', async t => {
    const app = pushApp(t, { publicBaseUrl: 'https://kibana.example.com' })
    const { id } = await app.createCase({}, '/s/space1')
    t.equal((await app.push(id, 'jira', '/s/space1')).status, 200)
    t.match(calls(app), [{ space: 'space1', caseId: id, incident: { description: new RegExp(`Case URL: https://kibana.example.com/s/space1/app/management/insightsAndAlerting/cases/${id}$`) } }])
  })

  t.test('answers 424 and writes nothing when the external system fails', async t => {
    const app = pushApp(t, { externalFailures: [{ match: { connectorType: '.jira' }, failure: 'missing-field', times: 1 }] })
    const { id } = await app.createCase()
    app.attach(id, 'c1', comment('hi'))
    const before = (await app.call('GET', `/api/cases/${id}`)).body
    // The body that is quoted in Kibana issue 133839
    t.strictSame(await app.push(id, 'jira'), {
      status: 424,
      body: errorBody(424, '[Action][Jira]: Unable to create incident. Error: Request failed with status code 400. Reason: Epic Name is required.'),
    })
    t.strictSame((await app.call('GET', `/api/cases/${id}`)).body, before)
    t.equal(app.kibana.store.get('cases-comments', 'c1')!.attributes.pushed_at, null)
    t.equal(app.kibana.store.count('incident'), 0)
    t.equal((await app.push(id, 'jira')).status, 200, 'the failure was for one push')
  })

  t.test('answers 424 for a connector that is not made for cases', async t => {
    const app = pushApp(t, { connectors: { jira: { ...CONNECTORS.jira!, config: {} } } })
    const { id } = await app.createCase()
    t.strictSame(await app.push(id, 'jira'), { status: 424, body: errorBody(424, 'error validating action type config: [apiUrl]: expected value of type [string] but got [undefined]') })
  })

  t.test('answers 400 for a connector of a type that only later versions have', async t => {
    const app = pushApp(t, { connectors: { odd: { name: 'Odd', actionTypeId: '.jira-service-management' } } })
    const { id } = await app.createCase()
    t.strictSame(await app.push(id, 'odd'), { status: 400, body: errorBody(400, 'Action type ".jira-service-management" is not registered.') })
  })

  t.test('answers 500 for a connector type above the license', async t => {
    // ActionTypeDisabledError is not one of the errors that Cases turns into an answer: privileges.md §6
    const app = pushApp(t, { license: 'gold' })
    const { id } = await app.createCase()
    t.strictSame(await app.push(id, 'servicenow'), {
      status: 500,
      body: { statusCode: 500, error: 'Internal Server Error', message: 'Action type .servicenow is disabled because your gold license does not support it. Please upgrade your license.' },
    })
    t.equal((await app.push(id, 'jira')).status, 200)
  })

  t.test('runs many pushes of a case at once', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    const first = await app.push(id, 'jira')
    const pushes = await Promise.all(Array.from({ length: 50 }, () => app.push(id, 'jira')))
    t.ok(pushes.every(({ status }) => status === 200))
    t.strictSame(new Set(pushes.map(({ body }) => body.external_service.external_id)), new Set([first.body.external_service.external_id]))
    t.equal(new Set(pushes.map(({ body }) => body.version)).size, 50)
    t.equal(activity(app, id).length, 52)
  })

  t.test('refuses or takes any body, and never falls over', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    await fc.assert(fc.asyncProperty(fc.jsonValue().filter(body => !JSON.stringify(body).includes('__proto__')), fc.string({ minLength: 1 }).filter(text => text !== '.' && text !== '..'), async (body, name) => {
      const { status } = await app.push(id, 'jira', '', body)
      const isObject = typeof body === 'object' && !Array.isArray(body)
      const unknown = await app.push(name, name)
      return status === (isObject ? 200 : 400) && unknown.status === 404
    }), { seed: 11, numRuns: 40 })
  })

  t.test('pushes any case to any connector of its type, and again to the same record', async t => {
    const text = fc.string({ minLength: 1, maxLength: 160, unit: 'binary' }).filter(value => value.trim() !== '')
    const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value)
    const textOrNull = maybe(fc.string())
    const fields: Record<string, fc.Arbitrary<unknown>> = {
      jira: fc.record({ issueType: textOrNull, priority: textOrNull, parent: textOrNull }),
      servicenow: fc.record({ impact: textOrNull, severity: textOrNull, urgency: textOrNull, category: textOrNull, subcategory: textOrNull, additionalFields: fc.constantFrom(null, '{}', '{"u_x":1}') }, { requiredKeys: ['impact', 'severity', 'urgency', 'category', 'subcategory'] }),
      'servicenow-sir': fc.record({ category: textOrNull, destIp: maybe(fc.boolean()), malwareHash: maybe(fc.boolean()), malwareUrl: maybe(fc.boolean()), priority: textOrNull, sourceIp: maybe(fc.boolean()), subcategory: textOrNull }),
      // Kibana's connector takes numbers only; other texts are refused when they are pushed
      resilient: fc.record({ incidentTypes: maybe(fc.array(fc.nat().map(String))), severityCode: maybe(fc.nat().map(String)) }),
      swimlane: fc.record({ caseId: textOrNull }),
      thehive: fc.record({ tlp: maybe(fc.integer()) }),
      'cases-webhook': fc.constant(null),
    }
    const kinds = Object.keys(fields)
    const casesOf = fc.constantFrom(...kinds).chain(kind => fc.record({
      kind: fc.constant(kind),
      title: text,
      description: text,
      tags: fc.array(text, { maxLength: 4 }),
      severity: fc.constantFrom('low', 'medium', 'high', 'critical'),
      fields: kind === 'cases-webhook' ? fields[kind]! : maybe(fields[kind]!),
      comments: fc.array(fc.string({ minLength: 1 }).filter(value => value.trim() !== ''), { maxLength: 3 }),
      owner: fc.constantFrom('cases', 'observability', 'securitySolution'),
      prefix: fc.constantFrom('', '/s/space1'),
    }))
    const app = pushApp(t, { publicBaseUrl: 'https://kibana.example.com' })
    await fc.assert(fc.asyncProperty(casesOf, async ({ kind, fields, comments, prefix, ...input }) => {
      const { id } = await app.createCase({ ...newCase, ...input, connector: { id: kind, name: kind, type: `.${kind}`, fields } }, prefix)
      comments.forEach((comment, index) => app.attach(id, `${id}-${index}`, { type: 'user', comment, owner: input.owner }))
      const first = await app.push(id, kind, prefix)
      const second = await app.push(id, kind, prefix)
      t.strictSame([first.status, second.status], [200, 200], JSON.stringify(first.body.message ?? second.body.message))
      t.strictSame(second.body.external_service, first.body.external_service)
      const records = app.kibana.store.all('incident').filter(({ attributes }) => attributes.caseId === id)
      t.equal(records.length, 1)
      t.equal(records[0]!.attributes.comments.length, comments.length)
    }), { seed: 7, numRuns: 70 })
  })
})
