import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { errorBody } from '../helpers/cases.js'
import { httpStub, type Reply, type Seen } from '../helpers/http-stub.js'
import { CONNECTORS, NOW, pushApp } from '../helpers/push.js'

// Source: the service.ts of each connector in Kibana's stack_connectors/server/connector_types

const DESCRIPTION = 'This is a brand new case of a bad meanie defacing data\n\nAdded by elastic.'
const COMMENT = 'Look at this\n\nAdded by elastic.'
const TITLE = 'Super Bad Security Issue'
const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`

/** Creates an app whose connectors of one kind call a stub server. */
async function liveApp (t: Test, kind: string, reply: (seen: Seen) => Reply, config: (url: string) => object = url => ({ apiUrl: url }), timeout?: number) {
  const stub = await httpStub(t, reply)
  const connector = CONNECTORS[kind]!
  const app = pushApp(t, {
    connectors: { [kind]: { ...connector, config: { ...connector.config, ...config(stub.url) } } },
    externalServices: { [connector.actionTypeId]: 'live' },
    ...(timeout !== undefined && { timeout }),
  })
  const { id } = await app.createCase({ connector: { id: kind, name: kind, type: `.${kind}`, fields: null } })
  return { app, id, stub, push: () => app.push(id, kind) }
}

interface Kind {
  readonly config?: (url: string) => object
  readonly reply: (seen: Seen) => Reply
  readonly authorization: string
  readonly headers?: Record<string, string>
  readonly first: (id: string) => [method: string, path: string, body?: unknown][]
  readonly second: (id: string) => [method: string, path: string, body?: unknown][]
  readonly service: (url: string) => object
}

const serviceNow = (table: string): Kind['reply'] => ({ path, method }) => {
  if (path.includes('/health')) return [200, { result: { name: 'Elastic', scope: 'x', version: '1.0.0' } }]
  if (path.includes('/import/')) return [201, { result: [{ sys_id: 's1', status: 'inserted' }] }]
  if (path.includes('/observables')) return [201, { result: [] }]
  const record = { sys_id: 's1', number: `${table}1`, sys_created_on: '2025-05-01 08:00:00', sys_updated_on: '2025-05-02 08:00:00' }
  return [method === 'POST' ? 201 : 200, { result: record }]
}
const snowFields = (id: string) => ({ short_description: TITLE, description: DESCRIPTION, correlation_id: id, correlation_display: 'Elastic Case', category: null, subcategory: null, severity: null, urgency: null, impact: null })
const prefixed = (fields: object) => Object.fromEntries(Object.entries(fields).map(([key, value]) => [`u_${key}`, value]))
const creator = { caller_id: 'admin', opened_by: 'admin' }

/** TheHive's response for a case or a comment: the minimum that Kibana's connector accepts. */
const hiveAnswer = (more: object = {}) => ({
  _id: '~172064', _type: 'Case', _createdBy: 'x', _createdAt: 1_746_086_400_000, number: 1, title: TITLE, description: 'd', severity: 1, severityLabel: 'LOW', startDate: 1, flag: false, tlp: 2, tlpLabel: 'AMBER', pap: 2, papLabel: 'AMBER', status: 'New', stage: 'New', extraData: {}, newDate: 1, timeToDetect: 0, createdBy: 'x', createdAt: 1, message: 'm', isEdited: false, ...more,
})

const KINDS: Record<string, Kind & { readonly kind: string }> = {
  Jira: {
    kind: 'jira',
    config: url => ({ apiUrl: `${url}/`, projectKey: 'ES' }),
    authorization: basic('elastic@example.com:token'),
    reply: ({ method, path }) => {
      if (method === 'PUT') return [204]
      if (path.endsWith('/issuetypes')) return [200, { values: [{ id: '7', name: 'Data Center task', subtask: false }] }]
      if (path.endsWith('/comment')) return [201, { id: '1', created: '2025-05-03T08:00:00.000+0000' }]
      return [200, { id: '71926', key: 'ES-554', fields: { created: '2025-05-01T08:00:00.000+0000', updated: '2025-05-02T08:00:00.000+0000' } }]
    },
    first: () => [
      ['GET', '/rest/api/2/issue/createmeta/ES/issuetypes'],
      ['POST', '/rest/api/2/issue', { fields: { summary: TITLE, project: { key: 'ES' }, issuetype: { id: '7' }, description: DESCRIPTION, labels: ['defacement'] } }],
      ['GET', '/rest/api/2/issue/71926'],
      ['POST', '/rest/api/2/issue/71926/comment', { body: COMMENT }],
    ],
    second: () => [
      ['PUT', '/rest/api/2/issue/71926', { fields: { summary: TITLE, project: { key: 'ES' }, description: DESCRIPTION, labels: ['defacement'] } }],
      ['GET', '/rest/api/2/issue/71926'],
    ],
    service: url => ({ external_id: '71926', external_title: 'ES-554', external_url: `${url}/browse/ES-554` }),
  },
  'ServiceNow ITSM by its table API': {
    kind: 'servicenow',
    config: url => ({ apiUrl: url, usesTableApi: true }),
    authorization: basic('admin:secret'),
    reply: serviceNow('INC'),
    first: id => [
      ['POST', '/api/now/v2/table/incident', { ...snowFields(id), ...creator }],
      ['GET', '/api/now/v2/table/incident/s1'],
      ['PATCH', '/api/now/v2/table/incident/s1', { ...snowFields(id), work_notes: COMMENT }],
      ['GET', '/api/now/v2/table/incident/s1'],
    ],
    second: id => [['PATCH', '/api/now/v2/table/incident/s1', snowFields(id)], ['GET', '/api/now/v2/table/incident/s1']],
    service: url => ({ external_id: 's1', external_title: 'INC1', external_url: `${url}/nav_to.do?uri=incident.do?sys_id=s1` }),
  },
  'ServiceNow SecOps by its import set': {
    kind: 'servicenow-sir',
    config: url => ({ apiUrl: `${url}/`, usesTableApi: false }),
    authorization: basic('admin:secret'),
    reply: serviceNow('SIR'),
    first: id => {
      const { severity, urgency, impact, ...common } = snowFields(id)
      const row = prefixed({ ...common, priority: null, dest_ip: null, source_ip: null, malware_hash: null, malware_url: null })
      const read: [string, string][] = [['GET', '/api/x_elas2_sir_int/elastic_api/health'], ['GET', '/api/now/v2/table/sn_si_incident/s1']]
      const write = (body: object): [string, string, unknown] => ['POST', '/api/now/import/x_elas2_sir_int_elastic_si_incident', body]
      return [read[0]!, write({ ...row, ...prefixed(creator) }), read[1]!, read[0]!, write({ ...row, u_work_notes: COMMENT, elastic_incident_id: 's1' }), read[1]!]
    },
    second: id => {
      const { severity, urgency, impact, ...common } = snowFields(id)
      return [
        ['GET', '/api/x_elas2_sir_int/elastic_api/health'],
        ['POST', '/api/now/import/x_elas2_sir_int_elastic_si_incident', { ...prefixed({ ...common, priority: null, dest_ip: null, source_ip: null, malware_hash: null, malware_url: null }), elastic_incident_id: 's1' }],
        ['GET', '/api/now/v2/table/sn_si_incident/s1'],
      ]
    },
    service: url => ({ external_id: 's1', external_title: 'SIR1', external_url: `${url}/nav_to.do?uri=sn_si_incident.do?sys_id=s1` }),
  },
  'IBM Resilient': {
    kind: 'resilient',
    authorization: basic('id:secret'),
    reply: ({ method, path }) => {
      if (method === 'PATCH') return [200, { success: true, message: null }]
      if (path.endsWith('/comments')) return [200, {}]
      return [200, { id: 2101, name: 'Old', description: { format: 'html', content: 'Old text' }, create_date: 1_746_086_400_000, inc_last_modified_date: 1_746_172_800_000 }]
    },
    first: () => [
      ['POST', '/rest/orgs/201/incidents?text_content_output_format=objects_convert', { name: TITLE, discovered_date: Date.parse(NOW), description: { format: 'html', content: DESCRIPTION } }],
      ['POST', '/rest/orgs/201/incidents/2101/comments', { text: { format: 'text', content: COMMENT } }],
    ],
    second: () => [
      ['GET', '/rest/orgs/201/incidents/2101?text_content_output_format=objects_convert'],
      ['PATCH', '/rest/orgs/201/incidents/2101', {
        changes: [
          { field: { name: 'name' }, old_value: { text: 'Old' }, new_value: { text: TITLE } },
          { field: { name: 'description' }, old_value: { textarea: { format: 'html', content: 'Old text' } }, new_value: { textarea: { format: 'html', content: DESCRIPTION } } },
        ],
      }],
      ['GET', '/rest/orgs/201/incidents/2101?text_content_output_format=objects_convert'],
    ],
    service: url => ({ external_id: '2101', external_title: '2101', external_url: `${url}/#incidents/2101` }),
  },
  Swimlane: {
    kind: 'swimlane',
    config: url => ({ apiUrl: `${url}/api` }),
    authorization: '',
    headers: { 'private-token': 'token' },
    reply: ({ path }) => path.endsWith('/comment') ? [204] : [200, { id: 'r1', name: 'ET-69', createdDate: NOW, modifiedDate: NOW }],
    first: id => [
      ['POST', '/api/app/et1/record', { applicationId: 'et1', values: { a1: id, a2: TITLE, a4: DESCRIPTION } }],
      ['POST', '/api/app/et1/record/r1/a3/comment', { createdDate: NOW, fieldId: 'a3', isRichText: true, message: COMMENT }],
    ],
    second: id => [['PATCH', '/api/app/et1/record/r1', { applicationId: 'et1', id: 'r1', values: { a1: id, a2: TITLE, a4: DESCRIPTION } }]],
    service: url => ({ external_id: 'r1', external_title: 'ET-69', external_url: `${url}/api/record/et1/r1` }),
  },
  TheHive: {
    kind: 'thehive',
    config: url => ({ url: `${url}/` }),
    authorization: 'Bearer key',
    headers: { 'x-organisation': 'org' },
    reply: ({ method }) => method === 'PATCH' ? [204] : [201, hiveAnswer()],
    first: () => [
      ['POST', '/api/v1/case', { title: TITLE, description: DESCRIPTION, severity: 1, tlp: null, tags: ['defacement'] }],
      ['POST', '/api/v1/case/~172064/comment', { message: COMMENT }],
    ],
    second: () => [['PATCH', '/api/v1/case/~172064', { title: TITLE, description: DESCRIPTION, severity: 1, tlp: null, tags: ['defacement'] }]],
    service: url => ({ external_id: '~172064', external_title: TITLE, external_url: `${url}/cases/~172064/details` }),
  },
  'a cases webhook': {
    kind: 'cases-webhook',
    config: url => ({
      createIncidentUrl: `${url}/ticket/`,
      getIncidentUrl: `${url}/ticket/{{{external.system.id}}}`,
      updateIncidentUrl: `${url}//ticket/{{{external.system.id}}}`,
      viewIncidentUrl: `${url}/view/{{{external.system.title}}}`,
      createCommentUrl: `${url}/ticket/{{{external.system.id}}}/comment`,
      headers: { 'x-team': 'blue' },
    }),
    authorization: basic('u:p'),
    headers: { 'x-team': 'blue', 'content-type': 'application/json' },
    reply: ({ method, path }) => method === 'GET' ? [200, { key: 'T 9' }] : path.endsWith('/comment') ? [204, undefined, { 'content-type': 'application/json' }] : [201, { ticket: { id: 'a/b' } }],
    first: id => [
      ['POST', '/ticket', { fields: { summary: TITLE, description: 'This is a brand new case of a bad meanie defacing data', labels: ['defacement'], case: id, level: 'low', state: 'open' } }],
      ['GET', '/ticket/a%2Fb'],
      ['POST', '/ticket/a%2Fb/comment', { body: COMMENT }],
    ],
    second: () => [['PUT', '/ticket/a%2Fb', { fields: { summary: TITLE, state: 'open' }, id: 'a/b' }], ['GET', '/ticket/a%2Fb']],
    service: url => ({ external_id: 'a/b', external_title: 'T 9', external_url: `${url}/view/T%209` }),
  },
}

