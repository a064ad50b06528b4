import t from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { NOW, pushApp } from '../helpers/push.js'
import { create, execute, failed, invalid } from './connector-bodies.js'

t.test('POST /api/actions/connector/{id}/_execute', async t => {
  t.test('reads from Jira', async t => {
    const app = pushApp(t)
    await execute(app, 'jira', { subAction: 'pushToService', subActionParams: { incident: { summary: 'Find "me" here' } } })
    const data = async (subAction: string, subActionParams: object = {}) =>
      (await execute(app, 'jira', { subAction, subActionParams })).body.data
    t.match(await data('issueTypes'), [{ id: '10006', name: 'Task' }, { id: '10001', name: 'Bug' }])
    t.match(await data('fieldsByIssueType', { id: '10006' }), {
      summary: { required: true, allowedValues: [], defaultValue: {}, schema: { type: 'string' }, name: 'Summary' },
      priority: { allowedValues: [{ id: '1', name: 'Highest' }] },
    })
    t.strictSame(Object.keys(await data('getFields')), ['summary', 'description', 'labels', 'priority', 'parent'])
    t.strictSame(await data('issues', { title: 'find nothing' }), [])
    t.strictSame(await data('issues', { title: 'here find' }), [{ id: '10000', key: 'CK-1', title: 'Find "me" here' }])
    t.strictSame(await data('issue', { id: '10000' }), { id: '10000', key: 'CK-1', title: 'Find "me" here' })
    t.match(await data('getIncident', { externalId: '10000' }), { id: '10000', key: 'CK-1', created: NOW, summary: 'Find "me" here' })
    t.strictSame(await execute(app, 'jira', { subAction: 'handshake', subActionParams: {} }), failed(
      'jira', '[Action][ExternalService] subAction handshake not implemented.',
    ))
    t.strictSame(await execute(app, 'jira', { subAction: 'issue', subActionParams: { id: '1' } }),
      failed('jira', '[Action][Jira]: Unable to get issue with id 1. Error: Request failed with status code 404. Reason: Issue does ' +
        'not exist or you do not have permission to see it.'))
    t.strictSame(await execute(app, 'jira', { subAction: 'fieldsByIssueType', subActionParams: { id: '1' } }),
      failed(
        'jira',
        '[Action][Jira]: Unable to get fields. Error: Request failed with status code 404. Reason: The issue type 1 does not exist.',
      ))
  })

  t.test('reads from ServiceNow, and closes incidents there', async t => {
    const app = pushApp(t)
    const run = async (subAction: string, subActionParams: object = {}, id = 'servicenow') =>
      (await execute(app, id, { subAction, subActionParams })).body
    const pushed = (await run('pushToService', { incident: { short_description: 'x', correlation_id: 'c' } })).data
    t.match((await run('getFields')).data[0], {
      column_label: 'short description', mandatory: 'false', max_length: '4000', element: 'short_description',
    })
    t.strictSame((await run('getChoices', {
      fields: ['urgency', 'subcategory'],
    })).data.map(({ element, value }: Record<string, unknown>) => [element, value]),
    [['urgency', '1'], ['urgency', '2'], ['urgency', '3'], ['subcategory', 'os'], ['subcategory', 'email'], ['subcategory', 'dns']])
    t.match((await run('getChoices', { fields: ['priority'] }, 'servicenow-sir')).data, [
      { label: '1 - Critical', value: '1', dependent_value: '', element: 'priority' },
    ])
    // Source: the executor in Kibana's servicenow_itsm/index.ts and servicenow_sir/index.ts has no branch for it and makes no call
    for (const id of [
      'servicenow', 'servicenow-sir',
    ]) t.strictSame(await run('getIncident', { externalId: 'unknown' }, id), { status: 'ok', data: {}, connector_id: id })
    t.match(await run('handshake'), { service_message: '[Action][ExternalService] subAction handshake not implemented.' })

    t.strictSame((await run('closeIncident', { incident: { correlation_id: 'unknown' } })).data, {})
    t.match((await run('closeIncident', { incident: { correlation_id: 'c' } })).data, { id: pushed.id, title: 'INC0010001' })
    t.match(findIncidents(app.kibana)[0]!.fields, { state: '7', close_notes: 'Closed by Caller' })
    t.match((await run('closeIncident', { incident: { externalId: pushed.id } })).data, { id: pushed.id })
    // Source: closeIncident in Kibana's lib/servicenow/service.ts
    t.match(await run('closeIncident', { incident: { externalId: '', correlation_id: 'c' } }), { data: { id: pushed.id } })
    for (const incident of [
      { externalId: 'unknown' }, { externalId: '', correlation_id: '' },
    ]) t.strictSame(await run('closeIncident', { incident }), { status: 'ok', data: {}, connector_id: 'servicenow' })
    t.match(await run('closeIncident', { incident: { correlation_id: null } }),
      {
        service_message:
          '[Action][ServiceNow]: Unable to close incident. Error: No correlationId or incidentId found. Reason: unknown: errorResponse ' +
            'was null',
      })
    t.match(await run('closeIncident', { incident: {} }), { data: {} })
  })

  t.test('reads from Resilient', async t => {
    const app = pushApp(t)
    const data = async (subAction: string) => (await execute(app, 'resilient', { subAction, subActionParams: {} })).body.data
    t.match(await data('incidentTypes'), [{ id: '17', name: 'Communication error (fax; email)' }])
    t.strictSame(await data('severity'), [{ id: '4', name: 'Low' }, { id: '5', name: 'Medium' }, { id: '6', name: 'High' }])
    t.match(await data('getFields'), [
      { name: 'name', input_type: 'text', read_only: false, required: 'always', text: 'Name' }, { name: 'description', required: null },
    ])
  })

  // Messages of Kibana's connectors for each failing call, from their service.ts
  const teapot = 'Request failed with status code 418'
  const sayings: [connector: string, operation: string, subAction: string, params: object, message: string | RegExp][] = [
    ['jira',
      'getIssue', 'getIncident', { externalId: '7' }, `[Action][Jira]: Unable to get incident with id 7. Error: ${teapot} Reason: hot`],
    ['jira', 'getIssue', 'issue', { id: '7' }, `[Action][Jira]: Unable to get issue with id 7. Error: ${teapot}. Reason: hot`],
    ['jira', 'search', 'issues', { title: 'x' }, `[Action][Jira]: Unable to get issues. Error: ${teapot}. Reason: hot`],
    ['jira', 'getFields', 'fieldsByIssueType', { id: '10001' }, `[Action][Jira]: Unable to get fields. Error: ${teapot}. Reason: hot`],
    ['jira', 'getIssueTypes', 'getFields', {}, `[Action][Jira]: Unable to get issue types. Error: ${teapot}. Reason: hot`],
    ['servicenow',
      'findByCorrelationId', 'closeIncident', { incident: { correlation_id: 'c' } },
      '[Action][ServiceNow]: Unable to close incident. Error: [Action][ServiceNow]: Unable to get incident by correlation ID c. ' +
        `Error: ${teapot} Reason: hot: steam Reason: hot: steam`],
    ['servicenow',
      'getRecord', 'closeIncident', { incident: { externalId: '7' } },
      '[Action][ServiceNow]: Unable to close incident. Error: [Action][ServiceNow]: Unable to get incident with id 7. Error: ' +
        `${teapot} Reason: hot: steam Reason: hot: steam`],
    ['servicenow', 'getFields', 'getFields', {}, `[Action][ServiceNow]: Unable to get fields. Error: ${teapot} Reason: hot: steam`],
    ['servicenow',
      'getChoices', 'getChoices', { fields: ['urgency'] },
      `[Action][ServiceNow]: Unable to get choices. Error: ${teapot} Reason: hot: steam`],
    ['resilient',
      'getFieldValues', 'incidentTypes', {},
      '[Action][IBM Resilient]: Unable to get incident types. Error: Status code: 418. Message: API Error: hot.'],
    ['resilient',
      'getFieldValues', 'severity', {},
      '[Action][IBM Resilient]: Unable to get severity. Error: Status code: 418. Message: API Error: hot.'],
    ['resilient',
      'getFields', 'getFields', {}, '[Action][IBM Resilient]: Unable to get fields. Error: Status code: 418. Message: API Error: hot.'],
    ['cases-webhook',
      'getIncident', 'pushToService', { incident: { title: 'x' } },
      new RegExp('^\\[Action\\]\\[Webhook - Case Management\\]: Unable to create case\\. Error: \\[Action\\]\\[Webhook - Case ' +
        `Management\\]: Unable to get case with id \\d+\\. Error: ${teapot}\\. \\{.+\\} Reason: Hot\\. {2}$`)],
    ['servicenow-sir',
      'addObservables', 'pushToService', { incident: { short_description: 'x', source_ip: ['1.1.1.1'] } },
      new RegExp('^\\[Action\\]\\[ServiceNow\\]: Unable to add observables to security incident with id [0-9a-f]{32}\\. Error: ' +
        `${teapot} Reason: hot: steam$`)],
  ]
  for (const [connector, operation, subAction, subActionParams, message] of sayings) {
    t.test(`${connector} reports that ${subAction} failed at ${operation}`, async t => {
      const app = pushApp(t)
      app.kibana.externalSystems.addFailure({
        match: { operation },
        response: {
          status: 418, statusText: 'Hot', body: { errorMessages: ['hot'], error: { message: 'hot', detail: 'steam' }, message: 'hot' },
        },
      })
      const { body } = await execute(app, connector, { subAction, subActionParams })
      if (typeof message === 'string') t.equal(body.service_message, message)
      else t.match(body.service_message, message)
    })
  }

  t.test('creates an alert in TheHive', async t => {
    const app = pushApp(t)
    const alert = { title: 't', description: 'd', type: 'x', source: 's', sourceRef: 'r', body: '{"flag":true}' }
    t.strictSame(await execute(app, 'thehive', { subAction: 'createAlert', subActionParams: alert }), {
      status: 200, body: { status: 'ok', data: {}, connector_id: 'thehive' },
    })
  })

  const messengers: [type: string, connector: object, params: object, answer: object, kept: object][] = [
    ['.server-log', {}, { message: 'hi' }, {}, { message: 'hi', level: 'info' }],
    ['.index', {
      config: { index: 'i', executionTimeField: 'at' },
    }, { documents: [{ a: 1 }] }, {
      data: {
        took: 0,
        errors: false,
        items: [{
          create: {
            _index: 'i',
            _id: '1-1',
            _version: 1,
            result: 'created',
            _shards: { total: 2, successful: 1, failed: 0 },
            _seq_no: 0,
            _primary_term: 1,
            status: 201,
          },
        }],
      },
    }, {
      index: 'i', documents: [{ a: 1, at: NOW }],
    }],
    ['.index', { config: { index: 'i' } }, { documents: [{ a: 1 }], indexOverride: 'o' }, { data: { errors: false } }, {
      index: 'o', documents: [{ a: 1 }],
    }],
    ['.webhook',
      { config: { url: 'https://x.example.com' }, secrets: { user: 'u', password: 'p' } }, { body: '{"a":1}' }, { data: '{"a":1}' },
      { a: 1 }],
    ['.webhook', { config: { url: 'https://x.example.com', hasAuth: false } }, {}, {}, {}],
    ['.slack', { secrets: { webhookUrl: 'https://slack.example.com/x' } }, { message: 'hi' }, { data: { text: 'ok' } }, { text: 'hi' }],
    ['.email',
      { config: { from: 'a@b.c', host: 'h', port: 25, hasAuth: false } }, { to: ['x@y.z'], subject: 's', message: 'm' },
      { data: { accepted: ['x@y.z'] } }, { from: 'a@b.c', to: ['x@y.z'], cc: [], bcc: [], subject: 's', message: 'm' }],
  ]
  for (const [type, connector, params, answer, kept] of messengers) {
    t.test(`delivers over ${type} and records the delivery: ${JSON.stringify(params)}`, async t => {
      const app = pushApp(t)
      const id = await create(app, { name: 'x', connector_type_id: type, ...connector })
      t.match(await execute(app, id, params), { status: 200, body: { status: 'ok', ...answer, connector_id: id } })
      t.match(findIncidents(app.kibana, { connectorType: type }), [{ connectorId: id, externalId: '1', createdAt: NOW, calls: [] }])
      t.strictSame(findIncidents(app.kibana)[0]!.fields, kept)
    })
  }

  t.test('accepts any text as the body of a webhook', async t => {
    const app = pushApp(t)
    const id = await create(app, { name: 'x', connector_type_id: '.webhook', config: { url: 'https://x.example.com', hasAuth: false } })
    t.match((await execute(app, id, { body: 'not json' })).body, { status: 'ok', data: 'not json' })
    t.strictSame(findIncidents(app.kibana)[0]!.fields, { text: 'not json' })
  })

  t.test('refuses an email without recipients', async t => {
    const app = pushApp(t)
    const id = await create(app, { name: 'x', connector_type_id: '.email', config: { from: 'a@b.c', service: '__json', hasAuth: false } })
    t.strictSame(await execute(app, id, { to: [' '], subject: 's', message: 'm' }), invalid(
      id, 'At least one entry in [to], [cc], or [bcc] is required',
    ))
  })
})
