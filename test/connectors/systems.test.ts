import { checkFailureRule } from '../../src/connectors/simulation/failure-rule.js'
import t from 'tap'
import { FAILURES, type Failure } from '../../src/documents/failure.js'
import { clearIncidents, findIncidents, findIncidentsAt, findRefusedCalls } from '../../src/connectors/simulation/incidents.js'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody } from '../helpers/cases.js'
import { CONNECTORS, pushApp, type PushApp } from '../helpers/push.js'

const status = (code: number) => `Request failed with status code ${code}`
const jira = (error: string) => `[Action][Jira]: Unable to create incident. Error: ${error}`
const jiraTypes = (error: string) => `[Action][Jira]: Unable to get issue types. Error: ${error}`
const health = (error: string, reason: string) => snow(`[Action][ServiceNow]: Unable to get application version. Error: ${error} Reason: ${reason} Reason: ${reason}`)
const snow = (error: string) => `[Action][ServiceNow]: Unable to create incident. Error: ${error}`
const resilient = (error: string) => `[Action][IBM Resilient]: Unable to create incident. Error: Status code: ${error}.`
const swimlane = (code: number, error: string) => `[Action][Swimlane]: Unable to create record in application with id et1. Status: ${code}. Error: ${error}`
const webhook = (error: string) => `[Action][Webhook - Case Management]: Unable to create case. Error: ${error}`
const noJiraAnswer = 'Reason: unknown: errorResponse was null'

/** Kibana's message for each failure of each system, in the order of FAILURES. */
const TEXTS: Record<string, string[]> = {
  jira: [
    jiraTypes(`${status(401)}. Reason: Client must be authenticated to access this resource.`),
    jira(`${status(400)}. Reason: Epic Name is required.`),
    jira(`${status(400)}. Reason: The issue type selected is invalid.`),
    jiraTypes(`${status(404)}. Reason: Issue does not exist or you do not have permission to see it.`),
    jiraTypes(`${status(429)}. Reason: Rate limit exceeded.`),
    jiraTypes(`${status(503)}. Reason: Jira is unavailable.`),
    jiraTypes(`Unsupported content type: text/html in get https://jira.example.com/rest/api/2/issue/createmeta/CK/issuetypes. Supported content types: application/json. ${noJiraAnswer}`),
    jiraTypes(`timeout of 60000ms exceeded. ${noJiraAnswer}`),
    jiraTypes(`connect ECONNREFUSED jira.example.com. ${noJiraAnswer}`),
    jiraTypes(`self-signed certificate in certificate chain. ${noJiraAnswer}`),
  ],
  servicenow: [
    health(status(401), 'User Not Authenticated: Required to provide Auth information'),
    snow(`${status(403)} Reason: Operation Failed: Data Policy Exception: The following fields are mandatory: Short description`),
    snow(`${status(400)} Reason: Invalid value: The category is not a choice of this table`),
    health(status(404), 'No Record found: Record doesn\'t exist or ACL restricts the record retrieval'),
    health(status(429), 'Rate limit exceeded: Requests per hour exceeded'),
    health(status(503), 'Instance is hibernating: Wake it up and try again'),
    health('There is an issue with your Service Now Instance. Please check .', 'unknown: errorResponse was null'),
    health('timeout of 60000ms exceeded', 'unknown: errorResponse was null'),
    health('connect ECONNREFUSED snow.example.com', 'unknown: errorResponse was null'),
    health('self-signed certificate in certificate chain', 'unknown: errorResponse was null'),
  ],
  resilient: [
    resilient('401. Message: Unauthorized API Error'),
    resilient('400. Message: API Error: The following fields are required: Incident Disposition'),
    resilient('400. Message: API Error: Invalid incident type ID.'),
    resilient('404. Message: API Error: Unable to find object of type Incident.'),
    resilient('429. Message: API Error: Too many requests.'),
    resilient('503. Message: API Error: The server is unavailable.'),
    '[Action][IBM Resilient]: Unable to create incident. Error: Response validation failed (Error: could not parse object value from json input).',
    resilient('undefined. Message: Unknown API Error'),
    resilient('undefined. Message: Unknown API Error'),
    resilient('undefined. Message: Unknown API Error'),
  ],
  swimlane: [
    swimlane(401, `${status(401)}. Reason: Private token is invalid (5001)`),
    swimlane(400, `${status(400)}. Reason: A required field is missing (3000)`),
    swimlane(400, `${status(400)}. Reason: Invalid field (3003)`),
    swimlane(404, `${status(404)}. Reason: Record not found (3002)`),
    swimlane(429, `${status(429)}. Reason: Too many requests (4290)`),
    swimlane(503, `${status(503)}. Reason: Service unavailable (5030)`),
    swimlane(500, 'Unsupported content type: text/html in post https://swimlane.example.com/api/app/et1/record. Supported content types: application/json. Reason: unknown'),
    swimlane(500, 'timeout of 60000ms exceeded. Reason: unknown'),
    swimlane(500, 'connect ECONNREFUSED swimlane.example.com. Reason: unknown'),
    swimlane(500, 'self-signed certificate in certificate chain. Reason: unknown'),
  ],
  thehive: [
    'Status code: 401. Message: API Error: AuthenticationError - Authentication failure',
    'Status code: 400. Message: API Error: AttributeCheckingError - Attribute title is missing',
    'Status code: 400. Message: API Error: BadRequest - Unknown case template',
    'Status code: 404. Message: API Error: NotFoundError - Case not found',
    'Status code: 429. Message: API Error: TooManyRequests - Too many requests',
    'Status code: 503. Message: API Error: InternalError - Service unavailable',
    'Response validation failed (Error: could not parse object value from json input)',
    'Status code: undefined. Message: Unknown API Error',
    'Status code: undefined. Message: Unknown API Error',
    'Status code: undefined. Message: Unknown API Error',
  ],
  'cases-webhook': [
    webhook(`${status(401)}. {"error":"Wrong user or password."} Reason: Unauthorized`),
    webhook(`${status(400)}. {"error":"A required field is missing."} Reason: Bad Request`),
    webhook(`${status(400)}. {"error":"Unknown type of ticket."} Reason: Bad Request`),
    webhook(`${status(404)}. {"error":"No such ticket."} Reason: Not Found`),
    webhook(`${status(429)}. {"error":"Too many requests."} Reason: Too Many Requests`),
    webhook(`${status(503)}. {"error":"The ticket system is unavailable."} Reason: Service Unavailable`),
    webhook('Unsupported content type: text/html in post https://tickets.example.com/api/ticket. Supported content types: application/json.  '),
    webhook('timeout of 60000ms exceeded.  '),
    webhook('connect ECONNREFUSED tickets.example.com.  '),
    webhook('self-signed certificate in certificate chain.  '),
  ],
}
TEXTS['servicenow-sir'] = TEXTS.servicenow!

