import t from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'

const HEADERS = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }
const CASE = { title: 'x', description: 'd', tags: [], owner: 'cases', connector: { id: 'none', name: 'none', type: '.none', fields: null }, settings: { syncAlerts: false } }

t.test('the page, Requests', async t => {
  const browser = await testBrowser(t)

  t.test('shows requests from before, and new ones as they come', async t => {
    const kibana = await testServer(t)
    await fetch(`${kibana.url}/api/cases`, { method: 'POST', headers: HEADERS, body: JSON.stringify(CASE) })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`)
    await page.getByRole('row', { name: 'POST /api/cases' }).waitFor()
    t.match(await page.getByRole('row', { name: 'POST /api/cases' }).innerText(), /200[\s\S]*Created/)
    await fetch(`${kibana.url}/api/cases/nope`)
    await page.getByRole('row', { name: '404' }).waitFor()
    t.strictSame(problems, [])
  })
})
