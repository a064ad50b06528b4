import type { Page } from 'playwright-core'
import t from 'tap'
import { EffectSchema } from '../../src/control/faults/effect-schema.js'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { call, createCase } from '../helpers/cases.js'
import { storyServer } from '../helpers/story.js'

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const form = (page: Page) => page.getByRole('form')
const chip = (page: Page, group: string, name: string) =>
  form(page).getByRole('group', { name: group, exact: true }).getByRole('button', { name, exact: true })
const shown = (page: Page, what = 'fault') => form(page).getByRole('group', { name: `The ${what}`, exact: true })

t.test('the page, the form for a fault', async t => {
  const browser = await testBrowser(t)

  t.test('fills the form from the request in the link, however late the log arrives', async t => {
    const kibana = await testServer(t)
    await fetch(`${kibana.url}/api/cases/late`)
    const { page } = await openTab(t, browser, 'about:blank')
    const described = page.waitForResponse('**/_mock/openapi.json')
    await page.route('**/_mock/requests', async route => {
      await (await described).finished()
      await route.continue()
    })
    await page.goto(`${kibana.url}/_mock/#/faults/new?from=1`)
    t.match(await shown(page).innerText(), /"path": "\/api\/cases\/late"/)
  })

  t.test('adds a fault for the next request, with a form built from the schema of the server', async t => {
    const kibana = await testServer(t)
    const { id, version } = await createCase(kibana)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/faults`)
    await chip(page, 'Effect', 'Bytes per second').waitFor()
    t.equal(
      await form(page).getByRole('group', { name: 'Effect' }).getByRole('button').count(), Object.keys(EffectSchema.properties).length,
    )
    await form(page).getByLabel('Status', { exact: true }).fill('409')
    await chip(page, 'Match', 'Body').click()
    await form(page).getByLabel('Body', { exact: true }).fill('{ "cases": [{ "status": "closed" }] }')
    await chip(page, 'Effect', 'Headers').click()
    await form(page).getByLabel('Headers', { exact: true }).fill('{ "x-test": "yes" }')
    await chip(page, 'How often', 'Times').click()
    await chip(page, 'How often', 'Probability').click()
    await form(page).getByLabel('Probability', { exact: true }).fill('1')
    t.strictSame(await findViolations(page), [])
    t.match(JSON.parse(await shown(page).innerText()), {
      match: { method: 'PATCH', body: { cases: [{ status: 'closed' }] } }, effect: { status: 409 },
    })
    await form(page).getByRole('button', { name: 'Add fault' }).click()
    await page.getByText('fault-1 waits for the next PATCH /api/cases with a matching body').waitFor()
    t.strictSame(kibana.faults.list(), [{
      id: 'fault-1',
      match: { method: 'PATCH', path: '/api/cases', body: { cases: [{ status: 'closed' }] } },
      effect: { status: 409, headers: { 'x-test': 'yes' } },
      probability: 1,
      hits: 0,
    }])
    t.equal((await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: 'in-progress' }] })).status, 200)
    t.equal((await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] })).status, 409)
    await section(page, 'Kibana').getByRole('link', { name: '#3' }).waitFor()
    t.strictSame(problems, [])
  })

  t.test('shows the server’s message for an invalid rule at the right field', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/faults/new`)
    await form(page).getByLabel('Status', { exact: true }).fill('99')
    await page.keyboard.press('Control+Enter')
    t.match(await form(page).getByRole('alert').innerText(), /effect\.status/)
    t.equal(await form(page).getByLabel('Status', { exact: true }).getAttribute('aria-invalid'), 'true')
    await form(page).getByLabel('Status', { exact: true }).fill('500')
    await form(page).getByRole('alert').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Enter')
    await page.getByText('fault-1 waits').waitFor()
    t.equal(kibana.faults.list().length, 1)
  })

  t.test('shows the requests that a fault would have affected', async t => {
    const kibana = await storyServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/faults`)
    await form(page).getByText('Would have applied to 7 of 25 requests').waitFor()
    await form(page).getByLabel('Path', { exact: true }).fill('{ "regex": "_pu" }')
    await form(page).getByLabel('Method', { exact: true }).fill('["post", "PUT"]')
    await form(page).getByText('Would have applied to 5 of 25 requests').waitFor()
    await form(page).getByLabel('Path', { exact: true }).fill('{ "regex": "(" }')
    await form(page).getByText('Would have applied to none of 25 requests').waitFor()
    await form(page).getByLabel('Path', { exact: true }).fill('/api/*')
    await form(page).getByText('Would have applied to 3 of 25 requests').waitFor()
  })

  t.test('starts from a preset of the server', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/faults`)
    await chip(page, 'Presets', 'proxy-502').click()
    await form(page).getByText('Seen in nginx').waitFor()
    t.match(JSON.parse(await shown(page).innerText()), { effect: { preset: 'proxy-502' } })
    await form(page).getByRole('button', { name: 'Failure', exact: true }).first().click()
    await chip(page, 'Presets', 'servicenow-acl').click()
    await form(page).getByRole('button', { name: 'Add failure' }).click()
    await section(page, 'External systems').getByText('servicenow-acl').waitFor()
    t.match(kibana.failures.list(), [{ preset: 'servicenow-acl' }])
    t.notOk('failure' in kibana.failures.list()[0]!)
  })

  t.test('creates a fault from a request, a failure for a system, and a copy of a rule', async t => {
    const kibana = await storyServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/8`)
    await page.getByRole('button', { name: 'Create a fault from it' }).click()
    await page.getByRole('link', { name: 'All fault options' }).click()
    await shown(page).waitFor()
    t.match(JSON.parse(await shown(page).innerText()), {
      match: { method: 'PATCH', path: '/api/cases' }, effect: { status: 409, message: /have been updated/ }, times: 1,
    })
    await page.goto(`${kibana.url}/_mock/#/systems/jira-sec/SEC-1`)
    await page.getByRole('button', { name: 'Plan a failure for the next push' }).click()
    await page.getByRole('link', { name: 'All failure options' }).click()
    await shown(page, 'failure').waitFor()
    t.match(JSON.parse(await shown(page, 'failure').innerText()), { match: { connectorId: 'jira-sec' }, failure: 'rate-limit' })
    await page.goto(`${kibana.url}/_mock/#/faults`)
    await page.getByRole('link', { name: 'Another like outage' }).click()
    await form(page).getByText('Seen in nginx').waitFor()
    t.strictSame(JSON.parse(await shown(page).innerText()), {
      match: { method: 'DELETE', path: '/api/cases' }, effect: { preset: 'proxy-502' },
    })
    t.strictSame(problems, [])
  })

  t.test('has the form on a separate page on phones', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/faults`, { viewport: { width: 390, height: 844 } })
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await form(page).getByRole('button', { name: 'Add fault' }).click()
    await page.getByRole('button', { name: 'Remove fault-1' }).waitFor()
    t.equal(await page.evaluate('location.hash'), '#/faults')
    await page.keyboard.press('n')
    await form(page).waitFor()
    await page.getByRole('link', { name: 'Faults', exact: true }).click()
    await form(page).waitFor({ state: 'detached' })
  })
})
