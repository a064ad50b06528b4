import t from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { CONNECTORS, ELASTIC, pushApp } from '../helpers/push.js'
import { BASE_URL, DESCRIPTION } from './payload-kind.js'

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
      t.equal(
        findIncidents(app.kibana)[0]!.fields.description,
        `${DESCRIPTION}\n\nAdded by elastic.\nFor more details, view this case in Kibana.\nCase URL: ${BASE_URL}${route}/cases/${id}`,
      )
    })
  }

  t.test('name the last author by the best available name', async t => {
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

  t.test('mention isolated and released hosts until 9.3, but no other attachments', async t => {
    const app = pushApp(t, { kibanaVersion: '9.3.0' })
    const { id } = await app.createCase()
    const target = (hostname: string) => ({ hostname, endpointId: hostname })
    const actions = (type: string, targets: string[]) => ({
      type: 'actions' as const, comment: 'Why', actions: { type, targets: targets.map(target) }, owner: 'cases',
    })
    app.attach(id, 'c1', actions('isolate', ['one']))
    app.attach(id, 'c2', actions('unisolate', ['one', 'two', 'three']))
    app.attach(id, 'c3', actions('isolate', []))
    app.attach(id, 'c4', {
      type: 'persistableState', persistableStateAttachmentTypeId: '.test', persistableStateAttachmentState: {}, owner: 'cases',
    })
    app.attach(id, 'c5', {
      type: 'externalReference',
      externalReferenceAttachmentTypeId: '.test',
      externalReferenceMetadata: null,
      externalReferenceId: 'x',
      externalReferenceStorage: { type: 'elasticSearchDoc' },
      owner: 'cases',
    })
    // Source: getCommentContent in Kibana's cases/server/client/cases/utils.ts
    app.attach(id, 'c6', actions('kill-process', ['one']))
    app.attach(id, 'c7', actions('constructor', ['one']))
    await app.push(id, 'jira')
    t.strictSame(findIncidents(app.kibana)[0]!.comments.map(({ text }) => text), [
      'Isolated host one with comment: Why\n\nAdded by elastic.',
      'Released host one and 2 more with comment: Why\n\nAdded by elastic.',
      'Isolated host unknown with comment: Why\n\nAdded by elastic.',
      '\n\nAdded by elastic.',
      '\n\nAdded by elastic.',
    ])

    // Source: Kibana's cases/server/client/cases/utils.ts (formatComments), pull request 258449 (9.4)
    const later = pushApp(t, { kibanaVersion: '9.4.0' })
    const { id: laterId } = await later.createCase()
    later.attach(laterId, 'c1', actions('isolate', ['one']))
    await later.push(laterId, 'jira')
    t.strictSame(findIncidents(later.kibana)[0]!.comments, [])
  })

  t.test('include observables from alerts whose documents are known', async t => {
    const app = pushApp(t)
    const alertsOf = (alertId: string | string[], index: string | string[]) => ({
      type: 'alert' as const, alertId, index, rule: { id: null, name: null }, owner: 'cases',
    })
    app.kibana.store.create('alert', {
      id: 'a1', space: 'default', attributes: { index: 'alerts', source: { url: { full: 'http://evil' }, destination: { ip: null } } },
    })
    const { id } = await app.createCase({
      connector: {
        id: 'servicenow-sir',
        name: 'x',
        type: '.servicenow-sir',
        fields: {
          category: null, destIp: true, malwareHash: null, malwareUrl: true, priority: null, sourceIp: null, subcategory: null,
        },
      },
    })
    app.attach(id, 'one', alertsOf('a1', 'alerts'))
    app.attach(id, 'again', alertsOf(['a1'], ['alerts']))
    app.attach(id, 'unknown', alertsOf('a2', 'alerts'))
    app.attach(id, 'elsewhere', alertsOf('a1', 'other'))
    app.attach(id, 'odd', alertsOf(['a1', 'a1'], ['alerts']))
    await app.push(id, 'servicenow-sir')
    const [{ calls: [call] }] = findIncidents(app.kibana) as [ReturnType<typeof findIncidents>[number]]
    t.match(call, {
      incident: { malware_url: ['http://evil'], dest_ip: [] }, comments: [{ comment: 'Elastic Alerts attached to the case: 6' }],
    })
    t.match(call!.requests.at(-1), { body: [{ value: 'http://evil', type: 'URL' }] })
  })

  t.test('join observables with commas for the table API, which accepts no additional fields', async t => {
    const sir = CONNECTORS['servicenow-sir']!
    const app = pushApp(t, { connectors: { sir: { ...sir, config: { apiUrl: 'https://snow.example.com' } } } })
    app.kibana.store.create('alert', { id: 'a1', space: 'default', attributes: { index: 'i', source: { destination: { ip: '1.1.1.1' } } } })
    app.kibana.store.create('alert', { id: 'a2', space: 'default', attributes: { index: 'i', source: { destination: { ip: '2.2.2.2' } } } })
    const fields = { category: null, destIp: true, malwareHash: null, malwareUrl: null, priority: null, sourceIp: null, subcategory: null }
    const { id } = await app.createCase({ connector: { id: 'sir', name: 'x', type: '.servicenow-sir', fields } })
    app.attach(id, 'a', { type: 'alert', alertId: ['a1', 'a2'], index: ['i', 'i'], rule: { id: null, name: null }, owner: 'cases' })
    await app.push(id, 'sir')
    t.match(findIncidents(app.kibana)[0]!.calls[0]!.requests[0], {
      method: 'POST',
      url: 'https://snow.example.com/api/now/v2/table/sn_si_incident',
      body: { dest_ip: '1.1.1.1,2.2.2.2', malware_url: '' },
    })

    const other = await app.createCase({
      connector: { id: 'sir', name: 'x', type: '.servicenow-sir', fields: { ...fields, additionalFields: '{"a":1}' } },
    })
    t.match(await app.push(other.id, 'sir'), {
      status: 424,
      body: {
        message: '[Action][ServiceNow]: Unable to create incident. Error: ServiceNow additional fields are not supported for ' +
          'deprecated connectors. Reason: unknown: errorResponse was null',
      },
    })
  })

  const additional: [what: string, additionalFields: string, message: RegExp][] = [
    ['are not JSON', '{', /could not parse record value from json input/],
    ['set a field of the connector',
      '{"description":"x"}',
      /\[3\.subActionParams\.incident\.additional_fields\.0\.key\("description"\)\]: The following properties cannot be defined inside additional_fields: description\./],
    ['are too many',
      JSON.stringify(Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`u_${index}`, index]))),
      /A maximum of 20 additional_fields can be defined at a time\./],
  ]
  for (const [what, additionalFields, message] of additional) {
    t.test(`do not include additional fields for ServiceNow that ${what}`, async t => {
      const app = pushApp(t)
      const { id } = await app.createCase({
        connector: {
          id: 'x',
          name: 'x',
          type: '.servicenow',
          fields: {
            impact: null, severity: null, urgency: null, category: null, subcategory: null, additionalFields,
          },
        },
      })
      const { status, body } = await app.push(id, 'servicenow')
      t.equal(status, 424)
      t.match(body.message, /^error validating action params: types that failed validation:\n/)
      t.match(body.message, message)
    })
  }
})
