import t, { type Test } from 'tap'
import { testServer } from '../../helpers/app.js'
import { openTab, testBrowser, type Tab } from '../../helpers/browser.js'

t.test('GET /_mock/docs in a browser', async t => {
  const browser = await testBrowser(t)
  const kibana = await testServer(t)

  const open = async (t: Test, width: number, hash = ''): Promise<Tab> => {
    const tab = await openTab(t, browser, `${kibana.url}/_mock/docs${hash}`, { viewport: { width, height: 800 } })
    await tab.page.waitForSelector('details')
    return tab
  }

  for (const width of [360, 1280]) {
    t.test(`shows every route, ${width} pixels wide`, async t => {
      const { page, problems } = await open(t, width)
      const { paths } = (await kibana.app.inject('/_mock/openapi.json')).json()
      const operations = Object.values<object>(paths).flatMap(methods => Object.keys(methods))
      t.equal(await page.locator('details').count(), operations.length)
      await page.evaluate("for (const route of document.querySelectorAll('details')) route.open = true")
      await page.waitForFunction("[...document.querySelectorAll('details')].every(route => route.querySelector('h3'))")
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), width, 'nothing stands out')
      t.notMatch(await page.locator('main').innerText(), /undefined|\[object|NaN/)
      t.strictSame(problems, [])
    })
  }

  t.test('finds routes by words, and writes what they take as TypeScript does', async t => {
    const { page } = await open(t, 1280)
    await page.fill('#search', 'put license')
    t.strictSame(await page.locator('details:visible').evaluateAll(routes => routes.map(({ id }) => id)), ['setLicense'])
    await page.click('#setLicense summary')
    t.equal(await page.locator('#setLicense pre').first().innerText(), '{\n  license: "basic" | "standard" | "gold" | "platinum" | "enterprise" | "trial"\n}\n')
    t.match(page.url(), /#setLicense$/)
    await page.fill('#search', 'nowhere')
    t.equal(await page.locator('#none').isVisible(), true)
  })

  t.test('opens the route that its address names', async t => {
    const { page } = await open(t, 1280, '#updateCases')
    t.strictSame(await page.locator('details[open]').evaluateAll(routes => routes.map(({ id }) => id)), ['updateCases'])
  })
})
