import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { call, createCase, jiraConnector } from '../helpers/cases.js'

const CONNECTORS = {
  'jira-1': {
    name: 'My Jira',
    actionTypeId: '.jira',
    config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' },
    secrets: {
      email: 'a@example.com', apiToken: 'x',
    },
  },
}

t.test('the page, changes to a case', async t => {
  const browser = await testBrowser(t)
  const open = (t: Parameters<typeof openTab>[0], kibana: RunningServer, id: string, tab = '', options = {}) =>
    openTab(t, browser, `${kibana.url}/_mock/#/cases/${id}${tab}`, options)

  t.test('changes status and severity through Kibana’s own API, marked as made by the page', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { page, problems } = await open(t, kibana, id)
    await page.getByRole('button', { name: 'Status' }).click()
    await page.getByRole('menuitem', { name: 'In progress' }).click()
    await page.locator('.facts .st.in-progress').waitFor()
    await page.getByRole('button', { name: 'Severity' }).click()
    await page.getByRole('menuitem', { name: 'Critical' }).click()
    await page.locator('.facts .sev.critical').waitFor()
    t.match((await call(kibana, 'GET', `/api/cases/${id}`)).body, { status: 'in-progress', severity: 'critical' })
    const made = kibana.requests.all({ method: 'PATCH' })
    t.equal(made.length, 2)
    for (const { headers } of made) t.equal(headers['kcm-page'], 'true')
    t.strictSame(problems, [])
  })

  t.test('comments as another user', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { page } = await open(t, kibana, id)
    await page.getByRole('button', { name: 'Comment as …' }).click()
    await page.getByLabel('Comment, in Markdown').fill('Seen by *me*')
    await page.getByLabel('Username').fill('análýst')
    await page.getByLabel('Password').fill('any')
    await page.getByRole('button', { name: 'Add the comment' }).click()
    await page.locator('ol.act').getByText('análýst').waitFor()
    const [sent] = kibana.requests.all({ method: 'POST', path: '/api/cases/*/comments' })
    t.match(sent, { status: 200, user: 'análýst', body: { comment: 'Seen by *me*' }, headers: { 'kcm-page': 'true' } })
    t.notMatch(JSON.stringify(sent), 'YW7DoWzDvXN0')
  })

  t.test('pushes, and shows the system’s message if that fails', async t => {
    const kibana = await testServer(t, { connectors: CONNECTORS })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    kibana.failures.add({ match: { connectorId: 'jira-1' }, failure: 'rate-limit', times: 1 })
    const { page, problems } = await open(t, kibana, id)
    await page.getByRole('button', { name: 'Push', exact: true }).click()
    await page.getByText(/^424: \[Action\].*status code 429/).waitFor()
    await page.getByRole('button', { name: 'Push', exact: true }).click()
    await page.getByText('Pushed as SEC-1').waitFor()
    await page.locator('aside').getByRole('link', { name: 'SEC-1' }).waitFor()
    t.match(await page.locator('aside').innerText(), /Pushed to\s+My Jira\s+SEC-1\s+up to date/)
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: 'More', owner: 'cases' })
    await page.getByText('1 change behind').waitFor()
    t.equal(kibana.incidents.all().length, 1)
    t.match(problems, [/424/], 'the browser reports the failed push')
  })

  t.test('does not push a case without a connector, and shows the reason', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { page } = await open(t, kibana, id)
    const push = page.getByRole('button', { name: 'Push', exact: true })
    t.ok(await push.isDisabled())
    t.equal(await push.getAttribute('title'), 'The case has no connector')
  })

  t.test('deletes after a confirmation', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana, { title: 'To go' })
    const { page } = await open(t, kibana, id)
    await page.locator('.case-head').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete …' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).status, 200)
    await page.locator('.case-head').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete …' }).click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByText('No cases on this server').waitFor()
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).status, 404)
    t.match(kibana.requests.all({ method: 'DELETE' }), [{ status: 204, headers: { 'kcm-page': 'true' } }])
  })

  t.test('offers every change on a phone too', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { page } = await open(t, kibana, id, '', { viewport: { width: 360, height: 780 } })
    await page.locator('.case-head').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Closed' }).click()
    await page.locator('.facts .st.closed').waitFor()
    await page.getByText('Attributes').click()
    await page.getByText('Sync alerts').waitFor()
  })
})