/** Kibana's message for a deleted record, by kind of system. */
const GONE: Record<string, (id: string) => string> = {
  jira: id => `[Action][Jira]: Unable to update incident with id ${id}. Error: ${status(404)}. Reason: Issue does not exist or you do not have permission to see it.`,
  servicenow: id => `[Action][ServiceNow]: Unable to update incident with id ${id}. Error: Record not found Reason: unknown: errorResponse was null`,
  'servicenow-sir': id => `[Action][ServiceNow]: Unable to update incident with id ${id}. Error: Record not found Reason: unknown: errorResponse was null`,
  resilient: id => `[Action][IBM Resilient]: Unable to update incident with id ${id}. Error: [Action][IBM Resilient]: Unable to get incident with id ${id}. Error: Status code: 404. Message: API Error: Unable to find object of type Incident...`,
  swimlane: () => `[Action][Swimlane]: Unable to update record in application with id et1. Status: 404. Error: ${status(404)}. Reason: Record not found (3002)`,
  thehive: () => 'Status code: 404. Message: API Error: NotFoundError - Case not found',
  'cases-webhook': id => `[Action][Webhook - Case Management]: Unable to update case with id ${id}. Error: ${status(404)}. {"error":"No such ticket."} Reason: Not Found`,
}

async function pushedCase (app: PushApp, kind: string): Promise<string> {
  const { id } = await app.createCase()
  await app.push(id, kind)
  return id
}

