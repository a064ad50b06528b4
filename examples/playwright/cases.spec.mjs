import { expect, test as base } from '@playwright/test'
import { forwardAlert } from './forwarder.mjs'

const alert = { title: 'Login from two countries', description: 'Within five minutes', severity: 'high' }
const jira = {
  name: 'Jira',
  connector_type_id: '.jira',
  config: { apiUrl: 'https://jira.example.com', projectKey: 'SOC' },
  secrets: { email: 'soc@example.com', apiToken: 'anything' },
}

/** `kibana`: the URL of a separate Kibana for each test, with a Jira connector. */
const test = base.extend({
  kibana: async ({ request }, use) => {
    const { id, url } = await (await request.post('/_mock/sandboxes')).json()
    await request.post(`${url}/api/actions/connector/jira`, { headers: { 'kbn-xsrf': 'true' }, data: jira })
    await use(url)
    await request.delete(`/_mock/sandboxes/${id}`)
  },
})

test('an alert becomes a case and a Jira issue', async ({ request, kibana }) => {
  const { id, issue } = await forwardAlert(kibana, alert)
  const found = await (await request.get(`${kibana}/api/cases/${id}`)).json()
  expect(found).toMatchObject({ title: alert.title, status: 'in-progress', external_service: { external_title: issue } })
})

test('it reads the case again after a concurrent update', async ({ request, kibana }) => {
  await request.post(`${kibana}/_mock/faults`, { data: { match: { method: 'PATCH' }, effect: { conflict: true }, times: 1 } })
  await forwardAlert(kibana, alert)
  const order = [{ method: 'PATCH', status: 409 }, { method: 'GET' }, { method: 'PATCH', status: 200 }]
  await expect(await request.post(`${kibana}/_mock/requests/verify`, { data: { order } })).toBeOK()
})

test('it fails when Kibana does', async ({ request, kibana }) => {
  await request.post(`${kibana}/_mock/faults`, { data: { match: { method: 'POST', path: '/api/cases' }, effect: { status: 500 } } })
  await expect(forwardAlert(kibana, alert)).rejects.toThrow()
})
