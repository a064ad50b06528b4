import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
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

beforeAll(async () => { kibana = await startServer(kibanaOptions) })
beforeEach(() => kibana.reset())
afterAll(() => kibana.close())

test('an alert becomes a case and a Jira issue', async () => {
  const { id, issue } = await forwardAlert(kibana.url, alert)
  expect(kibana.incidents.all()).toMatchObject([{ externalTitle: issue, caseId: id }])
  expect(kibana.exportState().cases).toMatchObject([{ id, title: alert.title, status: 'in-progress' }])
})

test('it waits until Kibana is ready and creates one case', async () => {
  kibana.faults.add({ effect: { status: 503, headers: { 'retry-after': '0' } }, times: 2 })
  await forwardAlert(kibana.url, alert)
  expect(kibana.requests.all({ method: 'POST', path: '/api/cases', status: 503 })).toHaveLength(2)
  expect(kibana.exportState().cases).toHaveLength(1)
})

test('it reads the case again after a concurrent update', async () => {
  kibana.faults.add({ match: { method: 'PATCH' }, effect: { conflict: true }, times: 1 })
  await forwardAlert(kibana.url, alert)
  const statuses = kibana.requests.all({ method: 'PATCH' }).map(({ status }) => status)
  expect(statuses).toEqual([409, 200])
})

test('a case that Jira rejects stays open', async () => {
  kibana.failures.add({ failure: 'rate-limit' })
  const { problem } = await forwardAlert(kibana.url, alert)
  expect(problem).toMatch(/status code 429/)
  expect(kibana.exportState().cases).toMatchObject([{ status: 'open' }])
})