for (const kind of Object.keys(CONNECTORS)) {
  t.test(`the system behind .${kind}`, async t => {
    for (const [index, failure] of FAILURES.entries()) {
      t.test(`fails by ${failure}`, async t => {
        const app = pushApp(t, { externalFailures: [{ failure }] })
        const { id } = await app.createCase()
        t.strictSame(await app.push(id, kind), { status: 424, body: errorBody(424, TEXTS[kind]![index]!) })
        t.equal(app.kibana.store.count('incident'), 0)
      })
    }

    t.test('does not find a record that was removed', async t => {
      const app = pushApp(t)
      const id = await pushedCase(app, kind)
      const externalId = findIncidents(app.kibana)[0]!.externalId
      clearIncidents(app.kibana)
      t.strictSame(findIncidents(app.kibana), [])
      t.strictSame(await app.push(id, kind), { status: 424, body: errorBody(424, GONE[kind]!(externalId)) })
      t.equal((await app.call('GET', `/api/cases/${id}`)).body.external_service.external_id, externalId)
    })

    t.test('keeps the record that a push created before it failed at a comment', async t => {
      const operation = kind.startsWith('servicenow') ? 'updateRecord' : 'addComment'
      const app = pushApp(t, { externalFailures: [{ failure: 'unavailable', match: { operation }, times: 1 }] })
      const { id } = await app.createCase()
      app.attach(id, 'c1', { type: 'user', comment: 'hi', owner: 'cases' })
      const { status, body } = await app.push(id, kind)
      t.equal(status, 424)
      t.equal((await app.call('GET', `/api/cases/${id}`)).body.external_service, null)
      t.match(findIncidents(app.kibana), [{ comments: [], calls: [{ action: 'create', error: body.message }] }])
      // Kibana never received the id of the first record
      await app.push(id, kind)
      t.equal(findIncidents(app.kibana).length, 2)
    })

    t.test('refuses a comment on a record that was removed', async t => {
      const app = pushApp(t)
      const operations = kind.startsWith('servicenow') ? ['updateRecord', 'getRecord'] : ['addComment']
      for (const operation of operations) t.match(await app.transport(kind, { operation, id: 'nope', method: 'POST', url: 'https://x/', body: {} }), { status: 404 })
    })
  })
}

