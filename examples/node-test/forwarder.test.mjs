import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { startServer } from 'kibana-cases-mock'
import { forwardAlert } from './forwarder.mjs'

/** A Kibana with a Jira connector to push cases to; ids are the same in every run. */
const kibanaOptions = {
  clock: { now: '2025-06-01T10:00:00.000Z', frozen: true },
  random: 1,
  connectors: {
    jira: {
      name: 'Jira',
      actionTypeId: '.jira',
      config: { apiUrl: 'https://jira.example.com', projectKey: 'SOC' },
      secrets: { email: 'soc@example.com', apiToken: 'anything' },
    },
  },
}

const alert = { title: 'Login from two countries', description: 'Within five minutes', severity: 'high' }
let kibana

before(async () => { kibana = await startServer(kibanaOptions) })
beforeEach(() => kibana.reset())
after(() => kibana.close())

test('an alert becomes a case and a Jira issue', async () => {
  const { id, issue } = await forwardAlert(kibana.url, alert)
  assert.deepEqual(kibana.incidents.all().map(({ externalTitle }) => externalTitle), [issue])
  const [found] = kibana.exportState().cases
  assert.equal(found.id, id)
  assert.equal(found.status, 'in-progress')
})

test('it waits until Kibana is ready and creates one case', async () => {
  kibana.faults.add({ effect: { status: 503, headers: { 'retry-after': '0' } }, times: 2 })
  await forwardAlert(kibana.url, alert)
  kibana.requests.verify({ match: { method: 'POST', path: '/api/cases', status: 503 }, times: 2 })
  assert.equal(kibana.exportState().cases.length, 1)
})

test('it reads the case again after a concurrent update', async () => {
  kibana.faults.add({ match: { method: 'PATCH' }, effect: { conflict: true }, times: 1 })
  await forwardAlert(kibana.url, alert)
  kibana.requests.verify({ order: [{ method: 'PATCH', status: 409 }, { method: 'GET' }, { method: 'PATCH', status: 200 }] })
})

test('a case that Jira rejects stays open', async () => {
  kibana.failures.add({ failure: 'rate-limit' })
  const { problem } = await forwardAlert(kibana.url, alert)
  assert.match(problem, /status code 429/)
  assert.equal(kibana.exportState().cases[0].status, 'open')
})