t.test('a live push', async t => {
  for (const [name, { kind, config, reply, authorization, headers = {}, first, second, service }] of Object.entries(KINDS)) {
    t.test(`makes the calls of Kibana's connector to ${name}`, async t => {
      const { app, id, stub, push } = await liveApp(t, kind, reply, config)
      app.attach(id, 'c1', { type: 'user', comment: 'Look at this', owner: 'cases' })
      const calls = () => stub.seen.splice(0).map(({ method, path, headers: seen, body }) => {
        t.equal(seen.authorization ?? '', authorization)
        for (const [header, value] of Object.entries(headers)) t.equal(seen[header], value)
        return body === undefined ? [method, path] : [method, path, body]
      })
      const pushed = await push()
      t.equal(pushed.status, 200, JSON.stringify(pushed.body))
      t.match(pushed.body.external_service, service(stub.url))
      t.strictSame(calls(), first(id))
      t.match((await push()).body.external_service, service(stub.url))
      t.strictSame(calls(), second(id))
      t.match(findIncidents(app.kibana), [{ externalId: pushed.body.external_service.external_id, caseId: id, externalUrl: pushed.body.external_service.external_url, comments: [{ text: COMMENT }], calls: [{ action: 'create', error: null }, { action: 'update', error: null }] }])
    })
  }

  t.test('uses the response of the real system, not the planned incident', async t => {
    const { app, id, stub, push } = await liveApp(t, 'thehive', () => [201, hiveAnswer()], url => ({ url }))
    app.plan({ connectorId: 'thehive', caseId: id, externalId: '~5', externalTitle: 'Planned', externalUrl: 'https://planned.example.com' })
    t.match((await push()).body.external_service, { external_id: '~172064', external_url: `${stub.url}/cases/~172064/details` })
    t.match(findIncidents(app.kibana, { externalId: '~172064' }), [{ planned: false, fields: { title: TITLE } }])
  })

  t.test('keeps changes made to the case in the meantime', async t => {
    const { app, id, push } = await liveApp(t, 'thehive', () => {
      const stored = app.kibana.store.get('cases', id)!
      if (stored.attributes.title !== 'Changed') app.kibana.store.update(stored, { ...stored.attributes, title: 'Changed' })
      return [201, hiveAnswer({ _id: '~1' })]
    }, url => ({ url }))
    t.match(await push(), { status: 200, body: { title: 'Changed', external_service: { external_id: '~1' } } })
  })

  t.test('returns 404 for a case deleted in the meantime', async t => {
    const { app, id, push } = await liveApp(t, 'thehive', () => {
      app.kibana.store.delete(app.kibana.store.get('cases', id)!)
      return [201, hiveAnswer({ _id: '~1' })]
    }, url => ({ url }))
    t.strictSame(await push(), { status: 404, body: errorBody(404, `Saved object [cases/${id}] not found`) })
  })

  t.test('sends no credentials for a cases webhook without authentication, whatever its secrets', async t => {
    const { config, reply } = KINDS['a cases webhook']!
    const { stub, push } = await liveApp(t, 'cases-webhook', reply, url => ({ ...config!(url), hasAuth: false }))
    t.equal((await push()).status, 200)
    t.strictSame(stub.seen.map(({ headers }) => headers.authorization), [undefined, undefined])
  })

  t.test('uses the current time if a ServiceNow record has none', async t => {
    // Source: getPushedDate in Kibana's lib/servicenow/utils.ts
    const { app } = await liveApp(t, 'servicenow', () => [200, { result: { sys_id: 's1', number: 'INC1', sys_updated_on: null } }], url => ({ apiUrl: url, usesTableApi: true }))
    for (const externalId of [null, 's1']) {
      const params = { subAction: 'pushToService', subActionParams: { incident: { short_description: 'x', externalId } } }
      t.match((await app.call('POST', '/api/actions/connector/servicenow/_execute', { params })).body, { status: 'ok', data: { id: 's1', pushedDate: NOW } })
    }
  })

  t.test('does not keep a server from closing', async t => {
    const { app, push } = await liveApp(t, 'thehive', () => 'silence', url => ({ url }))
    const pushing = push()
    await setTimeout(50)
    await app.app.close()
    t.match(await pushing, { status: 424, body: { message: 'Status code: undefined. Message: Unknown API Error' } })
  })
})