t.test('failing on purpose', async t => {
  const failed = async (app: PushApp, connector: string) => (await app.push((await app.createCase()).id, connector)).status === 424

  t.test('applies to a connector, a type, or all', async t => {
    const app = pushApp(t, { connectors: { ...CONNECTORS, other: CONNECTORS.jira! } })
    const { externalSystems } = app.kibana
    const who = async () => [await failed(app, 'jira'), await failed(app, 'other'), await failed(app, 'thehive')]
    t.strictSame(await who(), [false, false, false])
    const { id: one } = externalSystems.addFailure({ match: { connectorId: 'jira' } })
    t.strictSame(await who(), [true, false, false])
    externalSystems.addFailure({ match: { connectorType: '.jira' } })
    t.strictSame(await who(), [true, true, false])
    const { id: all } = externalSystems.addFailure({ id: 'all' })
    t.strictSame(await who(), [true, true, true])
    const { failures } = externalSystems
    t.strictSame(failures.list(), [
      { match: { connectorId: 'jira' }, id: one, hits: 3 }, { match: { connectorType: '.jira' }, id: 'failure-2', hits: 2 }, { id: all, hits: 1 },
    ])
    failures.remove(one)
    t.throws(() => failures.remove(one), { name: 'NotFoundError', message: 'there is no failure "failure-1"' })
    t.throws(() => failures.add({ id: 'all' }), { name: 'ConflictError', message: 'there is already a failure "all"' })
    t.strictSame(await who(), [true, true, true])
    failures.clear()
    t.strictSame(await who(), [false, false, false])
  })

  t.test('applies to one case, or one space', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    const other = await app.createCase()
    const elsewhere = await app.createCase({}, '/s/space1')
    const who = async () => [(await app.push(id, 'jira')).status, (await app.push(other.id, 'jira')).status, (await app.push(elsewhere.id, 'jira', '/s/space1')).status]
    app.kibana.externalSystems.addFailure({ match: { caseId: id } })
    t.strictSame(await who(), [424, 200, 200])
    app.kibana.externalSystems.reset()
    app.kibana.externalSystems.addFailure({ match: { space: 'space1' } })
    t.strictSame(await who(), [200, 200, 424])
  })

  t.test('applies to the given number of executions, and counts only those that met it', async t => {
    const app = pushApp(t)
    const { failures } = app.kibana.externalSystems
    app.kibana.externalSystems.addFailure({ times: 2 })
    t.equal(await failed(app, 'jira'), true)
    t.match(failures.list(), [{ times: 2, hits: 1 }])
    t.equal(await failed(app, 'jira'), true)
    t.strictSame(failures.list(), [])
    t.equal(await failed(app, 'jira'), false)
    app.kibana.externalSystems.addFailure({ match: { operation: 'addComment' }, times: 1 })
    t.equal(await failed(app, 'jira'), false, 'there is no comment')
    t.match(failures.list(), [{ hits: 0 }])
  })

  t.test('starts over with a reset', async t => {
    const app = pushApp(t, { externalFailures: [{ match: { connectorType: '.jira' }, times: 1 }] })
    t.strictSame([await failed(app, 'jira'), await failed(app, 'jira')], [true, false])
    app.kibana.externalSystems.addFailure({})
    app.kibana.externalSystems.reset()
    t.strictSame([await failed(app, 'thehive'), await failed(app, 'jira'), await failed(app, 'jira')], [false, true, false])
  })

  for (const [preset, connector, message] of [
    ['jira-epic-name', 'jira', /Request failed with status code 400\. Reason: Epic Name is required\.$/],
    ['jira-priority-not-on-screen', 'jira', /Field 'priority' cannot be set\. It is not on the appropriate screen, or unknown\.$/],
    ['jira-401-html', 'jira', /Request failed with status code 401/],
    ['servicenow-hibernating', 'servicenow', /There is an issue with your Service Now Instance/],
    ['servicenow-acl', 'servicenow', /status code 403 Reason: Operation Failed: ACL Exception Insert Failed due to security constraints$/],
    ['servicenow-import-set-row', 'servicenow', /No transform entry or scripts are defined/],
    ['resilient-401', 'resilient', /401/],
  ] as const) {
    t.test(`fails as the preset ${preset} describes, at its own system only`, async t => {
      const app = pushApp(t)
      app.kibana.externalSystems.addFailure(checkFailureRule({ preset }))
      const { id } = await app.createCase()
      const { status, body } = await app.push(id, connector)
      t.equal(status, 424)
      t.match(body.message, message)
      t.equal(await failed(app, 'swimlane'), false)
    })
  }

  t.test('answers an update with 204', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    await app.push(id, 'cases-webhook')
    app.kibana.externalSystems.addFailure(checkFailureRule({ preset: 'jira-data-center-204', times: 1 }))
    await app.push(id, 'cases-webhook')
    t.match(findIncidents(app.kibana)[0]?.calls[1]?.requests[0], { method: 'PUT', status: 204 })
  })

  t.test('answers text, with a content type', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    app.kibana.externalSystems.addFailure({ response: { status: 200, body: 'maintenance' }, times: 1 })
    t.match((await app.push(id, 'jira')).body.message, /Unsupported content type: text\/plain/)
    app.kibana.externalSystems.addFailure({ response: { status: 200, contentType: 'text/css', body: 'a{}' }, times: 1 })
    t.match((await app.push(id, 'jira')).body.message, /Unsupported content type: text\/css/)
  })

  t.test('keeps what was sent and answered, also when there is no record', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    app.kibana.externalSystems.addFailure({ match: { operation: 'createIssue' }, failure: 'missing-field', times: 1 })
    const { body } = await app.push(id, 'jira')
    t.strictSame(findIncidents(app.kibana), [])
    const [refused, ...others] = findRefusedCalls(app.kibana)
    t.strictSame(others, [])
    t.match(refused, { connectorType: '.jira', systemUrl: 'https://jira.example.com', action: 'create', connectorId: 'jira', caseId: id, error: body.message })
    t.match(refused?.requests.at(-1), { method: 'POST', status: 400, answer: { errors: { customfield_10011: 'Epic Name is required.' } } })
    t.strictSame(findRefusedCalls(app.kibana, { connectorType: '.thehive' }), [])
    t.strictSame(findRefusedCalls(app.kibana, { externalId: '1' }), [])
    t.strictSame(findRefusedCalls(app.kibana, { caseId: id, connectorId: 'jira', space: 'default' }), [refused])
    await app.push(id, 'jira')
    t.match(findIncidents(app.kibana)[0]?.calls[0]?.requests.at(-2), { method: 'POST', status: 201, answer: { key: 'CK-1' } })
  })

  t.test('returns the response of the rule', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    app.kibana.externalSystems.addFailure({ response: { status: 418, statusText: 'Teapot', body: { errorMessages: ['Short and stout.'] } }, times: 1 })
    t.match((await app.push(id, 'jira')).body, { message: '[Action][Jira]: Unable to get issue types. Error: Request failed with status code 418. Reason: Short and stout.' })
    app.kibana.externalSystems.addFailure({ response: { status: 418, statusText: 'Teapot' }, times: 1 })
    t.match((await app.push(id, 'cases-webhook')).body, { message: /Error: Request failed with status code 418\. {2}Reason: Teapot$/ })
  })

  t.test('is delayed by the rule', async t => {
    const app = pushApp(t)
    const waits: number[] = []
    t.intercept(app.kibana.externalSystems.chance, 'fraction', { value: () => { waits.push(1); return 0.5 } })
    app.kibana.externalSystems.addFailure({ failure: 'timeout', delay: [1, '3ms'] })
    t.equal(await failed(app, 'jira'), true)
    t.strictSame(waits, [1], 'the delay was picked once')
  })

  t.test('shows in executions over the API too, with the error source', async t => {
    const app = pushApp(t)
    const execute = async (failure: Failure) => {
      app.kibana.externalSystems.addFailure({ failure, times: 1 })
      return (await app.call('POST', '/api/actions/connector/jira/_execute', { params: { subAction: 'issueTypes', subActionParams: {} } })).body
    }
    t.match(await execute('unavailable'), { status: 'error', retry: true, errorSource: 'framework', service_message: /Jira is unavailable/ })
    t.match(await execute('rate-limit'), { status: 'error', retry: true, errorSource: 'user', service_message: /Rate limit exceeded/ })
  })
})

