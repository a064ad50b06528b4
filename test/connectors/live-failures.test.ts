import t from 'tap'
import { type Reply, type Seen } from '../helpers/http-stub.js'
import { hiveAnswer, KINDS, liveApp } from './live-kinds.js'

const webhookConfig = KINDS['a cases webhook']!.config
const jiraConfig = (url: string) => ({ apiUrl: url })
const issueTypes: Reply = [200, { issueTypes: [{ id: '1', name: 'Task' }] }]
/** A Jira that returns its issue types and answers everything else with `reply`. */
const orIssueTypes = (reply: Reply) => ({ path }: Seen): Reply => path.endsWith('/issuetypes') ? issueTypes : reply
const failedJira = (reason: string) => `[Action][Jira]: Unable to create incident. Error: ${reason}`
const failedSnow = (reason: string) => `[Action][ServiceNow]: Unable to create incident. Error: ${reason}`

t.test('a live push that fails', async t => {
  type Config = ((url: string) => object) | undefined
  type Failure = [what: string, kind: string, reply: (seen: Seen) => Reply, message: string | RegExp, config?: Config]
  const failures: Failure[] = [
    ['Jira, with its list of messages',
      'jira', orIssueTypes([400, { errorMessages: ['One.', 'Two.'], errors: { a: 'Three.' } }]),
      failedJira('Request failed with status code 400. Reason: One., Two.')],
    ['Jira, with its messages by field',
      'jira', orIssueTypes([400, { errorMessages: [], errors: { a: 'One.', b: 'Two.' } }]),
      failedJira('Request failed with status code 400. Reason: One. Two.')],
    ['Jira, with an empty body',
      'jira', orIssueTypes([500]), failedJira('Request failed with status code 500. Reason: unknown: errorResponse.errors was null')],
    ['Jira, with a web page',
      'jira', orIssueTypes([200, '<html>']),
      /^\[Action\]\[Jira\]: Unable to create incident\. Error: Unsupported content type: text\/html in post http:\/\/127\.0\.0\.1:\d+\/rest\/api\/2\/issue\. Supported content types: application\/json\. Reason: unknown: errorResponse was null$/],
    ['Jira, with text declared as JSON',
      'jira', orIssueTypes([200, 'x', { 'content-type': 'application/json' }]),
      failedJira('Response is not a valid JSON. Reason: unknown: errorResponse was null')],
    ['Jira, with a number, which counts as an empty body',
      'jira', orIssueTypes([200, '5', { 'content-type': 'application/json' }]),
      failedJira('Response is missing at least one of the expected fields: id. Reason: unknown: errorResponse was null')],
    ['Jira, with an answer without an id',
      'jira', orIssueTypes([200, { key: 'x' }]),
      failedJira('Response is missing at least one of the expected fields: id. Reason: unknown: errorResponse was null')],
    ['Jira, with a list',
      'jira', orIssueTypes([200, [1]]),
      failedJira('Response is missing at least one of the expected fields: id. Reason: unknown: errorResponse was null')],
    // Kibana follows redirects, see the README. Source: actions/server/lib/axios_utils.ts (beforeRedirect)
    ['Jira, when it redirects',
      'jira', orIssueTypes([302, undefined, { location: '/' }]),
      failedJira('Request failed with status code 302. Reason: unknown: errorResponse.errors was null')],
    ['Jira, when it hangs up', 'jira', orIssueTypes('hang up'), failedJira('socket hang up. Reason: unknown: errorResponse was null')],
    ['Jira, when it is silent',
      'jira', orIssueTypes('silence'), failedJira('timeout of 150ms exceeded. Reason: unknown: errorResponse was null')],
    ['Jira, when its response is too large',
      'jira', orIssueTypes([200, { id: 'x'.repeat(1_100_000) }]),
      failedJira('maxContentLength size of 1048576 exceeded. Reason: unknown: errorResponse was null')],
    ['Jira, when the connection is refused',
      'jira', () => [200],
      '[Action][Jira]: Unable to get issue types. Error: connect ECONNREFUSED 127.0.0.1:1. Reason: unknown: errorResponse was null',
      () => ({ apiUrl: 'http://127.0.0.1:1' })],
    ['ServiceNow, with its error',
      'servicenow', () => [401, { error: { message: 'User Not Authenticated', detail: 'Required' }, status: 'failure' }],
      failedSnow('Request failed with status code 401 Reason: User Not Authenticated: Required'),
      url => ({ apiUrl: url, usesTableApi: true })],
    ['ServiceNow, with an error of another shape',
      'servicenow', () => [400, { x: 1 }], failedSnow('Request failed with status code 400 Reason: unknown: no error in error response'),
      url => ({ apiUrl: url, usesTableApi: true })],
    ['ServiceNow, with an empty body',
      'servicenow', () => [502], failedSnow('Request failed with status code 502 Reason: unknown: errorResponse was null'),
      url => ({ apiUrl: url, usesTableApi: true })],
    ['ServiceNow, with a web page',
      'servicenow', () => [200, '<html>'],
      failedSnow('There is an issue with your Service Now Instance. Please check . Reason: unknown: errorResponse was null'),
      url => ({ apiUrl: url, usesTableApi: true })],
    ['ServiceNow, without the Elastic application',
      'servicenow', () => [404, { error: { message: 'Requested URI does not represent any resource', detail: null } }],
      failedSnow('[Action][ServiceNow]: Unable to get application version. Error: Request failed with status code 404 Reason: ' +
        'Requested URI does not represent any resource: null Reason: Requested URI does not represent any resource: null')],
    ['ServiceNow, when the import fails',
      'servicenow',
      ({ path }) => path.includes('/import/') ? [201, { result: [{ status: 'error', error_message: 'Bad row' }] }] : [200, { result: {} }],
      failedSnow('Bad row Reason: unknown: errorResponse was null')],
    ['ServiceNow, when the import returns no row',
      'servicenow', ({ path }) => path.includes('/import/') ? [201, { result: [] }] : [200, { result: {} }],
      failedSnow('Unexpected result Reason: unknown: errorResponse was null')],
    ['Resilient, with its message',
      'resilient', () => [400, { message: 'Bad field' }],
      '[Action][IBM Resilient]: Unable to create incident. Error: Status code: 400. Message: API Error: Bad field.'],
    ['Resilient, with an empty body',
      'resilient', () => [503],
      '[Action][IBM Resilient]: Unable to create incident. Error: Status code: 503. Message: API Error: Service Unavailable.'],
    ['Resilient, without credentials',
      'resilient', () => [401, {}],
      '[Action][IBM Resilient]: Unable to create incident. Error: Status code: 401. Message: Unauthorized API Error.'],
    ['Resilient, when it hangs up',
      'resilient', () => 'hang up',
      '[Action][IBM Resilient]: Unable to create incident. Error: Status code: undefined. Message: Unknown API Error.'],
    ['Swimlane, with its error',
      'swimlane', () => [400, { Argument: 'values', ErrorCode: 3003 }],
      '[Action][Swimlane]: Unable to create record in application with id et1. Status: 400. Error: Request failed with status code ' +
        '400. Reason: values (3003)'],
    ['Swimlane, when it hangs up',
      'swimlane', () => 'hang up',
      '[Action][Swimlane]: Unable to create record in application with id et1. Status: 500. Error: socket hang up. Reason: unknown'],
    ['TheHive, with its error',
      'thehive', () => [401, { type: 'AuthenticationError', message: 'Authentication failure' }],
      'Status code: 401. Message: API Error: AuthenticationError - Authentication failure', url => ({ url })],
    ['TheHive, with part of a case',
      'thehive', () => [201, hiveAnswer({ flag: undefined })],
      'Response validation failed (Error: [flag]: expected value of type [boolean] but got [undefined])', url => ({ url })],
    ['Resilient, with a string as id',
      'resilient', () => [200, { id: 'x', create_date: 1 }],
      '[Action][IBM Resilient]: Unable to create incident. Error: Response validation failed (Error: [id]: expected value of type ' +
        '[number] but got [string]).'],
    ...([
      ['tickets', 'Invalid URL'], ['ftp://tickets.example.com', 'Invalid protocol'], ['tickets:1', 'URL must contain hostname'],
    ] as const).flatMap(
      ([wrong, reason]): typeof failures => [
        [`TheHive at ${wrong}`, 'thehive', () => [200], `URL Error: ${reason}`, () => ({ url: wrong })],
        [`Resilient at ${wrong}`,
          'resilient', () => [200], `[Action][IBM Resilient]: Unable to create incident. Error: URL Error: ${reason}.`,
          () => ({ apiUrl: wrong })],
      ]),
    ['a webhook, with its body',
      'cases-webhook', () => [422, { why: 'x' }],
      '[Action][Webhook - Case Management]: Unable to create case. Error: Request failed with status code 422. {"why":"x"} Reason: ' +
        'Unprocessable Entity',
      webhookConfig],
    ['a webhook, without an id',
      'cases-webhook', () => [200, { ticket: {} }],
      '[Action][Webhook - Case Management]: Unable to create case. Error: Response is missing the expected field: ticket.id.  ',
      webhookConfig],
    ['a webhook, without a content type',
      'cases-webhook', () => [200],
      /Unable to create case\. Error: Missing content type header in post http:\/\/127\.0\.0\.1:\d+\/ticket\. Supported content types: application\/json\. {2}$/,
      webhookConfig],
    ['a webhook, with a web page', 'cases-webhook', () => [200, '<html>'], /Unsupported content type: text\/html in post/, webhookConfig],
    ['a webhook, with text declared as JSON',
      'cases-webhook', () => [200, 'x', { 'content-type': 'application/json' }], /Error: Response is not a valid JSON\. {2}$/,
      webhookConfig],
  ]
  for (const [what, kind, reply, message, config = kind === 'jira' ? jiraConfig : undefined] of failures) {
    t.test(`reports Kibana's message for ${what}`, async t => {
      const { app, push } = await liveApp(t, kind, reply, config, what.endsWith('silent') ? 150 : 10_000)
      const { status, body } = await push()
      t.equal(status, 424)
      t.match(body, { statusCode: 424, error: 'Failed Dependency', message })
      if (typeof message === 'string') t.equal(body.message, message)
      t.equal(app.kibana.store.count('incident'), 0)
    })
  }
})
