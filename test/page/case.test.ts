import type { Page } from 'playwright-core'
import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { call, createCase, jiraConnector } from '../helpers/cases.js'
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
const OWNER = 'securitySolution'
const text = (page: Page, label: string) => page.getByRole('region', { name: label }).or(page.getByLabel(label)).first().innerText()
const facts = (page: Page) => page.locator('aside dl.kv').allInnerTexts().then(texts => texts.join('\n'))

t.test('the page, a case', async t => {
  const browser = await testBrowser(t)
  const open = (t: Parameters<typeof openTab>[0], kibana: RunningServer, id: string, tab = '', options = {}) =>
    openTab(t, browser, `${kibana.url}/_mock/#/cases/${id}${tab}`, options)

  t.test('shows the attributes as Kibana does', async t => {
    const kibana = await testServer(t, { connectors: CONNECTORS })
    await call(kibana, 'POST', '/api/cases/configure', {
      owner: OWNER,
      closure_type: 'close-by-user',
      connector: { id: 'none', name: 'none', type: '.none', fields: null },
      customFields: [{ key: 'hit', label: 'Users hit', type: 'text', required: false }, {
        key: 'done', label: 'Escalated', type: 'toggle', required: false,
      }],
    })
    const { id } = await createCase(kibana, {
      title: 'A phish',
      description: 'From **ortega**\n\n- one',
      owner: OWNER,
      severity: 'high',
      category: 'Mail',
      tags: ['one', 'two'],
      connector: jiraConnector,
      customFields: [{ key: 'hit', type: 'text', value: '14' }, { key: 'done', type: 'toggle', value: true }],
    })
    await call(kibana, 'POST', `/api/cases/${id}/observables`, {
      observable: { typeKey: 'observable-type-ipv4', value: '203.0.113.77', description: null },
    })
    const { page, problems } = await open(t, kibana, id)
    await page.getByRole('heading', { level: 1, name: 'A phish' }).waitFor()
    t.equal(await page.locator('.description strong').innerText(), 'ortega')
    t.equal(await page.locator('.description li').innerText(), 'one')
    t.match(await page.locator('.facts').innerText(), /Open[\s\S]*High[\s\S]*Security · space default · Mail/)
    const all = await facts(page)
    for (const fact of [
      /Category\s+Mail/, /Tags\s+one\s+two/, /Sync alerts\s+On/, /Users hit\s+14/, /Escalated\s+Yes/, /Connector\s+My Jira/,
      /issueType\s+10006/,
    ]) t.match(all, fact)
    t.match(await page.locator('aside').innerText(), /Observables\s+IPv4\s+203\.0\.113\.77/)
    t.strictSame(await findViolations(page), [])
    t.strictSame(problems, [])
  })

  t.test('shows its activity, with refused changes and the request behind each step', async t => {
    const kibana = await storyServer(t)
    const { page } = await open(t, kibana, kibana.cases.phishing.id)
    const steps = page.locator('ol.act > li')
    await steps.nth(11).waitFor()
    const all = (await steps.allInnerTexts()).map(step => step.replaceAll(/\s+/g, ' '))
    t.match(all[0], /created the case .*#1$/)
    t.match(all[1], /attached 1 alert of the rule Impossible travel .*#2$/)
    t.ok(all.some(step => /409: .*have been updated.*#8$/.test(step)), 'the conflict')
    t.ok(all.some(step => /424: .*hibernating.* planned/.test(step)), 'the failed push')
    t.ok(all.some(step => /pushed to Jira SEC as SEC-1/.test(step)))
    t.ok(all.some(step => /status to In progress .*#5$/.test(step)), 'the first change of the status')
    t.ok(all.some(step => /status to Closed .*#23$/.test(step)), 'the second one, by a later request')
    t.ok(all.some(step => /connector to Jira SEC .*#23$/.test(step)))
    await page.getByRole('button', { name: 'Comments' }).click()
    await page.getByText('Twelve mailboxes got the same invoice.').waitFor()
    t.equal(await steps.count(), 2)
    await page.getByRole('button', { name: 'Changes' }).click()
    await steps.filter({ hasText: 'attached' }).first().waitFor({ state: 'detached' })
    t.ok(await steps.count() > 5)
  })

  t.test('shows what a client does, as it happens', async t => {
    const kibana = await testServer(t)
    const { id, version } = await createCase(kibana)
    const { page, problems } = await open(t, kibana, id)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: 'While **you** look', owner: 'cases' })
    await page.locator('.bubble strong', { hasText: 'you' }).waitFor()
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] })
    await page.getByText(/409: /).waitFor()
    await call(kibana, 'DELETE', `/api/cases?ids=["${id}"]`)
    await page.getByText('No case on this server has this id').waitFor()
    t.strictSame(problems, [])
  })

  t.test('shows its JSON, and cases that share an observable', async t => {
    const kibana = await testServer(t, {
      seed: { configurations: [{ owner: OWNER, observableTypes: [{ key: 'constructor', label: 'Mutex' }] }] },
    })
    const one = await createCase(kibana, { title: 'One', owner: OWNER })
    const other = await createCase(kibana, { title: 'Other', owner: OWNER })
    for (const { id } of [one, other]) {
      await call(kibana, 'POST', `/api/cases/${id}/observables`, {
        observable: { typeKey: 'constructor', value: 'x.example', description: null },
      })
    }
    const { page } = await open(t, kibana, one.id, '/raw')
    await page.getByLabel('The case as JSON').waitFor()
    t.match(await text(page, 'The case as JSON'), `"id": "${one.id}"`)
    await page.getByRole('link', { name: 'Similar 1' }).click()
    await page.getByRole('link', { name: 'Other' }).waitFor()
    t.match(await page.getByRole('list', { name: 'Similar cases' }).innerText(), /Mutex\s+x\.example/, 'with the name of its type')
  })

  t.test('reports an unknown case', async t => {
    const kibana = await testServer(t)
    const { page } = await open(t, kibana, 'nope')
    await page.getByText('No case on this server has this id').waitFor()
    await page.getByRole('button', { name: 'All cases' }).click()
    await page.getByText('No cases on this server').waitFor()
  })
})
