import t from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { CONNECTORS, ELASTIC, NOW, pushApp } from '../helpers/push.js'

// Source of every payload: Kibana's cases/server/connectors/*/format.ts with the service.ts of each connector in
// stack_connectors/server/connector_types, described in docs/reference/kibana/push-and-connectors.md §2-§4

const BASE_URL = 'https://kibana.example.com'
const DESCRIPTION = 'This is a brand new case of a bad meanie defacing data'
const TITLE = 'Line one\nline two'
const COMMENT = 'Look at this\n\nAdded by elastic.'

interface Names { readonly id: string, readonly externalId: string }
type Request = [method: string, url: string, body?: unknown]
interface Expected { readonly incident: object, readonly requests: readonly Request[] }

interface Kind {
  /** Connector fields of the first case; the second has no connector. */
  readonly fields: unknown
  readonly external: { id: RegExp, title: string, url: (id: string) => string, secondTitle: string }
  /** The first push of a case with fields, a comment and an alert. */
  readonly create: (texts: Texts, names: Names) => Expected
  /** The same case again. */
  readonly update: (texts: Texts, names: Names) => Expected
  /** The first push of a case without fields, in another space, by a Kibana that does not know its own URL. */
  readonly bare: (texts: Texts, names: Names) => Expected
  /** The comments in the system after all pushes. */
  readonly comments: (texts: Texts) => string[]
}
interface Texts { readonly description: string, readonly alerts: string }

const textsOf = (id: string): Texts => {
  const url = `${BASE_URL}/app/management/insightsAndAlerting/cases/${id}`
  return {
    description: `${DESCRIPTION}\n\nAdded by elastic.\nFor more details, view this case in Kibana.\nCase URL: ${url}`,
    alerts: `Elastic Alerts attached to the case: 2\n\nFor more details, view the alerts in Kibana\nAlerts URL: ${url}/?tabId=alerts`,
  }
}
const BARE: Texts = { description: `${DESCRIPTION}\n\nAdded by elastic.`, alerts: '' }

const both = ({ alerts }: Texts) => [COMMENT, alerts]
const prefixed = (fields: object) => Object.fromEntries(Object.entries(fields).map(([key, value]) => [`u_${key}`, value]))

const jira = 'https://jira.example.com/rest/api/2/issue'
const snow = 'https://snow.example.com/api'
const resilient = 'https://resilient.example.com/rest/orgs/201/incidents'
const swimlane = 'https://swimlane.example.com/api/app/et1/record'
const hive = 'https://thehive.example.com/api/v1/case'
const tickets = 'https://tickets.example.com/api/ticket'

/** A ServiceNow application behind its import set: each comment is another update. */
function serviceNow (table: string, scope: string, importSet: string, fields: unknown, external: Kind['external'], incidents: { full: (texts: Texts, id: string) => object, bare: (texts: Texts, id: string) => object, inImport: (incident: object) => object, additional: object, observables?: unknown }): Kind {
  const health: Request = ['GET', `${snow}/${scope}/elastic_api/health`]
  const write = (fields: object, externalId: string): Request[] => [health, ['POST', `${snow}/now/import/${importSet}`, fields], ['GET', `${snow}/now/v2/table/${table}/${externalId}`]]
  const row = (incident: object, more: object = {}) => prefixed({ ...incidents.inImport(incident), ...more })
  const add = (id: string): Request[] => incidents.observables === undefined ? [] : [health, ['POST', `${snow}/x_elas2_sir_int/elastic_api/incident/${id}/observables/bulk`, incidents.observables]]
  const creator = { caller_id: 'admin', opened_by: 'admin' }
  const withAdditional = (incident: object) => ({ ...incident, additional_fields: JSON.stringify(incidents.additional) })
  return {
    fields,
    external,
    create: (texts, { id, externalId }) => ({
      incident: { ...withAdditional(incidents.full(texts, id)), externalId: null },
      requests: [
        ...write({ ...incidents.additional, ...row(incidents.full(texts, id), creator) }, externalId),
        ...both(texts).flatMap(text => write({ ...incidents.additional, ...row(incidents.full(texts, id), { work_notes: text }), elastic_incident_id: externalId }, externalId)),
        ...add(externalId),
      ],
    }),
    update: (texts, { id, externalId }) => ({
      incident: { ...withAdditional(incidents.full(texts, id)), externalId },
      requests: [...write({ ...incidents.additional, ...row(incidents.full(texts, id)), elastic_incident_id: externalId }, externalId), ...add(externalId)],
    }),
    bare: (texts, { id, externalId }) => ({
      incident: { ...incidents.bare(texts, id), additional_fields: null, externalId: null },
      requests: write(row(incidents.bare(texts, id), creator), externalId),
    }),
    comments: both,
  }
}

