import type { Page } from 'playwright-core'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { storyServer } from '../helpers/story.js'

const HEADERS = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }
const CASE = {
  title: 'x',
  description: 'd',
  tags: [],
  owner: 'cases',
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
  settings: { syncAlerts: false },
}

const numbers = (page: Page) => page.locator('table.requests td.id, table.requests td:first-child').evaluateAll(cells =>
  cells.map(({ textContent }) => textContent).filter(text => /^\d+$/.test(text ?? '')))
const hash = (page: Page) => page.evaluate<string>('location.hash')

t.test('the page, Requests', async t => {
  const browser = await testBrowser(t)

  t.test('shows earlier requests, and new ones as they arrive', async t => {
    const kibana = await testServer(t)
    await fetch(`${kibana.url}/api/cases`, { method: 'POST', headers: HEADERS, body: JSON.stringify(CASE) })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    await page.getByRole('row', { name: 'POST /api/cases' }).waitFor()
    t.match(await page.getByRole('row', { name: 'POST /api/cases' }).innerText(), /200[\s\S]*Created/)
    await fetch(`${kibana.url}/api/cases/nope`)
    await page.getByRole('row', { name: '404' }).waitFor()
    t.strictSame(problems, [])
  })

  t.test('shows a deletion whose ids are not JSON', async t => {
    const kibana = await testServer(t)
    await fetch(`${kibana.url}/api/cases?ids=[case-1`, { method: 'DELETE', headers: HEADERS })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    t.match(await page.getByRole('row', { name: 'DELETE' }).innerText({ timeout: 10_000 }), /404|400/)
    t.strictSame(problems, [])
  })

  t.test('shows a change to a case whose id looks like the path of a read', async t => {
    const kibana = await testServer(t, { seed: { cases: [{ id: 'metrics', title: 'A case', owner: 'cases' }] } })
    await fetch(`${kibana.url}/api/cases/metrics/comments`, {
      method: 'POST', headers: HEADERS, body: JSON.stringify({ type: 'user', comment: 'Hello', owner: 'cases' }),
    })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    t.match(await page.getByRole('row', { name: 'POST' }).innerText(), /200[\s\S]*Comment added/)
    t.strictSame(problems, [])
  })

  t.test('explains how to send the first request', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    await page.getByText('No requests yet. Send one:').waitFor()
    t.equal(await page.locator('.empty pre').innerText(), `curl ${kibana.url}/api/status`)
    t.strictSame(await findViolations(page), [])
    t.strictSame(problems, [])
  })

  t.test('keeps new requests while it is paused', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await fetch(`${kibana.url}/api/status`)
    await page.getByRole('button', { name: 'Paused, 1 new' }).waitFor()
    t.equal(await page.locator('table.requests').count(), 0)
    await page.getByRole('button', { name: 'Follow' }).click()
    await page.getByRole('row', { name: '/api/status' }).waitFor()
  })

  t.test('shows a request that arrives while the log is loading', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/page.css`)
    let letGo = () => {}
    let hasAnswer = () => {}
    const gone = new Promise<void>(resolve => { letGo = resolve })
    const answered = new Promise<void>(resolve => { hasAnswer = resolve })
    await page.route('**/_mock/requests', async route => {
      const response = await route.fetch()
      hasAnswer()
      await gone
      await route.fulfill({ response })
    })
    await page.goto(`${kibana.url}/_mock/#/requests`)
    await answered
    await fetch(`${kibana.url}/api/status`)
    await page.getByRole('row', { name: '/api/status' }).waitFor()
    letGo()
    await page.getByText('Live', { exact: true }).waitFor()
    t.equal(await page.getByRole('row', { name: '/api/status' }).count(), 1)
  })

  t.test('filters by words, outcome and method, and keeps the filters in the URL', async t => {
    const kibana = await storyServer(t)
    const { cases: { login } } = kibana
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    await page.getByRole('row', { name: '_find' }).waitFor()
    await page.getByRole('button', { name: 'Failed 2' }).click()
    await page.locator('table.requests tbody tr').nth(2).waitFor({ state: 'detached' })
    t.strictSame(await numbers(page), ['14', '13'])
    t.equal(await hash(page), '#/requests?outcome=failed')
    await page.getByRole('button', { name: /^All/ }).click()
    await page.getByRole('searchbox', { name: 'Filter requests' }).fill(`${login.id} patch`)
    await page.locator('table.requests tbody tr').nth(2).waitFor({ state: 'detached' })
    t.strictSame(await numbers(page), ['15', '14'], 'a search includes bodies')
    await page.getByRole('button', { name: 'Method' }).click()
    await page.getByRole('menuitem', { name: 'GET' }).click()
    await page.getByText(/^25 requests are hidden by the search: .*, Method: GET$/).waitFor()
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await page.getByRole('row', { name: '_find' }).waitFor()
    t.equal(await hash(page), '#/requests')
    t.strictSame(problems, [])
  })

  t.test('shows where the clock was moved', async t => {
    const kibana = await storyServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    await page.getByRole('row', { name: 'Clock turned +2 h' }).waitFor()
    const rows = await page.locator('table.requests tbody tr').allInnerTexts()
    const turned = rows.findIndex(text => text.startsWith('Clock turned'))
    t.match(rows[turned - 1], /^22\b/)
    t.match(rows[turned + 1], /^21\b/)
  })

  t.test('moves through the list by keyboard', async t => {
    const kibana = await storyServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    await page.getByRole('row', { name: '_find' }).waitFor()
    for (const [key, place] of [
      ['j', '#/requests/25'], ['ArrowDown', '#/requests/24'], ['k', '#/requests/25'], ['Escape', '#/requests'],
    ] as const) {
      await page.keyboard.press(key)
      await page.waitForURL(url => url.hash === place)
    }
    await page.keyboard.press('/')
    await page.locator('[aria-label="Filter requests"]:focus').waitFor()
    await page.keyboard.type('jk')
    t.equal(await hash(page), '#/requests?q=jk', 'letters in a field are text')
  })

  t.test('saves the log as an HTTP Archive', async t => {
    const kibana = await testServer(t)
    await fetch(`${kibana.url}/api/status`)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    await page.getByRole('row', { name: '/api/status' }).waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'HAR' }).click()])
    t.match(download.suggestedFilename(), /^requests-[\d-]+\.har$/)
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk)
    t.equal(JSON.parse(Buffer.concat(chunks).toString()).log.entries.length, 1)
  })

  t.test('renders only the visible part of 10,000 requests', async t => {
    const kibana = await testServer(t, { requestLog: { size: 10_000 } })
    for (let index = 0; index < 10_000; index++) await kibana.app.inject('/api/status')
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    await page.getByRole('row', { name: '10000', exact: false }).first().waitFor()
    t.ok(await page.locator('table.requests tbody tr').count() < 80)
    await page.locator('.body').evaluate(body => { body.scrollTop = 160_000 })
    await page.getByRole('row', { name: '5000 ' }).waitFor()
    t.ok(await page.locator('table.requests tbody tr').count() < 80)
    t.strictSame(problems, [])
  })
})
