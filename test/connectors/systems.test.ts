import t from 'tap'
import { FAILURES } from '../../src/documents/failure.js'
import { clearIncidents, findIncidents } from '../../src/connectors/simulation/incidents.js'
import { errorBody } from '../helpers/cases.js'
import { CONNECTORS, pushApp, type PushKind, versionFor } from '../helpers/push.js'
import { pushedCase, status } from './system-texts.js'

const jira = (error: string) => `[Action][Jira]: Unable to create incident. Error: ${error}`
const jiraTypes = (error: string) => `[Action][Jira]: Unable to get issue types. Error: ${error}`
const health = (error: string, reason: string) =>
  snow(`[Action][ServiceNow]: Unable to get application version. Error: ${error} Reason: ${reason} Reason: ${reason}`)
const snow = (error: string) => `[Action][ServiceNow]: Unable to create incident. Error: ${error}`
const resilient = (error: string) => `[Action][IBM Resilient]: Unable to create incident. Error: Status code: ${error}.`
const swimlane = (code: number, error: string) =>
  `[Action][Swimlane]: Unable to create record in application with id et1. Status: ${code}. Error: ${error}`
const webhook = (error: string) => `[Action][Webhook - Case Management]: Unable to create case. Error: ${error}`
const noJiraAnswer = 'Reason: unknown: errorResponse was null'

const servicenow = [
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
]

/** Kibana's message for each failure of each system, in the order of FAILURES. */
const TEXTS: Record<string, string[]> = {
  jira: [
    jiraTypes(`${status(401)}. Reason: Client must be authenticated to access this resource.`),
    jira(`${status(400)}. Reason: Epic Name is required.`),
    jira(`${status(400)}. Reason: The issue type selected is invalid.`),
    jiraTypes(`${status(404)}. Reason: Issue does not exist or you do not have permission to see it.`),
    jiraTypes(`${status(429)}. Reason: Rate limit exceeded.`),
    jiraTypes(`${status(503)}. Reason: Jira is unavailable.`),
    jiraTypes('Unsupported content type: text/html in get https://jira.example.com/rest/api/2/issue/createmeta/CK/issuetypes. ' +
      `Supported content types: application/json. ${noJiraAnswer}`),
    jiraTypes(`timeout of 60000ms exceeded. ${noJiraAnswer}`),
    jiraTypes(`connect ECONNREFUSED jira.example.com. ${noJiraAnswer}`),
    jiraTypes(`self-signed certificate in certificate chain. ${noJiraAnswer}`),
  ],
  servicenow,
  'servicenow-sir': servicenow,
  resilient: [
    resilient('401. Message: Unauthorized API Error'),
    resilient('400. Message: API Error: The following fields are required: Incident Disposition'),
    resilient('400. Message: API Error: Invalid incident type ID.'),
    resilient('404. Message: API Error: Unable to find object of type Incident.'),
    resilient('429. Message: API Error: Too many requests.'),
    resilient('503. Message: API Error: The server is unavailable.'),
    '[Action][IBM Resilient]: Unable to create incident. Error: Response validation failed (Error: could not parse object value from ' +
      'json input).',
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
    swimlane(500, 'Unsupported content type: text/html in post https://swimlane.example.com/api/app/et1/record. Supported content ' +
      'types: application/json. Reason: unknown'),
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
    webhook(
      'Unsupported content type: text/html in post https://tickets.example.com/api/ticket. Supported content types: application/json.  ',
    ),
    webhook('timeout of 60000ms exceeded.  '),
    webhook('connect ECONNREFUSED tickets.example.com.  '),
    webhook('self-signed certificate in certificate chain.  '),
  ],
} satisfies Record<PushKind, string[]>

/** Kibana's message for a deleted record, by kind of system. */
const GONE: Record<string, (id: string) => string> = {
  jira: id => `[Action][Jira]: Unable to update incident with id ${id}. Error: ${status(404)}. Reason: Issue does not exist or you do ` +
    'not have permission to see it.',
  servicenow: id =>
    `[Action][ServiceNow]: Unable to update incident with id ${id}. Error: Record not found Reason: unknown: errorResponse was null`,
  'servicenow-sir': id =>
    `[Action][ServiceNow]: Unable to update incident with id ${id}. Error: Record not found Reason: unknown: errorResponse was null`,
  resilient: id =>
    `[Action][IBM Resilient]: Unable to update incident with id ${id}. Error: [Action][IBM Resilient]: Unable to get incident with id ` +
      `${id}. Error: Status code: 404. Message: API Error: Unable to find object of type Incident...`,
  swimlane: () =>
    `[Action][Swimlane]: Unable to update record in application with id et1. Status: 404. Error: ${status(404)}. Reason: Record not ` +
      'found (3002)',
  thehive: () => 'Status code: 404. Message: API Error: NotFoundError - Case not found',
  'cases-webhook': id =>
    `[Action][Webhook - Case Management]: Unable to update case with id ${id}. Error: ${status(404)}. {"error":"No such ticket."} ` +
      'Reason: Not Found',
} satisfies Record<PushKind, (id: string) => string>

for (const kind of Object.keys(CONNECTORS)) {
  t.test(`the system behind .${kind}`, async t => {
    const kibanaVersion = versionFor(kind)
    for (const [index, failure] of FAILURES.entries()) {
      t.test(`fails with ${failure}`, async t => {
        const app = pushApp(t, { kibanaVersion, externalFailures: [{ failure }] })
        const { id } = await app.createCase()
        t.strictSame(await app.push(id, kind), { status: 424, body: errorBody(424, TEXTS[kind]![index]!) })
        t.equal(app.kibana.store.count('incident'), 0)
      })
    }

    t.test('reports that the record was deleted', async t => {
      const app = pushApp(t, { kibanaVersion })
      const id = await pushedCase(app, kind)
      const externalId = findIncidents(app.kibana)[0]!.externalId
      clearIncidents(app.kibana)
      t.strictSame(findIncidents(app.kibana), [])
      t.strictSame(await app.push(id, kind), { status: 424, body: errorBody(424, GONE[kind]!(externalId)) })
      t.equal((await app.call('GET', `/api/cases/${id}`)).body.external_service.external_id, externalId)
    })

    t.test('keeps the record that a push created before failing at a comment', async t => {
      const operation = kind.startsWith('servicenow') ? 'updateRecord' : 'addComment'
      const app = pushApp(t, { kibanaVersion, externalFailures: [{ failure: 'unavailable', match: { operation }, times: 1 }] })
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

    t.test('refuses a comment on a deleted record', async t => {
      const app = pushApp(t, { kibanaVersion })
      const operations = kind.startsWith('servicenow') ? ['updateRecord', 'getRecord'] : ['addComment']
      for (const operation of operations) {
        t.match(
          await app.transport(kind, { operation, id: 'nope', method: 'POST', url: 'https://x/', body: {} }), { status: 404 },
        )
      }
    })
  })
}
