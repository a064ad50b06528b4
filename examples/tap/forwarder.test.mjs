import t from 'tap'
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

const kibana = await startServer(kibanaOptions)
t.beforeEach(() => kibana.reset())
t.teardown(() => kibana.close())

t.test('an alert becomes a case and a Jira issue', async t => {
  const { id, issue } = await forwardAlert(kibana.url, alert)
  t.match(kibana.incidents.all(), [{ externalTitle: issue, caseId: id }])
  t.match(kibana.exportState().cases, [{ id, title: alert.title, status: 'in-progress' }])
})

t.test('it waits until Kibana is ready and creates one case', async t => {
  kibana.faults.add({ effect: { status: 503, headers: { 'retry-after': '0' } }, times: 2 })
  await forwardAlert(kibana.url, alert)
  t.equal(kibana.requests.all({ method: 'POST', path: '/api/cases', status: 503 }).length, 2)
  t.equal(kibana.exportState().cases.length, 1)
})

t.test('it reads the case again after a concurrent update', async t => {
  kibana.faults.add({ match: { method: 'PATCH' }, effect: { conflict: true }, times: 1 })
  await forwardAlert(kibana.url, alert)
  t.strictSame(kibana.requests.all({ method: ['GET', 'PATCH'] }).map(({ method, status }) => `${method} ${status}`), [
    'GET 200', 'PATCH 409', 'GET 200', 'PATCH 200',
  ])
})

t.test('a case that Jira rejects stays open', async t => {
  kibana.failures.add({ failure: 'rate-limit' })
  t.match(await forwardAlert(kibana.url, alert), { problem: /status code 429/ })
  t.match(kibana.exportState().cases, [{ status: 'open' }])
})
