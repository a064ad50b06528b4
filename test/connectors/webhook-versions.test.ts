import t from 'tap'
import { testServer } from '../helpers/app.js'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { CONNECTORS, pushApp } from '../helpers/push.js'
import { Client } from '../versions/table.js'

// Source: docs/reference/kibana/push-and-connectors.md §3.1, §4, versions.md §9

const { actionTypeId, config, secrets } = CONNECTORS['cases-webhook']!
const hook = { name: 'Hook', connector_type_id: actionTypeId, config, secrets }
const NAME = '[Action][Webhook - Case Management]'
const updated = { title: 'x', description: 'd', id: 'c', externalId: '10001' }

/** Pushes twice, with a given response of the system to one operation of the second push. */
async function pushed (
  t: Parameters<typeof testServer>[0], kibanaVersion: string, operation: string,
  response: { status: number, contentType?: string, body?: unknown },
) {
  const kibana = await testServer(t, { kibanaVersion })
  const client = new Client(kibana, '', kibanaVersion)
  const { body: { id } } = await client.call('POST', '/api/actions/connector', hook)
  const push = async (incident: object, comments: object[]) =>
    (await client.call('POST', `/api/actions/connector/${id}/_execute`, {
      params: { subAction: 'pushToService', subActionParams: { incident, comments } },
    })).body
  t.match(await push({ ...updated, externalId: null }, []), { status: 'ok', data: { id: '10001' } })
  kibana.failures.add({ match: { operation }, response, times: 1 })
  const { status, service_message: message } = await push(updated, [{ comment: 'c', commentId: '1' }])
  return { status, message }
}

const missing = (verb: string, url: string) =>
  `Error: Missing content type header in ${verb} ${url}. Supported content types: application/json.  `
const TICKET = 'https://tickets.example.com/api/ticket/10001'

t.test('a cases webhook whose system answers 204', async t => {
  for (const kibanaVersion of ['9.1.0', '9.3.9']) {
    t.test(`fails in ${kibanaVersion}, unless the answer is JSON`, async t => {
      t.strictSame(await pushed(t, kibanaVersion, 'updateIncident', { status: 204 }), {
        status: 'error', message: `${NAME}: Unable to update case with id 10001. ${missing('put', TICKET)}`,
      })
      t.strictSame(await pushed(t, kibanaVersion, 'addComment', { status: 204 }), {
        status: 'error', message: `${NAME}: Unable to create comment at case with id 10001. ${missing('post', `${TICKET}/comment`)}`,
      })
      t.match(await pushed(t, kibanaVersion, 'updateIncident', { status: 204, contentType: 'text/html' }), {
        message: /Error: Unsupported content type: text\/html in put /,
      })
      t.match(await pushed(t, kibanaVersion, 'updateIncident', { status: 204, contentType: 'application/json' }), { status: 'ok' })
    })
  }
  t.test('can be pushed to in 9.4', async t => {
    for (const operation of ['updateIncident', 'addComment']) {
      t.match(await pushed(t, '9.4.0', operation, { status: 204 }), { status: 'ok' })
    }
  })
})

t.test('a cases webhook whose system does not return the case after a write', async t => {
  const refusal = { status: 403, contentType: 'application/json', body: { code: 'Forbidden', message: 'no' } }
  const once =
    `${NAME}: Unable to update case with id 10001. Error: ${NAME}: Unable to get case with id 10001. Error: Request failed with ` +
      'status code 403. {"code":"Forbidden","message":"no"} Reason: Forbidden'
  for (const [kibanaVersion, end] of [['9.1.0', '.  '], ['9.2.0', '. {"code":"Forbidden","message":"no"} Reason: Forbidden']] as const) {
    t.test(`reports the failure with the message of ${kibanaVersion}`, async t => {
      t.strictSame(await pushed(t, kibanaVersion, 'getIncident', refusal), { status: 'error', message: once + end })
    })
  }
})

t.test('settings of the webhooks by version', async t => {
  const said = async (t: Parameters<typeof testServer>[0], kibanaVersion: string, type: string, config: object) =>
    new Client(await testServer(t, { kibanaVersion }), '', kibanaVersion)
      .said('POST', '/api/actions/connector', { name: 'x', connector_type_id: type, config, secrets: { user: 'u', password: 'p' } })
  const unknown = (key: string) => `error validating action type config: [${key}]: definition for this key is missing`
  t.equal(await said(t, '8.16.9', '.cases-webhook', { ...config, getIncidentMethod: 'get' }), unknown('getIncidentMethod'))
  t.equal(await said(t, '8.16.9', '.cases-webhook', { ...config, getIncidentJson: '{}' }), unknown('getIncidentJson'))
  t.equal(await said(t, '8.17.0', '.cases-webhook', { ...config, getIncidentMethod: 'post', getIncidentJson: '{}' }), 200)
  const url = 'https://hook.example.com'
  t.match(await said(t, '9.2.9', '.webhook', { url, method: 'delete' }), /\[method\]: types that failed validation:/)
  t.equal(await said(t, '9.3.0', '.webhook', { url, method: 'delete' }), 200)
  t.match(await pushed(t, '8.16.0', 'updateIncident', { status: 200, contentType: 'application/json', body: { key: 'CASE-1' } }), {
    status: 'ok',
  })
})

t.test('the fields of a case that a cases webhook gets, by version', async t => {
  // Source: Kibana 8.6, cases/server/connectors/cases_webook/format.ts; pull request 166295 (8.11)
  const more = '{{{case.id}}}{{#case.id}},{{{case.severity}}},{{{case.status}}}{{/case.id}}'
  const createIncidentJson = `{"title":{{{case.title}}},"more":[${more}]}`
  const hook = { name: 'Hook', actionTypeId, config: { ...config, createIncidentJson }, secrets: secrets! }
  for (const [kibanaVersion, keys] of [['8.10.4', []], ['8.11.0', ['id', 'severity', 'status']]] as const) {
    const app = pushApp(t, { kibanaVersion, connectors: { hook } })
    const { id } = await app.createCase({ title: 'One' })
    t.match(await app.push(id, 'hook'), { status: 200 })
    const [incident] = findIncidents(app.kibana)
    t.strictSame(incident?.fields, { title: 'One', more: keys.length === 0 ? [] : [id, 'low', 'open'] }, kibanaVersion)
    t.strictSame(Object.keys(incident!.calls[0]!.incident), ['title', 'description', 'tags', ...keys, 'externalId'])
    const params = { subAction: 'pushToService', subActionParams: { incident: { title: 'x', severity: 'low' } } }
    const { status } = (await app.call('POST', '/api/actions/connector/hook/_execute', { params })).body
    t.equal(status, keys.length === 0 ? 'error' : 'ok', 'a push over the connector API')
  }
})
