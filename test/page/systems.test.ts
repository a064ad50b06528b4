import type { Page } from 'playwright-core'
import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { call, createCase, jiraConnector } from '../helpers/cases.js'
import { hostileTexts } from '../helpers/hostile.js'
import { storyServer } from '../helpers/story.js'

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

const push = (kibana: RunningServer, id: string) => call(kibana, 'POST', `/api/cases/${id}/connector/jira-1/_push`, {})
const ticket = (page: Page) => page.getByRole('article').innerText()

t.test('the page, External systems', async t => {
  const browser = await testBrowser(t)

  t.test('explains how to push before the first push', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/systems`)
    await page.getByText('Nothing has been pushed yet').waitFor()
    t.match(await page.locator('.empty pre').innerText(), `curl -X POST ${kibana.url}/api/cases/CASE_ID/connector/CONNECTOR_ID/_push`)
    t.strictSame(await findViolations(page), [])
    t.strictSame(problems, [])
  })

  t.test('lists the records of each system, and failed pushes', async t => {
    const kibana = await storyServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/systems`)
    const jira = page.getByRole('region', { name: 'Jira SEC' })
    await jira.getByRole('link').nth(1).waitFor()
    t.match(await jira.innerText(), /2 records\s+SEC-1[\s\S]*Phishing[\s\S]*SEC-2[\s\S]*Malware/)
    t.match(
      await page.getByRole('region', { name: 'ServiceNow SIR' }).innerText(),
      /1 record\s+SIR0010001[\s\S]*No record[\s\S]*503: .*hibernating/,
    )
    t.strictSame(problems, [])
  })

  t.test('tells records with the same title apart, in the list and on the timeline', async t => {
    const HIVE = { name: 'Hive', actionTypeId: '.thehive', config: { url: 'https://hive.example.com' }, secrets: { apiKey: 'x' } }
    const kibana = await testServer(t, { connectors: { hive: HIVE } })
    const title = 'A title long enough to leave no room for a date beside it'
    for (const description of ['the older', 'the newer']) {
      const connector = { id: 'hive', name: 'Hive', type: '.thehive', fields: { tlp: 2 } }
      const { id } = await createCase(kibana, { title, description, connector })
      await call(kibana, 'POST', `/api/cases/${id}/connector/hive/_push`, {})
      kibana.clock.advance('1m')
    }
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/systems`)
    const links = page.getByRole('region', { name: 'Hive' }).getByRole('link')
    await links.nth(1).waitFor()
    for (const [index, description] of ['the newer', 'the older'].entries()) {
      await links.nth(index).click()
      await page.getByRole('article').getByText(description).waitFor()
      t.equal(await page.locator('.systems a[aria-current]').count(), 1)
    }
    const edgeOf = (box: { x: number, width: number } | null) => box!.x + box!.width
    t.ok(edgeOf(await links.locator('time').first().boundingBox()) < edgeOf(await page.locator('.systems').boundingBox()), 'the date shows')
    await page.goto(`${kibana.url}/_mock/#/`)
    await page.locator('.tl .inckey').nth(1).waitFor()
    t.strictSame(await page.locator('.tl .inckey').allTextContents(), [title, title])
  })

  t.test('shows a record as its system would, with every call, its payload and its response', async t => {
    const kibana = await storyServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/systems/jira-sec/SEC-1`)
    await page.getByRole('article', { name: 'SEC-1' }).waitFor()
    const shown = await ticket(page)
    for (const part of [
      /^SEC-1\s+Phishing: “Invoice 4471 overdue”\s+https:\/\/acme\.atlassian\.net\/browse\/SEC-1/,
      /Project\s+SEC/, /Issue type\s+10001/,
      /Priority\s+High/, /Labels\s+phishing/, /Twelve mailboxes got the same invoice/,
    ]) t.match(shown, part)
    const calls = page.getByRole('complementary', { name: 'Calls' })
    t.match(await calls.innerText(), /Push #7 created[\s\S]*POST\s+\/rest\/api\/2\/issue\s+201[\s\S]*Push #24 updated[\s\S]*PUT/)
    await calls.locator('summary').first().click()
    t.match(await calls.getByLabel('Payload').first().innerText(), '"summary": "Phishing: “Invoice 4471 overdue”"')
    t.match(await calls.getByLabel('Answer').first().innerText(), '"key": "SEC-1"')
    await page.getByRole('button', { name: 'Raw' }).click()
    t.match(await page.getByLabel('SEC-1 as JSON').innerText(), '"externalTitle": "SEC-1"')
    t.match(await page.evaluate<string>('location.hash'), '#/systems/jira-sec/SEC-1?as=raw')
    t.strictSame(problems, [])
  })

  t.test('shows why a push failed, and that the test planned it', async t => {
    const kibana = await storyServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/systems`)
    await page.getByRole('link', { name: 'No record' }).click()
    await page.getByText('The push failed, and no record was created').waitFor()
    t.match(await page.locator('.why').innerText(), /Instance is hibernating[\s\S]*planned · failure-1/)
    t.match(
      await page.getByRole('complementary', { name: 'Calls' }).innerText(),
      /1 call\s+in 1 push[\s\S]*failed\s+failure-1[\s\S]*GET[\s\S]*503/,
    )
    await page.getByRole('link', { name: '#13' }).first().click()
    await page.waitForURL(/#\/requests\/13$/)
  })

  t.test('plans a failure for the next push, and shows it', async t => {
    const kibana = await testServer(t, { connectors: CONNECTORS })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    await push(kibana, id)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/systems/jira-1/SEC-1`)
    await page.getByText('No planned failure hit SEC-1.').waitFor()
    await page.getByRole('button', { name: 'Plan a failure for the next push' }).click()
    await page.getByLabel('Failure', { exact: true }).selectOption('bad-credentials')
    t.equal(await page.getByLabel('Failure', { exact: true }).locator('option').count(), 10)
    t.strictSame(await findViolations(page), [])
    await page.getByRole('button', { name: 'Plan it' }).click()
    await page.getByRole('region', { name: 'Planned failures' }).getByText('My Jira: bad-credentials').waitFor()
    t.match(kibana.failures.list(), [{ match: { connectorId: 'jira-1' }, failure: 'bad-credentials', times: 1 }])
    t.equal((await push(kibana, id)).status, 424)
    const calls = page.getByRole('complementary', { name: 'Calls' })
    await calls.getByText('failure-1').waitFor()
    t.match(await calls.innerText(), /failed[\s\S]*401/)
    await page.getByText('bad-credentials').waitFor({ state: 'detached' })
    t.strictSame(problems, [])
  })

  t.test('removes a planned failure, from its toast or its row', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/systems`)
    const plan = async () => {
      await page.getByRole('button', { name: 'Plan a failure' }).click()
      await page.getByRole('button', { name: 'Plan it' }).click()
      await page.getByText(/waits for the next push/).waitFor()
    }
    await plan()
    t.equal(kibana.failures.list().length, 1)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('failure-1 removed').waitFor()
    t.equal(kibana.failures.list().length, 0)
    kibana.failures.add({ id: 'mine', failure: 'timeout' })
    await call(kibana, 'POST', '/api/actions/connector', {
      name: 'Other Jira', connector_type_id: '.jira', config: CONNECTORS['jira-1'].config, secrets: CONNECTORS['jira-1'].secrets,
    })
    await page.getByRole('region', { name: 'Planned failures' }).getByText('Every system: timeout').waitFor()
    await page.getByRole('button', { name: 'Remove mine' }).click()
    await page.getByText('mine removed').waitFor()
    t.equal(kibana.failures.list().length, 0)
  })

  t.test('shows pushes of a client as they happen', async t => {
    const kibana = await testServer(t, { connectors: CONNECTORS })
    const { id } = await createCase(kibana, { title: 'Pushed while you look', connector: jiraConnector })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/systems`)
    await page.getByText('Nothing has been pushed here yet.').waitFor()
    await push(kibana, id)
    await page.getByRole('link', { name: /SEC-1.*Pushed while you look/ }).click()
    await page.getByRole('article', { name: 'SEC-1' }).waitFor()
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: 'One more', owner: 'cases' })
    await push(kibana, id)
    await page.getByRole('article').getByText('One more').waitFor()
    t.strictSame(problems, [])
  })

  t.test('shows hostile texts as text', async t => {
    const kibana = await testServer(t, { connectors: CONNECTORS })
    const all = hostileTexts.join('\n\n')
    const { id } = await createCase(kibana, { title: hostileTexts[0], description: all, connector: jiraConnector })
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: all, owner: 'cases' })
    await push(kibana, id)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/systems/jira-1/SEC-1`)
    await page.getByRole('article', { name: 'SEC-1' }).waitFor()
    t.match(await ticket(page), hostileTexts[1])
    for (const summary of await page.locator('.calls summary').all()) await summary.click()
    t.equal(await page.locator('main').locator('img, iframe, script, style, [onerror], [onload], a[href^="javascript:"]').count(), 0)
    t.equal(await page.evaluate('globalThis.hit'), undefined)
    t.strictSame(problems, [])
  })

  t.test('reports an unknown record', async t => {
    const kibana = await storyServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/systems/jira-sec/SEC-99`)
    await page.getByText('SEC-99 is not here').waitFor()
    await page.getByRole('link', { name: 'Newest record in Jira SEC' }).click()
    await page.getByRole('article').waitFor()
  })
})
