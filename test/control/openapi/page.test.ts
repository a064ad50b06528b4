import { spawnSync } from 'node:child_process'
import { chromium, type Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { testServer } from '../../helpers/app.js'

const executablePath = spawnSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], { encoding: 'utf8' }).stdout.trim()
const skip = executablePath === '' ? 'there is no Chromium on this machine' : false

t.test('GET /_mock/docs in a browser', { skip }, async t => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  t.teardown(() => browser.close())
  const kibana = await testServer(t)

  /** The page, with everything that went wrong on it. */
  const open = async (t: Test, width: number, hash = ''): Promise<{ page: Page, problems: string[] }> => {
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    t.teardown(() => page.close())
    const problems: string[] = []
    page.on('console', message => problems.push(message.text()))
    page.on('pageerror', error => problems.push(error.message))
    page.on('request', request => { if (!request.url().startsWith(`${kibana.url}/_mock/`) && !request.url().startsWith('data:')) problems.push(request.url()) })
    await page.goto(`${kibana.url}/_mock/docs${hash}`)
    await page.waitForSelector('details')
    return { page, problems }
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
