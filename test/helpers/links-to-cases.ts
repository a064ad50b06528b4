import type { Test } from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from './app.js'
import { openTab, testBrowser } from './browser.js'
import { newCase } from './cases.js'

const APPS = {
  'management/insightsAndAlerting': 'cases',
  security: 'securitySolution',
  observability: 'observability',
} as const
const BODY = { ...newCase, title: 'Opened by its link' }

/** Starts a server or a sandbox of it; an empty `basePath` means none. */
async function open (
  t: Test, basePath: string, isSandbox: boolean,
): Promise<RunningServer | ReturnType<RunningServer['sandbox']>> {
  const kibana = await testServer(t, { spaces: ['soc'], ...(basePath !== '' && { basePath }) })
  return isSandbox ? kibana.sandbox({ id: 'box-1' }) : kibana
}

/** Checks that links in Kibana's own form open the cases of a server with this base path; empty for none. */
export async function checkLinksToCases (t: Test, basePath: string): Promise<void> {
  const browser = await testBrowser(t)

  for (const space of ['', '/s/soc']) {
    for (const isSandbox of [false, true]) {
      t.test(`open a case of each owner${space && ' in a space'}${isSandbox ? ' of a sandbox' : ''}`, async t => {
        const kibana = await open(t, basePath, isSandbox)
        const place = space === '' ? 'default' : 'soc'
        const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/`)
        for (const [app, owner] of Object.entries(APPS)) {
          const made = await fetch(`${kibana.url}${space}/api/cases`, {
            method: 'POST',
            headers: { 'kbn-xsrf': 'true', 'content-type': 'application/json' },
            body: JSON.stringify({ ...BODY, owner }),
          })
          const { id } = await made.json() as { id: string }
          await page.goto(`${kibana.url}${space}/app/${app}/cases/${id}?x=1`)
          await page.getByRole('heading', { level: 1, name: BODY.title }).waitFor()
          t.equal(page.url(), `${kibana.url}/_mock/#/cases/${id}?space=${place}`)
          t.equal(await page.getByText('in which Kibana does not find this case').count(), 0)
          await page.goto(`${kibana.url}${space}/app/${app}/cases`)
          await page.waitForURL(`${kibana.url}/_mock/#/cases?owner=${owner}&space=${place}`)
          await page.getByRole('link', { name: BODY.title }).first().waitFor()
          t.equal(await page.getByRole('link', { name: BODY.title }).count(), 1)
          t.strictSame(problems, [])
        }
      })
    }
  }
}
