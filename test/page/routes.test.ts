import t from 'tap'
import { NEWEST_VERSION } from '../../src/versions/version.js'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { createCase } from '../helpers/cases.js'
import { hostileTexts } from '../helpers/hostile.js'

t.test('the page, Routes', async t => {
  const browser = await testBrowser(t)

  t.test('lists every route by area, and finds them by words', async t => {
    const kibana = await testServer(t)
    const { paths } = (await kibana.app.inject('/_mock/openapi.json')).json()
    const operations = Object.values<object>(paths).flatMap(methods => Object.keys(methods))
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/routes`)
    await page.getByRole('article').waitFor()
    t.equal(await page.locator('.route-list .list a').count(), operations.length)
    await page.getByRole('searchbox', { name: 'Find routes' }).fill('put license')
    await page.waitForURL(/q=put/)
    t.strictSame(await page.locator('.route-list .list a').evaluateAll(links => links.map(link => link.getAttribute('href'))), [
      '#/routes/setLicense?q=put+license',
    ])
    t.strictSame(problems, [])
  })

  t.test('shows the input and responses of a route as TypeScript', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/routes/setLicense`)
    await page.getByRole('article').waitFor()
    t.match(
      await page.getByRole('region', { name: 'Body', exact: true }).innerText(),
      /^\{\n {2}license: "basic" \| "standard" \| "gold" \| "platinum" \| "enterprise" \| "trial"/,
    )
    await page.locator('article summary').first().click()
    t.match(await page.locator('article details[open]').innerText(), /license/)
  })

  t.test('tries a route of Kibana, marked as made by the page', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/routes/findCases`)
    const form = page.getByRole('complementary', { name: 'Try it' })
    await form.getByLabel('GET, path and query').fill('/api/cases/_find?perPage=3')
    await form.getByRole('button', { name: 'Send' }).click()
    await form.getByRole('group', { name: 'Answer' }).waitFor()
    t.match(await form.innerText(), /200[\s\S]*"per_page": 3/)
    t.match(kibana.requests.all(), [{ path: '/api/cases/_find', query: { perPage: '3' }, headers: { 'kcm-page': 'true' } }])
    t.strictSame(problems, [])
  })

  t.test('sends internal routes the header that they require from 9.0 on, and includes it in the command', async t => {
    const kibana = await testServer(t, { kibanaVersion: '9.5.4' })
    const { id } = await createCase(kibana)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/`, { permissions: ['clipboard-read', 'clipboard-write'] })
    for (const [route, path] of [['getCategories', '/internal/cases/categories'], ['resolveCase', `/api/cases/${id}/resolve`]] as const) {
      await page.evaluate(`location.hash = '#/routes/${route}'`)
      const form = page.getByRole('complementary', { name: 'Try it' })
      await page.locator(`.route-list a[aria-current][href="#/routes/${route}"]`).waitFor()
      await form.getByLabel('GET, path and query').fill(path)
      await form.getByRole('button', { name: 'Send' }).click()
      await form.locator('.out').waitFor()
      t.equal(await form.locator('.out').innerText(), '200', path)
      await form.getByRole('button', { name: 'curl' }).click()
      t.match(await page.evaluate('navigator.clipboard.readText()'), /-H 'x-elastic-internal-origin: Kibana'/)
    }
  })

  t.test('tries a control route, and checks its body first', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/routes/setLicense`)
    await page.locator('#try-body').fill('{')
    await page.getByText(/^Expected JSON/).waitFor()
    t.equal(await page.getByRole('button', { name: 'Send' }).isDisabled(), true)
    await page.locator('#try-body').fill('{ "license": "gold" }')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.locator('.try .out').waitFor()
    t.strictSame((await kibana.app.inject('/_mock/license')).json(), { license: 'gold' })
  })

  t.test('requires the parameters of a path, and never waits for a stream', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/routes/getCase`)
    await page.getByText('Fill in the parts in braces').waitFor()
    t.equal(await page.getByRole('button', { name: 'Send' }).isDisabled(), true)
    await page.getByLabel('GET, path and query').fill('/_mock/external/{*}')
    await page.getByText('Fill in the parts in braces').waitFor()
    await page.getByLabel('GET, path and query').fill('/_mock/events')
    await page.getByText('A stream has no end').waitFor()
  })

  t.test('opens at the URL of the former page of routes, even with a token', async t => {
    const kibana = await testServer(t, { control: { token: 'secret' } })
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/docs`)
    t.equal(page.url(), `${kibana.url}/_mock/#/routes`)
    await page.getByRole('heading', { name: 'This server asks for its control token' }).waitFor()
    await page.getByLabel('Token').fill('secret')
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
  })

  t.test('shows the example of a response', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/routes/getHealth`)
    await page.getByRole('article').locator('summary').first().click()
    t.match(await page.getByRole('group', { name: 'Example of answer 200' }).innerText(), `"kibanaVersion": "${NEWEST_VERSION}"`)
    t.strictSame(await findViolations(page), [])
    t.strictSame(problems, [])
  })

  t.test('marks deprecated routes, and lists the routes of the current sandbox', async t => {
    const kibana = await testServer(t)
    kibana.sandbox({ id: 'old', kibanaVersion: '8.17.0' })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/routes`)
    await page.getByRole('article').waitFor()
    const links = page.locator('.route-list .list a')
    t.equal(await links.filter({ hasText: '/api/cases/status' }).count(), 0)
    await page.getByRole('button', { name: /^Server main/ }).click()
    await page.getByRole('menuitem', { name: 'old' }).click()
    await links.filter({ hasText: '/api/cases/status' }).click()
    await page.getByRole('article').getByText('deprecated', { exact: true }).waitFor()
    t.strictSame(problems, [])
  })

  t.test('shows hostile texts in the description of the routes as text', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/page.css`)
    const [script = '', image = '', svg = ''] = hostileTexts
    const all = hostileTexts.join(' ')
    await page.route('**/_mock/openapi.json', async route => route.fulfill({
      json: {
        paths: {
          [`/api/${image}`]: {
            post: {
              operationId: script,
              tags: [svg],
              summary: all,
              description: all,
              deprecated: true,
              parameters: [{ name: image, in: 'query', description: all, schema: { type: 'string', enum: [script], description: all } }],
              requestBody: {
                content: {
                  'application/json': {
                    schema: { type: 'object', description: all, properties: { [image]: { type: script, description: all } } },
                    example: { [image]: all },
                  },
                },
              },
              responses: { 200: { description: all, content: { 'application/json': { schema: { type: image }, example: all } } } },
            },
          },
        },
      },
    }))
    await page.goto(`${kibana.url}/_mock/#/routes/${encodeURIComponent(script)}`)
    const article = page.getByRole('article')
    await article.waitFor()
    await article.locator('summary').click()
    t.match(await article.innerText(), image)
    t.match(await page.locator('.route-list').innerText(), script)
    t.equal(await page.locator('main').locator('img, iframe, script, style, [onerror], [onload], a[href^="javascript:"]').count(), 0)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.locator('.try .out').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('option').first().waitFor()
    t.equal(await page.locator('dialog').locator('img, script, svg[onload]').count(), 0)
    t.equal(await page.evaluate('globalThis.hit'), undefined)
    t.strictSame(problems.filter(text => !/status of 404/.test(text)), [])
  })

  t.test('reports an unknown route', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/routes/nowhere`)
    await page.getByText('There is no route “nowhere”').waitFor()
  })
})