const SYS_ID = /^[0-9a-f]{32}$/

const KINDS: Record<string, Kind> = {
  jira: {
    fields: { issueType: '10001', priority: 'High', parent: 'CK-9' },
    external: { id: /^10000$/, title: 'CK-1', url: () => 'https://jira.example.com/browse/CK-1', secondTitle: 'CK-2' },
    create: (texts, { externalId }) => ({
      incident: { summary: TITLE, description: texts.description, issueType: '10001', priority: 'High', parent: 'CK-9', labels: ['a-b', 'c'], externalId: null },
      requests: [
        ['POST', jira, { fields: { summary: 'Line one, line two', project: { key: 'CK' }, issuetype: { id: '10001' }, description: texts.description, labels: ['a-b', 'c'], priority: { name: 'High' }, parent: { key: 'CK-9' } } }],
        ['GET', `${jira}/${externalId}`],
        ...both(texts).map((body): Request => ['POST', `${jira}/${externalId}/comment`, { body }]),
      ],
    }),
    update: (texts, { externalId }) => ({
      incident: { summary: TITLE, description: texts.description, issueType: '10001', priority: 'High', parent: 'CK-9', labels: ['a-b', 'c'], externalId },
      requests: [
        ['PUT', `${jira}/${externalId}`, { fields: { summary: 'Line one, line two', project: { key: 'CK' }, issuetype: { id: '10001' }, description: texts.description, labels: ['a-b', 'c'], priority: { name: 'High' }, parent: { key: 'CK-9' } } }],
        ['GET', `${jira}/${externalId}`],
      ],
    }),
    bare: ({ description }, { externalId }) => ({
      incident: { summary: TITLE, description, issueType: null, priority: null, parent: null, labels: [], externalId: null },
      requests: [
        // Without an issue type, the project's first one is used
        ['GET', `${jira}/createmeta/CK/issuetypes`],
        ['POST', jira, { fields: { summary: 'Line one, line two', project: { key: 'CK' }, issuetype: { id: '10006' }, description, labels: [] } }],
        ['GET', `${jira}/${externalId}`],
      ],
    }),
    comments: both,
  },

  servicenow: serviceNow('incident', 'x_elas2_inc_int', 'x_elas2_inc_int_elastic_incident',
    { impact: '1', severity: '2', urgency: '3', category: 'software', subcategory: 'os', additionalFields: '{"u_team":"blue"}' },
    { id: SYS_ID, title: 'INC0010001', url: id => `https://snow.example.com/nav_to.do?uri=incident.do?sys_id=${id}`, secondTitle: 'INC0010002' },
    {
      full: ({ description }, id) => ({ short_description: TITLE, description, severity: '2', urgency: '3', impact: '1', category: 'software', subcategory: 'os', correlation_id: id, correlation_display: 'Elastic Case' }),
      bare: ({ description }, id) => ({ short_description: TITLE, description, severity: null, urgency: null, impact: null, category: null, subcategory: null, correlation_id: id, correlation_display: 'Elastic Case' }),
      inImport: incident => incident,
      additional: { u_team: 'blue' },
    }),

  'servicenow-sir': serviceNow('sn_si_incident', 'x_elas2_sir_int', 'x_elas2_sir_int_elastic_si_incident',
    { category: 'Phishing', destIp: true, malwareHash: true, malwareUrl: false, priority: '1', sourceIp: true, subcategory: '12', additionalFields: '{"state":"10"}' },
    { id: SYS_ID, title: 'SIR0010001', url: id => `https://snow.example.com/nav_to.do?uri=sn_si_incident.do?sys_id=${id}`, secondTitle: 'SIR0010002' },
    {
      full: ({ description }, id) => ({ short_description: TITLE, description, dest_ip: ['10.0.0.1', '10.0.0.9'], source_ip: ['10.0.0.2'], malware_hash: ['abc'], malware_url: [], category: 'Phishing', subcategory: '12', priority: '1', correlation_id: id, correlation_display: 'Elastic Case' }),
      bare: ({ description }, id) => ({ short_description: TITLE, description, dest_ip: [], source_ip: [], malware_hash: [], malware_url: [], category: null, subcategory: null, priority: null, correlation_id: id, correlation_display: 'Elastic Case' }),
      inImport: incident => ({ ...incident, dest_ip: null, source_ip: null, malware_hash: null, malware_url: null }),
      additional: { state: '10' },
      observables: [{ value: '10.0.0.1', type: 'ipv4-addr' }, { value: '10.0.0.9', type: 'ipv4-addr' }, { value: '10.0.0.2', type: 'ipv4-addr' }, { value: 'abc', type: 'SHA256' }],
    }),

  resilient: {
    fields: { incidentTypes: ['17', '21'], severityCode: '6' },
    external: { id: /^2101$/, title: '2101', url: id => `https://resilient.example.com/#incidents/${id}`, secondTitle: '2102' },
    create: (texts, { externalId }) => ({
      incident: { name: TITLE, description: texts.description, incidentTypes: ['17', '21'], severityCode: '6', externalId: null },
      requests: [
        ['POST', `${resilient}?text_content_output_format=objects_convert`, { name: TITLE, discovered_date: Date.parse(NOW), description: { format: 'html', content: texts.description }, incident_type_ids: [{ id: 17 }, { id: 21 }], severity_code: { id: 6 } }],
        ...both(texts).map((content): Request => ['POST', `${resilient}/${externalId}/comments`, { text: { format: 'text', content } }]),
      ],
    }),
    update: ({ description }, { externalId }) => ({
      incident: { name: TITLE, description, incidentTypes: ['17', '21'], severityCode: '6', externalId },
      requests: [
        ['GET', `${resilient}/${externalId}?text_content_output_format=objects_convert`],
        ['PATCH', `${resilient}/${externalId}`, {
          changes: [
            { field: { name: 'name' }, old_value: { text: TITLE }, new_value: { text: TITLE } },
            { field: { name: 'description' }, old_value: { textarea: { format: 'html', content: description } }, new_value: { textarea: { format: 'html', content: description } } },
            { field: { name: 'incident_type_ids' }, old_value: { ids: [17, 21] }, new_value: { ids: [17, 21] } },
            { field: { name: 'severity_code' }, old_value: { id: 6 }, new_value: { id: 6 } },
          ],
        }],
        ['GET', `${resilient}/${externalId}?text_content_output_format=objects_convert`],
      ],
    }),
    bare: ({ description }) => ({
      incident: { name: TITLE, description, incidentTypes: null, severityCode: null, externalId: null },
      requests: [['POST', `${resilient}?text_content_output_format=objects_convert`, { name: TITLE, discovered_date: Date.parse(NOW), description: { format: 'html', content: description } }]],
    }),
    comments: both,
  },

  swimlane: {
    fields: { caseId: '42' },
    external: { id: /^\w{17}$/, title: 'ET-1', url: id => `https://swimlane.example.com/record/et1/${id}`, secondTitle: 'ET-2' },
    create: (texts, { externalId }) => ({
      incident: { caseName: TITLE, description: texts.description, caseId: '42', externalId: null },
      requests: [
        ['POST', swimlane, { applicationId: 'et1', values: { a1: '42', a2: TITLE, a4: texts.description } }],
        ...both(texts).map((message): Request => ['POST', `${swimlane}/${externalId}/a3/comment`, { createdDate: NOW, fieldId: 'a3', isRichText: true, message }]),
      ],
    }),
    update: ({ description }, { externalId }) => ({
      incident: { caseName: TITLE, description, caseId: '42', externalId },
      requests: [['PATCH', `${swimlane}/${externalId}`, { applicationId: 'et1', id: externalId, values: { a1: '42', a2: TITLE, a4: description } }]],
    }),
    bare: ({ description }, { id }) => ({
      incident: { caseName: TITLE, description, caseId: id, externalId: null },
      requests: [['POST', swimlane, { applicationId: 'et1', values: { a1: id, a2: TITLE, a4: description } }]],
    }),
    comments: both,
  },

  thehive: {
    fields: { tlp: 3 },
    external: { id: /^~122904$/, title: TITLE, url: id => `https://thehive.example.com/cases/${id}/details`, secondTitle: TITLE },
    create: (texts, { externalId }) => ({
      incident: { title: TITLE, description: texts.description, tags: ['a b', 'c'], tlp: 3, severity: 3, externalId: null },
      requests: [
        ['POST', hive, { title: TITLE, description: texts.description, tags: ['a b', 'c'], tlp: 3, severity: 3 }],
        ...both(texts).map((message): Request => ['POST', `${hive}/${externalId}/comment`, { message }]),
      ],
    }),
    update: ({ description }, { externalId }) => ({
      incident: { title: TITLE, description, tags: ['a b', 'c'], tlp: 3, severity: 3, externalId },
      requests: [['PATCH', `${hive}/${externalId}`, { title: TITLE, description, tags: ['a b', 'c'], tlp: 3, severity: 3 }]],
    }),
    bare: ({ description }) => ({
      incident: { title: TITLE, description, tags: [], tlp: null, severity: 1, externalId: null },
      requests: [['POST', hive, { title: TITLE, description, tags: [], tlp: null, severity: 1 }]],
    }),
    comments: both,
  },

  'cases-webhook': {
    fields: null,
    external: { id: /^10001$/, title: 'CASE-1', url: () => 'https://tickets.example.com/browse/CASE-1', secondTitle: 'CASE-2' },
    create: (texts, { id, externalId }) => ({
      incident: { title: TITLE, description: DESCRIPTION, id, severity: 'high', status: 'open', tags: ['a b', 'c'], externalId: null },
      requests: [
        ['POST', tickets, JSON.stringify({ fields: { summary: TITLE, description: DESCRIPTION, labels: ['a b', 'c'], case: id, level: 'high', state: 'open' } })],
        ['GET', `${tickets}/${externalId}`],
        ...both(texts).map((body): Request => ['POST', `${tickets}/${externalId}/comment`, JSON.stringify({ body })]),
      ],
    }),
    update: (_texts, { id, externalId }) => ({
      incident: { title: TITLE, description: DESCRIPTION, id, severity: 'high', status: 'open', tags: ['a b', 'c'], externalId },
      requests: [
        ['PUT', `${tickets}/${externalId}`, JSON.stringify({ fields: { summary: TITLE, state: 'open' }, id: externalId })],
        ['GET', `${tickets}/${externalId}`],
      ],
    }),
    bare: (_texts, { id, externalId }) => ({
      incident: { title: TITLE, description: DESCRIPTION, id, severity: 'low', status: 'open', tags: [], externalId: null },
      requests: [
        ['POST', tickets, JSON.stringify({ fields: { summary: TITLE, description: DESCRIPTION, labels: [], case: id, level: 'low', state: 'open' } })],
        ['GET', `${tickets}/${externalId}`],
      ],
    }),
    comments: texts => both(texts).map(body => JSON.stringify({ body })),
  },
}

