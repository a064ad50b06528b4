import t from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { findViolations } from '../helpers/axe.js'
import { call, createCase } from '../helpers/cases.js'

t.test('the page, with errors of its own', async t => {
  const browser = await testBrowser(t)
  const odd = await testServer(t, { seed: { cases: [{ id: 'case-1', title: 'A case' }] } })
  await odd.app.inject('/api/status')

  t.test('reports a view that cannot be rendered, and keeps the rest', async t => {
    const kibana = await testServer(t)
    await createCase(kibana)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await page.getByRole('region', { name: 'Clock', exact: true }).waitFor()
    await page.route('**/_mock/state', async route => {
      const state = await (await route.fetch()).json()
      await route.fulfill({
        json: { ...state, cases: state.cases.map((found: object) => ({ ...found, created_at: 'never', updated_at: 'never' })) },
      })
    })
    await page.reload()
    await page.getByRole('region', { name: 'Clock', exact: true }).waitFor()
    await page.getByRole('link', { name: 'Cases 1' }).click()
    await page.getByText('The page could not draw this view').waitFor()
    t.match(await page.getByRole('alert').innerText(), /a bug in the page.*Invalid time value/)
    t.strictSame(await findViolations(page), [])
    await page.unroute('**/_mock/state')
    await page.getByRole('link', { name: 'Requests 1' }).click()
    await page.getByRole('row', { name: 'POST /api/cases' }).waitFor()
  })

  t.test('renders the view again on request', async t => {
    const kibana = await testServer(t)
    await createCase(kibana, { title: 'Here again' })
    const { page } = await openTab(t, browser, 'about:blank')
    await page.route('**/_mock/state', async route => {
      const state = await (await route.fetch()).json()
      await route.fulfill({
        json: { ...state, cases: state.cases.map((found: object) => ({ ...found, created_at: 'never', updated_at: 'never' })) },
      })
    })
    await page.goto(`${kibana.url}/_mock/#/cases`)
    await page.getByText('The page could not draw this view').waitFor()
    await page.unroute('**/_mock/state')
    const loaded = page.waitForResponse('**/_mock/state')
    await call(kibana, 'POST', '/api/spaces/space', { id: 'soc', name: 'SOC' })
    await loaded
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Here again').waitFor()
  })

  t.test('reports an address without a known view, and links to the timeline', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/nowhere`)
    await page.getByRole('heading', { name: 'This page has no view “nowhere”' }).waitFor()
    t.equal(await page.title(), 'Unknown view · kibana-cases-mock')
    t.strictSame(await findViolations(page), [])
    await page.locator('main').getByRole('button', { name: 'Timeline' }).click()
    await page.getByText('Nothing has happened yet').waitFor()
  })

  for (const [place, shown] of [
    ['#/constructor', 'This page has no view “constructor”'],
    ['#/__proto__', 'This page has no view “__proto__”'],
    ['#/cases/case-1/constructor', 'including refused requests'],
    ['#/cases?sort=constructor&q=none', '1 case is hidden by Search: none'],
    ['#/requests/abc', 'The log has no request #abc'],
    ['#/?last=Infinity', '1 request'],
    ['#/?from=-1e400&to=1e400', '1 request'],
  ] as const) {
    t.test(`handles the invalid address ${place}`, async t => {
      const { page, problems } = await openTab(t, browser, `${odd.url}/_mock/${place}`)
      await page.locator('main').getByText(shown, { exact: true }).first().waitFor()
      t.equal(await page.getByText('The page could not draw this view').count(), 0)
      t.strictSame(problems, [])
    })
  }

  t.test('reports in plain words that the server does not answer', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await page.getByRole('region', { name: 'Clock', exact: true }).waitFor()
    await kibana.close()
    await page.getByRole('button', { name: '+ 1 h' }).click()
    await page.locator('.toast').getByText('The server does not answer').waitFor()
  })
})