t.test('a planned incident', async t => {
  t.test('is created by the first push of its case', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    const other = await app.createCase()
    app.plan({ connectorId: 'jira', caseId: id, externalId: '71926', externalTitle: 'CK-554', externalUrl: 'https://cases.jira.com' })
    app.plan({ connectorId: 'thehive', caseId: id, externalId: '~5', externalTitle: 'Another', externalUrl: undefined })
    t.equal((await app.push(other.id, 'jira')).body.external_service.external_title, 'CK-1', 'it is for no other case')
    t.match((await app.push(id, 'jira')).body.external_service, { external_id: '71926', external_title: 'CK-554', external_url: 'https://cases.jira.com' })
    t.match((await app.push(id, 'jira')).body.external_service, { external_id: '71926', external_title: 'CK-554', external_url: 'https://cases.jira.com' })
    t.match(findIncidents(app.kibana, { caseId: id, connectorId: 'jira' }), [{ planned: false, calls: [{ action: 'create' }, { action: 'update' }] }])
    t.match((await app.push(id, 'thehive')).body.external_service, { external_id: '~5', external_url: 'https://thehive.example.com/cases/~5/details' })

    const next = await app.createCase()
    t.match((await app.push(next.id, 'jira')).body.external_service, { external_id: '71927', external_title: 'CK-555' })
  })
})

t.test('numbering', async t => {
  t.test('continues after the records of a seed, per project and system', async t => {
    const other = { ...CONNECTORS.jira!, config: { apiUrl: 'https://jira.example.com', projectKey: 'OT' } }
    const elsewhere = { ...CONNECTORS.jira!, config: { apiUrl: 'https://elsewhere.example.com', projectKey: 'CK' } }
    const app = pushApp(t, { connectors: { jira: CONNECTORS.jira!, other, elsewhere } })
    app.seedIncident({ type: '.jira', url: 'https://jira.example.com', id: '71926', title: 'CK-554' })
    const names = async (connector: string) => {
      const { body: { external_service: { external_id: id, external_title: title } } } = await app.push((await app.createCase()).id, connector)
      return [id, title]
    }
    t.strictSame(await names('jira'), ['71927', 'CK-555'])
    t.strictSame(await names('other'), ['71928', 'OT-1'])
    t.strictSame(await names('jira'), ['71929', 'CK-556'])
    t.strictSame(await names('elsewhere'), ['10000', 'CK-1'])
    app.seedIncident({ type: '.jira', url: 'https://jira.example.com', id: '71930', title: 'CK-1' })
    t.strictSame(await names('jira'), ['71931', 'CK-558'])
    t.equal(findIncidents(app.kibana, { externalId: '71930' })[0]!.externalTitle, 'CK-1')
  })
})