const ALERT_SOURCES = {
  a1: { destination: { ip: '10.0.0.1' }, 'source.ip': '10.0.0.2', file: { hash: { sha256: 'abc' } }, url: { full: 'http://evil' } },
  a2: { destination: { ip: '10.0.0.9' }, source: { ip: '10.0.0.2' } },
}

for (const [kind, { fields, external, ...expected }] of Object.entries(KINDS)) {
  t.test(`a push to .${kind}`, async t => {
    // From 8.9 to 9.4 only as many attachments are stamped as there are user comments, and the alerts would be pushed again
    const app = pushApp(t, { publicBaseUrl: BASE_URL, kibanaVersion: '9.5.4' })
    const { kibana } = app
    for (const [id, source] of Object.entries(ALERT_SOURCES)) kibana.store.create('alert', { id, space: 'default', attributes: { index: 'alerts', source } })
    const { id } = await app.createCase({ title: TITLE, tags: ['a b', 'c'], severity: 'high', connector: { id: kind, name: kind, type: `.${kind}`, fields } })
    const texts = textsOf(id)
    app.attach(id, 'c1', { type: 'user', comment: 'Look at this', owner: 'cases' })
    app.attach(id, 'a', { type: 'alert', alertId: ['a1', 'a2'], index: ['alerts', 'alerts'], rule: { id: null, name: null }, owner: 'cases' })
    const first = await app.push(id, kind)
    const externalId = first.body.external_service.external_id
    const second = await app.push(id, kind)

    kibana.settings.publicBaseUrl = ''
    const bare = await app.createCase({ title: TITLE, tags: [] }, '/s/space1')
    const third = await app.push(bare.id, kind, '/s/space1')

    t.test('returns the id, title and URL of each record', async t => {
      t.strictSame([first.status, second.status, third.status], [200, 200, 200])
      t.match(externalId, external.id)
      t.match(first.body.external_service, { external_title: external.title, external_url: external.url(externalId) })
      t.strictSame(second.body.external_service, first.body.external_service)
      t.equal(third.body.external_service.external_title, external.secondTitle)
    })

    const comments = [{ comment: COMMENT, commentId: 'c1' }, { comment: texts.alerts, commentId: `${id}-total-alerts` }]
    const bareId = third.body.external_service.external_id
    const pushes = [
      { what: 'creates with fields, comments and alerts', externalId, caseId: id, space: 'default', position: 0, comments, ...expected.create(texts, { id, externalId }) },
      { what: 'updates', externalId, caseId: id, space: 'default', position: 1, comments: [], ...expected.update(texts, { id, externalId }) },
      { what: 'creates without fields in another space', externalId: bareId, caseId: bare.id, space: 'space1', position: 0, comments: [], ...expected.bare(BARE, { id: bare.id, externalId: bareId }) },
    ]
    for (const { what, externalId, caseId, space, position, comments, incident, requests } of pushes) {
      t.test(what, async t => {
        const [record] = findIncidents(kibana, { externalId, connectorId: kind })
        const { requests: sent, ...call } = record!.calls[position]!
        t.strictSame({ ...call, requests: sent.map(({ status, answer, ...request }) => request) }, {
          action: 'externalId' in incident && incident.externalId === null ? 'create' : 'update',
          at: NOW,
          connectorId: kind,
          space,
          caseId,
          incident,
          comments,
          requests: requests.map(([method, url, body]) => ({ method, url, ...(body !== undefined && { body }) })),
          error: null,
        })
      })
    }

    t.test('is recorded in the system as an incident', async t => {
      t.equal(findIncidents(kibana).length, 2)
      t.match(findIncidents(kibana, { space: 'default' }), [{
        connectorType: `.${kind}`, caseId: id, externalId, externalTitle: external.title, externalUrl: external.url(externalId), planned: false, comments: expected.comments(texts).map(text => ({ text, createdAt: NOW })),
      }])
      t.match(findIncidents(kibana, { caseId: bare.id }), [{ externalId: bareId, comments: [] }])
    })

    t.equal(first.body.external_service.pushed_by.username, ELASTIC.username)
  })
}

