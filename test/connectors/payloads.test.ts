import t from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { CONNECTORS, ELASTIC, NOW, pushApp } from '../helpers/push.js'
import { BASE_URL, COMMENT, DESCRIPTION, type Texts, TITLE } from './payload-kind.js'
import { KINDS } from './payload-kinds.js'

const textsOf = (id: string): Texts => {
  const url = `${BASE_URL}/app/management/insightsAndAlerting/cases/${id}`
  return {
    description: `${DESCRIPTION}\n\nAdded by elastic.\nFor more details, view this case in Kibana.\nCase URL: ${url}`,
    alerts: `Elastic Alerts attached to the case: 2\n\nFor more details, view the alerts in Kibana\nAlerts URL: ${url}/?tabId=alerts`,
  }
}
const BARE: Texts = { description: `${DESCRIPTION}\n\nAdded by elastic.`, alerts: '' }

const ALERT_SOURCES = {
  a1: { destination: { ip: '10.0.0.1' }, 'source.ip': '10.0.0.2', file: { hash: { sha256: 'abc' } }, url: { full: 'http://evil' } },
  a2: { destination: { ip: '10.0.0.9' }, source: { ip: '10.0.0.2' } },
}

for (const [kind, { fields, external, ...expected }] of Object.entries(KINDS)) {
  t.test(`a push to .${kind}`, async t => {
    // From 8.9 to 9.4 a push stamps only as many attachments as there are user comments, so the alerts would be pushed again
    const app = pushApp(t, { publicBaseUrl: BASE_URL, kibanaVersion: '9.5.4' })
    const { kibana } = app
    for (const [id, source] of Object.entries(ALERT_SOURCES)) {
      kibana.store.create('alert', {
        id, space: 'default', attributes: { index: 'alerts', source },
      })
    }
    const { id } = await app.createCase({
      title: TITLE, tags: ['a b', 'c'], severity: 'high', connector: { id: kind, name: kind, type: `.${kind}`, fields },
    })
    const texts = textsOf(id)
    app.attach(id, 'c1', { type: 'user', comment: 'Look at this', owner: 'cases' })
    app.attach(id, 'a', {
      type: 'alert', alertId: ['a1', 'a2'], index: ['alerts', 'alerts'], rule: { id: null, name: null }, owner: 'cases',
    })
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
      {
        what: 'creates with fields, comments and alerts',
        externalId,
        caseId: id,
        space: 'default',
        position: 0,
        comments,
        ...expected.create(texts, { id, externalId }),
      },
      {
        what: 'updates', externalId, caseId: id, space: 'default', position: 1, comments: [], ...expected.update(texts, { id, externalId }),
      },
      {
        what: 'creates without fields in another space',
        externalId: bareId,
        caseId: bare.id,
        space: 'space1',
        position: 0,
        comments: [],
        ...expected.bare(BARE, { id: bare.id, externalId: bareId }),
      },
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
        connectorType: `.${kind}`,
        caseId: id,
        externalId,
        externalTitle: external.title,
        externalUrl: external.url(externalId),
        planned: false,
        comments: expected.comments(texts).map(text => ({ text, createdAt: NOW })),
      }])
      t.match(findIncidents(kibana, { caseId: bare.id }), [{ externalId: bareId, comments: [] }])
    })

    t.equal(first.body.external_service.pushed_by.username, ELASTIC.username)
  })
}

t.test('a push to Swimlane', async t => {
  const { config, ...swimlaneConnector } = CONNECTORS.swimlane!
  t.test('needs a field for comments', async t => {
    const app = pushApp(t, { connectors: { lane: { ...swimlaneConnector, config: { ...config, mappings: {} } } } })
    const { id } = await app.createCase()
    app.attach(id, 'c1', { type: 'user', comment: 'hi', owner: 'cases' })
    t.match(await app.push(id, 'lane'), {
      status: 424,
      body: {
        message: '[Action][Swimlane]: Unable to create comment in application with id et1. Status: 500. Error: No comment field mapped ' +
          'in Swimlane connector. Reason: unknown',
      },
    })
  })

  t.test('sends numbers to numeric fields', async t => {
    const numeric = { id: 'n1', key: 'k', name: 'n', fieldType: 'numeric' }
    const app = pushApp(t, {
      connectors: {
        lane: {
          ...swimlaneConnector,
          config: {
            ...config, appId: '123', mappings: { caseIdConfig: numeric, caseNameConfig: { ...numeric, id: 'n2' } },
          },
        },
      },
    })
    const { id } = await app.createCase({ connector: { id: 'lane', name: 'x', type: '.swimlane', fields: { caseId: '42' } } })
    t.match(await app.push(id, 'lane'), { status: 200, body: { external_service: { external_title: 'APP-1' } } })
    t.match(findIncidents(app.kibana), [{ fields: { n1: 42, n2: 0 } }])
  })
})
