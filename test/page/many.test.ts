import t from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'

t.test('of 10,000 cases and 10,000 requests, the page renders only the visible ones', async t => {
  const browser = await testBrowser(t)
  const kibana = await testServer(t, {
    requestLog: { size: 10_000 },
    seed: { cases: Array.from({ length: 10_000 }, (_, index) => ({ id: `case-${index}`, title: `Case number ${index}` })) },
  })
  // A few errors, since the timeline on phones leaves out successful reads
  for (let index = 0; index < 10_000; index++) await kibana.app.inject(index % 50 === 0 ? '/api/cases/nope' : '/api/status')

  // One load serves all: the page reads 48 MB
  const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/`)

  for (const [what, place, width, rows] of [
    ['the table of cases', 'cases', 1440, 'table.cases tbody tr'],
    ['the list of cases on phones', 'cases', 390, '.case-cards > li'],
    ['the table of requests', 'requests', 1440, 'table.requests tbody tr'],
    ['the list of requests on phones', 'requests', 390, '.request-cards > li'],
    ['the events of the timeline', '', 1440, 'table.evlist tbody tr'],
    ['the timeline on phones', '', 390, '.vrow'],
  ] as const) {
    t.test(`in ${what}`, async t => {
      await page.setViewportSize({ width, height: 844 })
      await page.evaluate(`location.hash = '#/${place}'`)
      const list = page.locator(rows)
      await list.nth(12).waitFor()
      t.ok(await list.count() < 80, 'few at the start')
      await page.locator('.body, .events').filter({ has: list }).last().evaluate(box => { box.scrollTop = box.scrollHeight / 2 })
      await list.nth(12).waitFor()
      t.ok(await list.count() < 80, 'few in the middle')
      t.ok(await page.locator('main *').count() < 4000, 'few elements in all')
      t.strictSame(problems, [])
    })
  }
})