t.test('the texts of a push', async t => {
  const descriptions: [owner: string, space: string, route: string][] = [
    ['cases', '', '/app/management/insightsAndAlerting'],
    ['securitySolution', '', '/app/security'],
    ['observability', '/s/space1', '/s/space1/app/observability'],
  ]
  for (const [owner, prefix, route] of descriptions) {
    t.test(`link to a case of ${owner}`, async t => {
      const app = pushApp(t, { publicBaseUrl: BASE_URL })
      const { id } = await app.createCase({ owner }, prefix)
      await app.push(id, 'jira', prefix)
      t.equal(findIncidents(app.kibana)[0]!.fields.description, `${DESCRIPTION}\n\nAdded by elastic.\nFor more details, view this case in Kibana.\nCase URL: ${BASE_URL}${route}/cases/${id}`)
    })
  }

  t.test('name the last author, by the best name available', async t => {
    const nobody = { username: null, full_name: null, email: null }
    for (const [created_by, updated_by, name] of [
      [ELASTIC, null, 'elastic'],
      [{ ...ELASTIC, full_name: 'El Astic' }, null, 'El Astic'],
      [ELASTIC, { ...ELASTIC, username: 'other' }, 'other'],
      [ELASTIC, nobody, 'Unknown'],
      [nobody, null, 'Unknown'],
    ] as const) {
      const app = pushApp(t)
      const { id } = await app.createCase()
      app.attach(id, 'c1', { type: 'user', comment: 'hi', owner: 'cases' }, { created_by, updated_by })
      await app.push(id, 'jira')
      t.equal(findIncidents(app.kibana)[0]!.comments[0]!.text, `hi\n\nAdded by ${name}.`)
    }
  })

  t.test('report isolated and released hosts, and no other attachments', async t => {
    const app = pushApp(t, { kibanaVersion: '9.5.4' })
    const { id } = await app.createCase()
    const target = (hostname: string) => ({ hostname, endpointId: hostname })
    const actions = (type: string, targets: string[]) => ({ type: 'actions' as const, comment: 'Why', actions: { type, targets: targets.map(target) }, owner: 'cases' })
    app.attach(id, 'c1', actions('isolate', ['one']))
    app.attach(id, 'c2', actions('unisolate', ['one', 'two', 'three']))
    app.attach(id, 'c3', actions('isolate', []))
    app.attach(id, 'c4', { type: 'persistableState', persistableStateAttachmentTypeId: '.test', persistableStateAttachmentState: {}, owner: 'cases' })
    app.attach(id, 'c5', { type: 'externalReference', externalReferenceAttachmentTypeId: '.test', externalReferenceMetadata: null, externalReferenceId: 'x', externalReferenceStorage: { type: 'elasticSearchDoc' }, owner: 'cases' })
    // Source: getCommentContent in Kibana's cases/server/client/cases/utils.ts
    app.attach(id, 'c6', actions('kill-process', ['one']))
    app.attach(id, 'c7', actions('constructor', ['one']))
    const { body } = await app.push(id, 'jira')
    t.strictSame(findIncidents(app.kibana)[0]!.comments.map(({ text }) => text), [
      'Isolated host one with comment: Why\n\nAdded by elastic.',
      'Released host one and 2 more with comment: Why\n\nAdded by elastic.',
      'Isolated host unknown with comment: Why\n\nAdded by elastic.',
      '\n\nAdded by elastic.',
      '\n\nAdded by elastic.',
    ])
    t.equal(body.comments.length, 7)
  })

  t.test('include observables from alerts whose documents are known', async t => {
    const app = pushApp(t)
    const alertsOf = (alertId: string | string[], index: string | string[]) => ({ type: 'alert' as const, alertId, index, rule: { id: null, name: null }, owner: 'cases' })
    app.kibana.store.create('alert', { id: 'a1', space: 'default', attributes: { index: 'alerts', source: { url: { full: 'http://evil' }, destination: { ip: null } } } })
    const { id } = await app.createCase({ connector: { id: 'servicenow-sir', name: 'x', type: '.servicenow-sir', fields: { category: null, destIp: true, malwareHash: null, malwareUrl: true, priority: null, sourceIp: null, subcategory: null } } })
    app.attach(id, 'one', alertsOf('a1', 'alerts'))
    app.attach(id, 'again', alertsOf(['a1'], ['alerts']))
    app.attach(id, 'unknown', alertsOf('a2', 'alerts'))
    app.attach(id, 'elsewhere', alertsOf('a1', 'other'))
    app.attach(id, 'odd', alertsOf(['a1', 'a1'], ['alerts']))
    await app.push(id, 'servicenow-sir')
    const [{ calls: [call] }] = findIncidents(app.kibana) as [ReturnType<typeof findIncidents>[number]]
    t.match(call, { incident: { malware_url: ['http://evil'], dest_ip: [] }, comments: [{ comment: 'Elastic Alerts attached to the case: 6' }] })
    t.match(call!.requests.at(-1), { body: [{ value: 'http://evil', type: 'URL' }] })
  })

  t.test('join observables by commas for the table API, which takes no additional fields', async t => {
    const sir = CONNECTORS['servicenow-sir']!
    const app = pushApp(t, { connectors: { sir: { ...sir, config: { apiUrl: 'https://snow.example.com' } } } })
    app.kibana.store.create('alert', { id: 'a1', space: 'default', attributes: { index: 'i', source: { destination: { ip: '1.1.1.1' } } } })
    app.kibana.store.create('alert', { id: 'a2', space: 'default', attributes: { index: 'i', source: { destination: { ip: '2.2.2.2' } } } })
    const fields = { category: null, destIp: true, malwareHash: null, malwareUrl: null, priority: null, sourceIp: null, subcategory: null }
    const { id } = await app.createCase({ connector: { id: 'sir', name: 'x', type: '.servicenow-sir', fields } })
    app.attach(id, 'a', { type: 'alert', alertId: ['a1', 'a2'], index: ['i', 'i'], rule: { id: null, name: null }, owner: 'cases' })
    await app.push(id, 'sir')
    t.match(findIncidents(app.kibana)[0]!.calls[0]!.requests[0], { method: 'POST', url: 'https://snow.example.com/api/now/v2/table/sn_si_incident', body: { dest_ip: '1.1.1.1,2.2.2.2', malware_url: '' } })

    const other = await app.createCase({ connector: { id: 'sir', name: 'x', type: '.servicenow-sir', fields: { ...fields, additionalFields: '{"a":1}' } } })
    t.match(await app.push(other.id, 'sir'), { status: 424, body: { message: '[Action][ServiceNow]: Unable to create incident. Error: ServiceNow additional fields are not supported for deprecated connectors. Reason: unknown: errorResponse was null' } })
  })

  const additional: [what: string, additionalFields: string, message: RegExp][] = [
    ['no JSON', '{', /could not parse record value from json input/],
    ['a field of its own', '{"description":"x"}', /\[3\.subActionParams\.incident\.additional_fields\.0\.key\("description"\)\]: The following properties cannot be defined inside additional_fields: description\./],
    ['too many fields', JSON.stringify(Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`u_${index}`, index]))), /A maximum of 20 additional_fields can be defined at a time\./],
  ]
  for (const [what, additionalFields, message] of additional) {
    t.test(`refuse additional fields for ServiceNow that are ${what}`, async t => {
      const app = pushApp(t)
      const { id } = await app.createCase({ connector: { id: 'x', name: 'x', type: '.servicenow', fields: { impact: null, severity: null, urgency: null, category: null, subcategory: null, additionalFields } } })
      const { status, body } = await app.push(id, 'servicenow')
      t.equal(status, 424)
      t.match(body.message, /^error validating action params: types that failed validation:\n/)
      t.match(body.message, message)
    })
  }
})

