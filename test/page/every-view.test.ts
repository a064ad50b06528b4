import t from 'tap'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { storyServer } from '../helpers/story.js'

/** Every view, with a text that is there once it is drawn. */
const VIEWS: readonly (readonly [place: string, shown: string | RegExp])[] = [
  ['', /went wrong/],
  ['cases', 'Malware on FIN-LT-0231'],
  ['cases/CASE', 'Twelve mailboxes got the same invoice.'],
  ['cases/CASE/versions', /version/i],
  ['systems/jira-sec/SEC-1', 'Payload'],
  ['requests', '/api/cases/_find'],
  ['requests/8', /The version was stale|the version was stale/],
  ['faults', 'proxy-502'],
  ['faults/new?kind=failures', 'jira-epic-name'],
  ['control', /real time/],
  ['routes', '/_mock/clock'],
  ['more', 'Routes'],
]

t.test('every view of the page', async t => {
  const browser = await testBrowser(t)
  const kibana = await storyServer(t)

  for (const [width, theme] of [[360, 'light'], [768, 'dark'], [1440, 'light'], [2560, 'dark']] as const) {
    t.test(`fits ${width} pixels, and axe finds nothing, ${theme}`, async t => {
      const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/?theme=${theme}`, { viewport: { width, height: 844 } })
      for (const [place, shown] of VIEWS) {
        await page.evaluate(`location.hash = '#/${place.replace('CASE', kibana.cases.phishing.id)}'`)
        await page.locator('main').getByText(shown).first().waitFor({ state: 'attached' })
        t.equal(await page.evaluate('document.documentElement.scrollWidth'), width, `nothing stands out of #/${place}`)
        t.strictSame(await findViolations(page), [], `#/${place}`)
      }
      t.strictSame(problems, [])
    })
  }
})
