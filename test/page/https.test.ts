import t from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { ask } from '../helpers/https.js'

t.test('the page, over https', async t => {
  const browser = await testBrowser(t)

  t.test('shows requests as they arrive', async t => {
    const { url, tls } = await testServer(t, { tls: true })
    const { page, problems } = await openTab(t, browser, `${url}/_mock/#/requests`, { ignoreHTTPSErrors: true })
    t.equal(await page.locator('.empty pre').innerText(), `curl ${url}/api/status`)
    await ask(`${url}/api/cases/nope`, tls!.ca)
    await page.getByRole('row', { name: '404' }).waitFor()
    t.strictSame(problems, [])
  })
})