t.test('the templates of a cases webhook', async t => {
  const { config, ...webhook } = CONNECTORS['cases-webhook']!
  const broken: [what: string, config: object, message: string][] = [
    ['JSON', { createIncidentJson: '{{{case.title}}' }, 'Error: Unclosed tag at 15. '],
    ['JSON when filled in', { createIncidentJson: '{"title":{{case.title}}' }, 'Error: JSON Error: Create case JSON body must be valid JSON. '],
    ['a URL when filled in', { viewIncidentUrl: 'https://{{{external.system.nothing}}}/' }, 'Error: Invalid View case URL: Error: Invalid URL. '],
    ['a URL of the web', { createIncidentUrl: 'ftp://x.example.com' }, 'Error: Invalid Create case URL: Error: Invalid protocol. '],
  ]
  for (const [what, change, message] of broken) {
    t.test(`fail the push if they are not ${what}`, async t => {
      const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, ...change } } } })
      const { id } = await app.createCase()
      t.match(await app.push(id, 'hook'), { status: 424, body: { message: `[Action][Webhook - Case Management]: Unable to create case. ${message} ` } })
    })
  }

  t.test('fail the push if one of them is empty', async t => {
    const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, getIncidentUrl: '' } } } })
    const { id } = await app.createCase()
    t.match(await app.push(id, 'hook'), { status: 424, body: { message: '[Action]Webhook - Case Management: Wrong configuration.' } })
  })

  // Source: getIncident in Kibana's stack_connectors/server/connector_types/cases_webhook/service.ts
  const reads: [what: string, config: object, request: object | string][] = [
    ['a GET, whatever the JSON', { getIncidentJson: '{' }, { method: 'GET', url: `${tickets}/10001` }],
    ['a POST of JSON', { getIncidentMethod: 'post', getIncidentJson: '{"id":{{{external.system.id}}}}' }, { method: 'POST', url: `${tickets}/10001`, body: '{"id":"10001"}' }],
    ['a POST of nothing', { getIncidentMethod: 'post' }, { method: 'POST', url: `${tickets}/10001`, body: 'null' }],
    ['a POST of what is no JSON', { getIncidentMethod: 'post', getIncidentJson: '{' }, 'JSON Error: Get case JSON body must be valid JSON'],
  ]
  for (const [what, change, expected] of reads) {
    t.test(`read a case by ${what}`, async t => {
      const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, ...change } } } })
      const { id } = await app.createCase()
      const { status, body } = await app.push(id, 'hook')
      if (typeof expected === 'string') {
        const reason = `[Action][Webhook - Case Management]: Unable to get case with id 10001. Error: ${expected}.  `
        t.match({ status, body }, { status: 424, body: { message: `[Action][Webhook - Case Management]: Unable to create case. Error: ${reason}.  ` } })
      } else {
        t.equal(status, 200)
        const { status: answered, answer, ...sent } = findIncidents(app.kibana)[0]!.calls[0]!.requests[1]!
        t.equal(answered, 200)
        t.strictSame(sent, expected)
      }
    })
  }

  // Source: validateConnectorAuthConfiguration in Kibana's stack_connectors/common/auth/utils.ts
  const ssl = { authType: 'webhook-authentication-ssl' }
  const ways: [what: string, config: object, secrets: Record<string, string>, isWrong: boolean][] = [
    ['without credentials', {}, {}, true],
    ['with an empty password', {}, { user: 'u', password: '' }, true],
    ['without credentials, with basic authentication by name', { authType: 'webhook-authentication-basic' }, {}, true],
    ['without a certificate', ssl, {}, true],
    ['without a certificate, with a user', ssl, { user: 'u', password: 'p' }, true],
    ['with a certificate', ssl, { crt: 'c', key: 'k' }, false],
    ['with a bundle', ssl, { pfx: 'x' }, false],
    ['with a CA alone', { ...ssl, ca: 'x' }, {}, false],
    ['with a verification mode alone', { ...ssl, verificationMode: 'full' }, {}, false],
    ['with nothing, as no authentication is needed', { hasAuth: false }, {}, false],
  ]
  for (const [what, change, secrets, isWrong] of ways) {
    t.test(`are ${isWrong ? 'refused' : 'filled in'} ${what}`, async t => {
      const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, ...change }, secrets } } })
      const { id } = await app.createCase()
      const { status, body: { message } } = await app.push(id, 'hook')
      t.strictSame([status, message], isWrong ? [424, '[Action]Webhook - Case Management: Wrong configuration.'] : [200, undefined])
    })
  }

  t.test('may leave comments out', async t => {
    const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, createCommentUrl: null } } } })
    const { id } = await app.createCase()
    app.attach(id, 'c1', { type: 'user', comment: 'hi', owner: 'cases' })
    t.match(await app.push(id, 'hook'), { status: 200, body: { comments: [{ pushed_at: NOW }] } })
    t.match(findIncidents(app.kibana), [{ comments: [] }])
  })

  t.test('are not filled in for a comment without text', async t => {
    // Source: Kibana's stack_connectors/server/connector_types/cases_webhook/api.ts
    const app = pushApp(t)
    const comments = [{ comment: '', commentId: '1' }, { comment: 'hi', commentId: '2' }]
    const params = { subAction: 'pushToService', subActionParams: { incident: { title: 'x' }, comments } }
    const { body } = await app.call('POST', '/api/actions/connector/cases-webhook/_execute', { params })
    t.strictSame(body.data.comments, [{ commentId: '2', pushedDate: NOW }])
    t.match(findIncidents(app.kibana), [{ comments: [{ text: '{"body":"hi"}' }] }])
  })

  t.test('may read id and title from one path, even a nested one', async t => {
    const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, createIncidentResponseKey: 'data.items[0].id', getIncidentResponseExternalTitleKey: 'data.items[0].id' } } } })
    const { id } = await app.createCase()
    t.match(await app.push(id, 'hook'), { status: 200, body: { external_service: { external_id: '10001', external_title: '10001' } } })
  })
})