const webhookConfig = KINDS['a cases webhook']!.config
const jiraConfig = (url: string) => ({ apiUrl: url })
const issueTypes: Reply = [200, { issueTypes: [{ id: '1', name: 'Task' }] }]
/** A Jira that returns its issue types and responds to everything else with `reply`. */
const orIssueTypes = (reply: Reply) => ({ path }: Seen): Reply => path.endsWith('/issuetypes') ? issueTypes : reply
const failedJira = (reason: string) => `[Action][Jira]: Unable to create incident. Error: ${reason}`
const failedSnow = (reason: string) => `[Action][ServiceNow]: Unable to create incident. Error: ${reason}`

t.test('a live push that fails', async t => {
  const failures: [what: string, kind: string, reply: (seen: Seen) => Reply, message: string | RegExp, config?: ((url: string) => object) | undefined][] = [
    ['Jira, with its list of messages', 'jira', orIssueTypes([400, { errorMessages: ['One.', 'Two.'], errors: { a: 'Three.' } }]), failedJira('Request failed with status code 400. Reason: One., Two.')],
    ['Jira, with its messages by field', 'jira', orIssueTypes([400, { errorMessages: [], errors: { a: 'One.', b: 'Two.' } }]), failedJira('Request failed with status code 400. Reason: One. Two.')],
    ['Jira, with nothing', 'jira', orIssueTypes([500]), failedJira('Request failed with status code 500. Reason: unknown: errorResponse.errors was null')],
    ['Jira, with a page', 'jira', orIssueTypes([200, '<html>']), /^\[Action\]\[Jira\]: Unable to create incident\. Error: Unsupported content type: text\/html in post http:\/\/127\.0\.0\.1:\d+\/rest\/api\/2\/issue\. Supported content types: application\/json\. Reason: unknown: errorResponse was null$/],
    ['Jira, with a text called JSON', 'jira', orIssueTypes([200, 'x', { 'content-type': 'application/json' }]), failedJira('Response is not a valid JSON. Reason: unknown: errorResponse was null')],
    ['Jira, with an answer without an id', 'jira', orIssueTypes([200, { key: 'x' }]), failedJira('Response is missing at least one of the expected fields: id. Reason: unknown: errorResponse was null')],
    ['Jira, with a list', 'jira', orIssueTypes([200, [1]]), failedJira('Response is missing at least one of the expected fields: id. Reason: unknown: errorResponse was null')],
    ['Jira, when it hangs up', 'jira', orIssueTypes('hang up'), failedJira('socket hang up. Reason: unknown: errorResponse was null')],
    ['Jira, when it is silent', 'jira', orIssueTypes('silence'), failedJira('timeout of 150ms exceeded. Reason: unknown: errorResponse was null')],
    ['Jira, when it says far too much', 'jira', orIssueTypes([200, { id: 'x'.repeat(1_100_000) }]), failedJira('maxContentLength size of 1048576 exceeded. Reason: unknown: errorResponse was null')],
    ['Jira, when the connection is refused', 'jira', () => [200], '[Action][Jira]: Unable to get issue types. Error: connect ECONNREFUSED 127.0.0.1:1. Reason: unknown: errorResponse was null', () => ({ apiUrl: 'http://127.0.0.1:1' })],
    ['ServiceNow, with its error', 'servicenow', () => [401, { error: { message: 'User Not Authenticated', detail: 'Required' }, status: 'failure' }], failedSnow('Request failed with status code 401 Reason: User Not Authenticated: Required'), url => ({ apiUrl: url, usesTableApi: true })],
    ['ServiceNow, with another shape', 'servicenow', () => [400, { x: 1 }], failedSnow('Request failed with status code 400 Reason: unknown: no error in error response'), url => ({ apiUrl: url, usesTableApi: true })],
    ['ServiceNow, with nothing', 'servicenow', () => [502], failedSnow('Request failed with status code 502 Reason: unknown: errorResponse was null'), url => ({ apiUrl: url, usesTableApi: true })],
    ['ServiceNow, with a page', 'servicenow', () => [200, '<html>'], failedSnow('There is an issue with your Service Now Instance. Please check . Reason: unknown: errorResponse was null'), url => ({ apiUrl: url, usesTableApi: true })],
    ['ServiceNow, without the Elastic application', 'servicenow', () => [404, { error: { message: 'Requested URI does not represent any resource', detail: null } }], failedSnow('[Action][ServiceNow]: Unable to get application version. Error: Request failed with status code 404 Reason: Requested URI does not represent any resource: null Reason: Requested URI does not represent any resource: null')],
    ['ServiceNow, when the import fails', 'servicenow', ({ path }) => path.includes('/import/') ? [201, { result: [{ status: 'error', error_message: 'Bad row' }] }] : [200, { result: {} }], failedSnow('Bad row Reason: unknown: errorResponse was null')],
    ['ServiceNow, when the import says nothing', 'servicenow', ({ path }) => path.includes('/import/') ? [201, { result: [] }] : [200, { result: {} }], failedSnow('Unexpected result Reason: unknown: errorResponse was null')],
    ['Resilient, with its message', 'resilient', () => [400, { message: 'Bad field' }], '[Action][IBM Resilient]: Unable to create incident. Error: Status code: 400. Message: API Error: Bad field.'],
    ['Resilient, with nothing', 'resilient', () => [503], '[Action][IBM Resilient]: Unable to create incident. Error: Status code: 503. Message: API Error: Service Unavailable.'],
    ['Resilient, without credentials', 'resilient', () => [401, {}], '[Action][IBM Resilient]: Unable to create incident. Error: Status code: 401. Message: Unauthorized API Error.'],
    ['Resilient, when it hangs up', 'resilient', () => 'hang up', '[Action][IBM Resilient]: Unable to create incident. Error: Status code: undefined. Message: Unknown API Error.'],
    ['Swimlane, with its error', 'swimlane', () => [400, { Argument: 'values', ErrorCode: 3003 }], '[Action][Swimlane]: Unable to create record in application with id et1. Status: 400. Error: Request failed with status code 400. Reason: values (3003)'],
    ['Swimlane, when it hangs up', 'swimlane', () => 'hang up', '[Action][Swimlane]: Unable to create record in application with id et1. Status: 500. Error: socket hang up. Reason: unknown'],
    ['TheHive, with its error', 'thehive', () => [401, { type: 'AuthenticationError', message: 'Authentication failure' }], 'Status code: 401. Message: API Error: AuthenticationError - Authentication failure', url => ({ url })],
    ['TheHive, with part of a case', 'thehive', () => [201, hiveAnswer({ flag: undefined })], 'Response validation failed (Error: [flag]: expected value of type [boolean] but got [undefined])', url => ({ url })],
    ['Resilient, with a text as id', 'resilient', () => [200, { id: 'x', create_date: 1 }], '[Action][IBM Resilient]: Unable to create incident. Error: Response validation failed (Error: [id]: expected value of type [number] but got [string]).'],
    ['a webhook, with its body', 'cases-webhook', () => [422, { why: 'x' }], '[Action][Webhook - Case Management]: Unable to create case. Error: Request failed with status code 422. {"why":"x"} Reason: Unprocessable Entity', webhookConfig],
    ['a webhook, without an id', 'cases-webhook', () => [200, { ticket: {} }], '[Action][Webhook - Case Management]: Unable to create case. Error: Response is missing the expected field: ticket.id.  ', webhookConfig],
    ['a webhook, without a content type', 'cases-webhook', () => [200], /Unable to create case\. Error: Missing content type header in post http:\/\/127\.0\.0\.1:\d+\/ticket\. Supported content types: application\/json\. {2}$/, webhookConfig],
    ['a webhook, with a page', 'cases-webhook', () => [200, '<html>'], /Unsupported content type: text\/html in post/, webhookConfig],
    ['a webhook, with a text called JSON', 'cases-webhook', () => [200, 'x', { 'content-type': 'application/json' }], /Error: Response is not a valid JSON\. {2}$/, webhookConfig],
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
