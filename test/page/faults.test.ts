import type { Page } from 'playwright-core'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { hostileTexts } from '../helpers/hostile.js'
import { storyServer } from '../helpers/story.js'

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const form = (page: Page) => page.getByRole('form')

t.test('the page, Faults', async t => {
  const browser = await testBrowser(t)

  t.test('reports that there are no rules', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/faults`)
    await page.getByText('Kibana does nothing wrong on purpose.').waitFor()
    t.equal(await page.getByRole('button', { name: 'Remove all' }).count(), 0)
    await page.getByRole('link', { name: 'Add a stub' }).click()
    await form(page).getByRole('heading', { name: 'Add a stub' }).waitFor()
    t.strictSame(problems, [])
  })

  t.test('lists active and used-up rules, with the requests they affected', async t => {
    const kibana = await storyServer(t, { stubs: [{ path: '/api/fleet/**', body: { items: [] } }] })
    await fetch(`${kibana.url}/api/fleet/agents`)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/faults`)
    await section(page, 'Stubs').getByRole('link', { name: '#26' }).waitFor()
    t.match(
      await section(page, 'Kibana').innerText(),
      /1 fault[\s\S]*outage\s+DELETE \/api\/cases\s+proxy-502\s+0\s+no limit[\s\S]*fault-1\s+PATCH \/api\/cases\s+503\s+1\s*#14\s+gone/,
    )
    t.match(await section(page, 'External systems').innerText(), /failure-1\s+ServiceNow SIR\s+unavailable\s+1\s*#13\s+gone/)
    t.match(await section(page, 'Stubs').innerText(), /1 stub[\s\S]*stub-1\s+\/api\/fleet\/\*\*\s+200\s+JSON\s+1\s*#26\s+no limit/)
    const struck = await page.evaluate(`[...document.querySelectorAll('b[title]')]
      .filter(name => getComputedStyle(name).textDecorationLine === 'line-through').map(name => name.textContent)`)
    t.strictSame(struck, ['fault-1', 'failure-1'], 'used-up rules are struck through')
    await section(page, 'Kibana').getByRole('link', { name: '#14' }).click()
    await page.waitForURL(/#\/requests\/14$/)
    t.strictSame(problems, [])
  })

  t.test('adds a stub that answers', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/faults/new?kind=stubs`)
    await form(page).getByLabel('Path', { exact: true }).fill('/api/my/thing')
    await form(page).getByLabel('Body', { exact: true }).fill('plain text')
    await form(page).getByRole('button', { name: 'Add stub' }).click()
    await section(page, 'Stubs').getByText('text').waitFor()
    t.equal(await (await fetch(`${kibana.url}/api/my/thing`)).text(), 'plain text')
    await section(page, 'Stubs').getByRole('link', { name: '#1' }).waitFor()
  })

  t.test('removes one rule or all of them, with undo', async t => {
    const kibana = await testServer(t, { stubs: [{ id: 'agents', path: /^\/api\/fleet/i }] })
    kibana.faults.add({ id: 'twice', match: { path: /^\/api\/c/ }, effect: { status: 503 }, times: 2 })
    kibana.failures.add({ id: 'slow', failure: 'timeout' })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/faults`)
    await page.getByRole('button', { name: 'Remove twice' }).click()
    await page.getByText('twice removed').waitFor()
    t.equal(kibana.faults.list().length, 0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('twice is back').waitFor()
    t.match(kibana.faults.list(), [{ id: 'twice', match: { path: '/^\\/api\\/c/' }, times: 2 }])
    await page.getByRole('button', { name: 'Remove all' }).click()
    await page.getByText('All removed').waitFor()
    t.strictSame([kibana.faults.list(), kibana.failures.list(), kibana.stubs.list()], [[], [], []])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Remove agents' }).waitFor()
    t.equal((await fetch(`${kibana.url}/API/FLEET`)).status, 200, 'an expression keeps its flags')
    t.equal((await fetch(`${kibana.url}/api/cases/_find`)).status, 503)
    t.strictSame(problems, [])
  })

  t.test('shows hostile texts as text', async t => {
    const kibana = await testServer(t)
    for (const text of hostileTexts) {
      kibana.faults.add({
        match: { path: `/${text.replaceAll('?', '')}`, user: text }, effect: { status: 503, message: text },
      })
    }
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/faults`)
    await page.getByRole('button', { name: `Remove fault-${hostileTexts.length}` }).waitFor()
    t.match(await section(page, 'Kibana').innerText(), hostileTexts[1])
    t.equal(await page.locator('main').locator('img, iframe, script, [onerror], [onload]').count(), 0)
    t.equal(await page.evaluate('globalThis.hit'), undefined)
    t.strictSame(problems, [])
  })
})