t.test('findIncidents', async t => {
  t.test('finds by connector, type, case, space and name', async t => {
    const app = pushApp(t, { connectors: { ...CONNECTORS, other: CONNECTORS.jira! } })
    const a = await pushedCase(app, 'jira')
    await pushedCase(app, 'thehive')
    const b = await app.createCase({}, '/s/space1')
    await app.push(b.id, 'other', '/s/space1')
    const titles = (filter: Parameters<typeof findIncidents>[1]) => findIncidents(app.kibana, filter).map(({ externalTitle: title }) => title)
    t.strictSame(titles({}), ['CK-1', 'Super Bad Security Issue', 'CK-2'])
    t.strictSame(titles({ connectorId: 'other' }), ['CK-2'])
    t.strictSame(titles({ connectorType: '.jira' }), ['CK-1', 'CK-2'])
    t.strictSame(titles({ caseId: a }), ['CK-1'])
    t.strictSame(titles({ space: 'space1' }), ['CK-2'])
    t.strictSame(titles({ space: 'default', connectorType: '.jira' }), ['CK-1'])
    t.strictSame(titles({ externalId: '10001' }), ['CK-2'])
    t.strictSame(titles({ externalTitle: 'CK-1' }), ['CK-1'])
    clearIncidents(app.kibana, { connectorType: '.jira' })
    t.strictSame(titles({}), ['Super Bad Security Issue'])
  })
})

t.test('findIncidentsAt', async t => {
  t.test('finds records by the end of their URL', async t => {
    const at = (connector: string, config: object) => ({ ...CONNECTORS[connector]!, config: { ...CONNECTORS[connector]!.config, ...config } })
    const base = 'http://localhost:5601/_mock/external'
    const app = pushApp(t, { connectors: { jira: at('jira', { apiUrl: `${base}/jira` }), servicenow: at('servicenow', { apiUrl: `${base}/snow` }), resilient: at('resilient', { apiUrl: `${base}/res` }) } })
    for (const connector of ['jira', 'servicenow', 'resilient']) await pushedCase(app, connector)
    const [, snowIncident] = findIncidents(app.kibana)
    const titles = (path: string) => findIncidentsAt(app.kibana, path).map(({ externalTitle: title }) => title)
    t.strictSame(titles('/_mock/external/jira/browse/CK-1'), ['CK-1'])
    t.strictSame(titles('/_mock/external/jira/browse/CK-2'), [])
    t.strictSame(titles(`/_mock/external/snow/nav_to.do?uri=incident.do?sys_id=${snowIncident!.externalId}`), ['INC0010001'])
    t.strictSame(titles('/_mock/external/res/'), ['2101'])

    const opened = await app.call('GET', '/_mock/external/jira/browse/CK-1')
    t.strictSame(opened, { status: 200, body: { incidents: findIncidents(app.kibana, { connectorId: 'jira' }) } })
    t.strictSame(await app.call('GET', '/_mock/external/jira/browse/CK-2'), { status: 404, body: errorBody(404, 'there is no incident at "/_mock/external/jira/browse/CK-2"') })
  })
})

t.test('the state of a server', async t => {
  t.test('includes external systems: the case keeps its record, and numbering continues', async t => {
    const options = { connectors: CONNECTORS, spaces: ['space1'] }
    const [one, two] = [await testServer(t, options), await testServer(t, options)]
    const push = async (kibana: RunningServer, id: string, connector: string, prefix = '') =>
      (await call(kibana, 'POST', `${prefix}/api/cases/${id}/connector/${connector}/_push`, {})).body.external_service
    for (const prefix of ['', '/s/space1']) {
      for (const connector of ['jira', 'servicenow', 'thehive']) {
        const { id } = await createCase(one, {}, prefix)
        const before = await push(one, id, connector, prefix)
        two.importState(one.exportState())
        t.strictSame(await push(two, id, connector, prefix), before)
      }
    }
    const { id } = await createCase(two)
    t.match(await push(two, id, 'jira'), { external_id: '10002', external_title: 'CK-3' })
    t.match(await push(two, (await createCase(two)).id, 'servicenow'), { external_title: 'INC0010003' })
  })

  t.test('returns to the state of a snapshot', async t => {
    const kibana = await testServer(t, { connectors: CONNECTORS })
    const { id } = await createCase(kibana)
    const push = async () => (await call(kibana, 'POST', `/api/cases/${id}/connector/jira/_push`, {})).body.external_service.external_title
    const snapshot = kibana.snapshot()
    t.equal(await push(), 'CK-1')
    kibana.restore(snapshot)
    t.strictSame(kibana.incidents.all(), [])
    t.equal(await push(), 'CK-1')
    kibana.reset()
    t.strictSame(kibana.incidents.all(), [])
  })
})