t.test('a push to Swimlane', async t => {
  const { config, ...swimlaneConnector } = CONNECTORS.swimlane!
  t.test('needs a field for comments', async t => {
    const app = pushApp(t, { connectors: { lane: { ...swimlaneConnector, config: { ...config, mappings: {} } } } })
    const { id } = await app.createCase()
    app.attach(id, 'c1', { type: 'user', comment: 'hi', owner: 'cases' })
    t.match(await app.push(id, 'lane'), { status: 424, body: { message: '[Action][Swimlane]: Unable to create comment in application with id et1. Status: 500. Error: No comment field mapped in Swimlane connector. Reason: unknown' } })
  })

  t.test('sends numbers to numeric fields', async t => {
    const numeric = { id: 'n1', key: 'k', name: 'n', fieldType: 'numeric' }
    const app = pushApp(t, { connectors: { lane: { ...swimlaneConnector, config: { ...config, appId: '123', mappings: { caseIdConfig: numeric, caseNameConfig: { ...numeric, id: 'n2' } } } } } })
    const { id } = await app.createCase({ connector: { id: 'lane', name: 'x', type: '.swimlane', fields: { caseId: '42' } } })
    t.match(await app.push(id, 'lane'), { status: 200, body: { external_service: { external_title: 'APP-1' } } })
    t.match(findIncidents(app.kibana), [{ fields: { n1: 42, n2: 0 } }])
  })
})
