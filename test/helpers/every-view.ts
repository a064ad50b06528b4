import type { Test } from 'tap'
import { findViolations } from './axe.js'
import { openTab, testBrowser } from './browser.js'
import { storyServer } from './story.js'

/** Every view, and every part of a view with its own address, each with a text that appears once it is rendered. */
const VIEWS: readonly (readonly [place: string, shown: string | RegExp])[] = [
  ['', /went wrong/],
  ['?at=8', /went wrong/],
  ['cases', 'Malware on FIN-LT-0231'],
  ['cases/CASE', 'Twelve mailboxes got the same invoice.'],
  ['cases/CASE/versions', /version/i],
  ['cases/CASE/attachments', 'alert-1'],
  ['cases/CASE/raw', '"title"'],
  ['systems', 'SIR0010001'],
  ['systems/jira-sec/SEC-1', 'Payload'],
  ['systems/snow-sir/refused-1', 'Instance is hibernating'],
  ['requests', '/api/cases/_find'],
  ['requests/8', /The version was stale|the version was stale/],
  ['faults', 'proxy-502'],
  ['faults/new?kind=failures', 'jira-epic-name'],
  ['faults/new?kind=stubs', 'Add stub'],
  ['control', /its incremental id/],
  ['routes', '/_mock/clock'],
  ['routes/updateCases', 'Try it'],
  ['more', 'Routes'],
]

/**
 * Opens every view, after a story that leaves something to show in each.
 * @param widths the widths that each view must fit
 * @param axeWidth the width at which axe checks each view, light and dark
 */
export async function checkEveryView (t: Test, widths: readonly number[], axeWidth: number): Promise<void> {
  const browser = await testBrowser(t)
  const kibana = await storyServer(t, { stubs: [{ path: '/api/fleet/**', body: { items: [] } }], spaces: ['soc-emea-with-a-long-name'] })
  kibana.snapshot('before-a-push-with-a-long-name')
  kibana.sandbox({ id: 'worker-with-a-long-name-1', kibanaVersion: '8.17.0' })
  kibana.seed({ cases: [{ title: 'Without a number', created_at: '2020-01-01T00:00:00.000Z' }] })
  const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/`, { reducedMotion: 'reduce' })
  for (const [place, shown] of VIEWS) {
    t.test(`#/${place}`, async t => {
      await page.setViewportSize({ width: axeWidth, height: 844 })
      await page.evaluate(`location.hash = '#/${place.replace('CASE', kibana.cases.phishing.id)}'`)
      await page.locator('main').getByText(shown).first().waitFor({ state: 'attached' })
      await page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
      for (const theme of ['light', 'dark']) {
        await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
        t.strictSame(await findViolations(page), [], `axe finds nothing, ${theme}`)
      }
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 })
        t.equal(await page.evaluate('document.documentElement.scrollWidth'), width, `nothing is wider than ${width} pixels`)
      }
      t.strictSame(problems, [])
    })
  }
}
