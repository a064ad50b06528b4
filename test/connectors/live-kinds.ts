import type { Test } from 'tap'
import { httpStub, type Reply, type Seen } from '../helpers/http-stub.js'
import { CONNECTORS, NOW, pushApp, versionFor } from '../helpers/push.js'

// Source: the service.ts of each connector in Kibana's stack_connectors/server/connector_types

const DESCRIPTION = 'This is a brand new case of a bad meanie defacing data\n\nAdded by elastic.'
export const COMMENT = 'Look at this\n\nAdded by elastic.'
export const TITLE = 'Super Bad Security Issue'
const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`

/** Creates an app whose connectors of one kind call a stub server. */
export async function liveApp (
  t: Test, kind: string, reply: (seen: Seen) => Reply, config: (url: string) => object = url => ({ apiUrl: url }), timeout?: number,
) {
  const stub = await httpStub(t, reply)
  const connector = CONNECTORS[kind]!
  const app = pushApp(t, {
    kibanaVersion: versionFor(kind),
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
const snowFields = (id: string) => ({
  short_description: TITLE,
  description: DESCRIPTION,
  correlation_id: id,
  correlation_display: 'Elastic Case',
  category: null,
  subcategory: null,
  severity: null,
  urgency: null,
  impact: null,
})
const prefixed = (fields: object) => Object.fromEntries(Object.entries(fields).map(([key, value]) => [`u_${key}`, value]))
const creator = { caller_id: 'admin', opened_by: 'admin' }

/** TheHive's response for a case or a comment: the minimum that Kibana's connector accepts. */
export const hiveAnswer = (more: object = {}) => ({
  _id: '~172064',
  _type: 'Case',
  _createdBy: 'x',
  _createdAt: 1_746_086_400_000,
  number: 1,
  title: TITLE,
  description: 'd',
  severity: 1,
  severityLabel: 'LOW',
  startDate: 1,
  flag: false,
  tlp: 2,
  tlpLabel: 'AMBER',
  pap: 2,
  papLabel: 'AMBER',
  status: 'New',
  stage: 'New',
  extraData: {},
  newDate: 1,
  timeToDetect: 0,
  createdBy: 'x',
  createdAt: 1,
  message: 'm',
  isEdited: false,
  ...more,
})

export const KINDS: Record<string, Kind & { readonly kind: string }> = {
  Jira: {
    kind: 'jira',
    config: url => ({ apiUrl: `${url}/`, projectKey: 'ES' }),
    authorization: basic('elastic@example.com:token'),
    reply: ({ method, path }) => {
      if (method === 'PUT') return [204]
      if (path.endsWith('/issuetypes')) return [200, { values: [{ id: '7', name: 'Data Center task', subtask: false }] }]
      if (path.endsWith('/comment')) return [201, { id: '1', created: '2025-05-03T08:00:00.000+0000' }]
      return [
        200, { id: '71926', key: 'ES-554', fields: { created: '2025-05-01T08:00:00.000+0000', updated: '2025-05-02T08:00:00.000+0000' } },
      ]
    },
    first: () => [
      ['GET', '/rest/api/2/issue/createmeta/ES/issuetypes'],
      ['POST', '/rest/api/2/issue', {
        fields: { summary: TITLE, project: { key: 'ES' }, issuetype: { id: '7' }, description: DESCRIPTION, labels: ['defacement'] },
      }],
      ['GET', '/rest/api/2/issue/71926'],
      ['POST', '/rest/api/2/issue/71926/comment', { body: COMMENT }],
    ],
    second: () => [
      ['PUT', '/rest/api/2/issue/71926', {
        fields: { summary: TITLE, project: { key: 'ES' }, description: DESCRIPTION, labels: ['defacement'] },
      }],
      ['GET', '/rest/api/2/issue/71926'],
    ],
    service: url => ({ external_id: '71926', external_title: 'ES-554', external_url: `${url}/browse/ES-554` }),
  },
  'ServiceNow ITSM over its table API': {
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
  'ServiceNow SecOps over its import set': {
    kind: 'servicenow-sir',
    config: url => ({ apiUrl: `${url}/`, usesTableApi: false }),
    authorization: basic('admin:secret'),
    reply: serviceNow('SIR'),
    first: id => {
      const { severity, urgency, impact, ...common } = snowFields(id)
      const row = prefixed({ ...common, priority: null, dest_ip: null, source_ip: null, malware_hash: null, malware_url: null })
      const read: [string, string][] = [['GET', '/api/x_elas2_sir_int/elastic_api/health'], ['GET', '/api/now/v2/table/sn_si_incident/s1']]
      const write = (body: object): [string, string, unknown] => ['POST', '/api/now/import/x_elas2_sir_int_elastic_si_incident', body]
      return [
        read[0]!, write({ ...row, ...prefixed(creator) }), read[1]!, read[0]!,
        write({ ...row, u_work_notes: COMMENT, elastic_incident_id: 's1' }), read[1]!,
      ]
    },
    second: id => {
      const { severity, urgency, impact, ...common } = snowFields(id)
      return [
        ['GET', '/api/x_elas2_sir_int/elastic_api/health'],
        ['POST', '/api/now/import/x_elas2_sir_int_elastic_si_incident', {
          ...prefixed({ ...common, priority: null, dest_ip: null, source_ip: null, malware_hash: null, malware_url: null }),
          elastic_incident_id: 's1',
        }],
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
      return [200, {
        id: 2101,
        name: 'Old',
        description: { format: 'html', content: 'Old text' },
        create_date: 1_746_086_400_000,
        inc_last_modified_date: 1_746_172_800_000,
      }]
    },
    first: () => [
      ['POST', '/rest/orgs/201/incidents?text_content_output_format=objects_convert', {
        name: TITLE, discovered_date: Date.parse(NOW), description: { format: 'html', content: DESCRIPTION },
      }],
      ['POST', '/rest/orgs/201/incidents/2101/comments', { text: { format: 'text', content: COMMENT } }],
    ],
    second: () => [
      ['GET', '/rest/orgs/201/incidents/2101?text_content_output_format=objects_convert'],
      ['PATCH', '/rest/orgs/201/incidents/2101', {
        changes: [
          { field: { name: 'name' }, old_value: { text: 'Old' }, new_value: { text: TITLE } },
          {
            field: { name: 'description' },
            old_value: { textarea: { format: 'html', content: 'Old text' } },
            new_value: {
              textarea: { format: 'html', content: DESCRIPTION },
            },
          },
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
    second: () => [
      ['PATCH', '/api/v1/case/~172064', { title: TITLE, description: DESCRIPTION, severity: 1, tlp: null, tags: ['defacement'] }],
    ],
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
    reply: ({ method, path }) => method === 'GET'
      ? [200, { key: 'T 9' }]
      : path.endsWith('/comment') ? [204, undefined, { 'content-type': 'application/json' }] : [201, { ticket: { id: 'a/b' } }],
    first: id => [
      ['POST', '/ticket', {
        fields: {
          summary: TITLE,
          description: 'This is a brand new case of a bad meanie defacing data',
          labels: ['defacement'],
          case: id,
          level: 'low',
          state: 'open',
        },
      }],
      ['GET', '/ticket/a%2Fb'],
      ['POST', '/ticket/a%2Fb/comment', { body: COMMENT }],
    ],
    second: () => [['PUT', '/ticket/a%2Fb', { fields: { summary: TITLE, state: 'open' }, id: 'a/b' }], ['GET', '/ticket/a%2Fb']],
    service: url => ({ external_id: 'a/b', external_title: 'T 9', external_url: `${url}/view/T%209` }),
  },
}
