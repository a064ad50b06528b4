// Takes a screenshot of each view of the page, light and dark, at the width of a desktop and of a phone, after the story of story.mjs.
// The font is Inter if the system has it: on Debian, apt-get install fonts-inter.
// Usage: node scripts/page/screenshots.mjs FOLDER [part of a name], or --docs for the few that the documents show.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from './browser.mjs'
import { startServer } from '../../dist/index.js'
import { OPTIONS, playStory } from './story.mjs'

const DOCS = 'docs/pictures'
/** The largest size of a screenshot in the documents. */
const MAX_BYTES = 120_000
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

/** The preset that the form for a fault loads last. */
const PRESET = 'alerts-version-conflict'

/** The views: a name, a URL, and a text that appears once the view is rendered, or one per width. */
const views = ({ phishing }) => [
  ['timeline', '', 'went wrong'],
  ['cases', 'cases', 'Malware on FIN-LT-0231'],
  ['case', `cases/${phishing.id}`, 'Twelve mailboxes got the same invoice.'],
  ['versions', `cases/${phishing.id}/versions`, '[8,1]'],
  ['systems', 'systems/jira-sec/SEC-1', 'Issue type'],
  ['requests', 'requests', '_find'],
  ['request', 'requests/8', 'stale'],
  ['failed-push', 'systems/snow-sir/refused-1', 'hibernating'],
  ['attachments', `cases/${phishing.id}/attachments`, 'alert-1'],
  ['faults', 'faults', { desktop: PRESET, phone: 'outage' }],
  ['add-fault', 'faults/new?from=8', PRESET],
  ['control', 'control', 'its incremental id'],
  ['routes', 'routes', '/_mock/clock'],
  ['route', 'routes/updateCases', 'Try it'],
  ['more', 'more', 'Routes'],
]

/** The views of a server with security on, and without cases. */
const SECURED = [
  ['login', '/login', 'soar-bot'],
  ['first', '/_mock/#/', 'Nothing has happened yet'],
  ['no-cases', '/_mock/#/cases', 'No cases'],
  ['no-systems', '/_mock/#/systems', 'pushed'],
  ['no-requests', '/_mock/#/requests', 'No request yet'],
  ['no-faults', '/_mock/#/faults', { desktop: PRESET, phone: 'nothing wrong' }],
  ['state', '/_mock/#/control', 'soar-bot'],
]

/** The views that the documents show, light and dark, at the width of a desktop; and some on a phone. */
const SHOWN = ['timeline', 'cases', 'case', 'versions', 'systems', 'requests', 'request', 'faults', 'control', 'routes', 'login']
const SHOWN_ON_PHONES = ['timeline light', 'case dark', 'request light']

const isShown = (name, theme, size) => size === 'phone' ? SHOWN_ON_PHONES.includes(`${name} ${theme}`) : SHOWN.includes(name)

const [folder, part = ''] = process.argv.slice(2)
if (folder === undefined) throw new Error('name a folder, or use --docs')
const isForDocs = folder === '--docs'
const out = isForDocs ? DOCS : folder
mkdirSync(out, { recursive: true })

const shared = { kibanaVersion: '9.5.4', random: 1, clock: '2026-03-03T09:11:58.000Z' }
const kibana = await startServer({ port: 5601, ...shared, ...OPTIONS })
const cases = await playStory(kibana.url, 60)
kibana.snapshot('before-push')
kibana.sandbox({ id: 'worker-1', kibanaVersion: '8.19.4' })
// Without a number yet, so that something is due
kibana.seed({
  cases: [{ id: 'beacon', title: 'Beacon to a new domain', severity: 'medium', tags: ['network'], owner: 'securitySolution' }],
})
const users = {
  elastic: { password: 'changeme', roles: ['superuser'] },
  'soar-bot': { password: 'changeme', roles: ['editor'], full_name: 'SOAR playbooks' },
  analyst: { password: 'changeme', roles: ['viewer'], full_name: 'Ana Lyst' },
}
const secured = await startServer({ port: 5602, ...shared, security: { users } })
const pages = [
  ...views(cases).map(([name, place, text]) => [name, `${kibana.url}/_mock/`, `#/${place}`, text]),
  ...SECURED.map(([name, place, text]) => [name, secured.url + place.replace(/#.*/, ''), place.replace(/^[^#]*/, ''), text]),
]
const browser = await launchBrowser()

/** Takes a screenshot as WebP, which is a third of the size of PNG and keeps text sharp. */
async function picture (page) {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
  return Buffer.from(data, 'base64')
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const theme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' })
    const page = await context.newPage()
    // Two hours behind the server's clock, which the story has moved
    await page.clock.setFixedTime(kibana.clock.milliseconds() - 2 * 3_600_000)
    for (const [name, url, place, text] of pages) {
      const isAsked = isForDocs ? isShown(name, theme, size) : name.includes(part)
      if (!isAsked) continue
      // Opening the login form leaves requests in the log
      secured.reset()
      await page.goto(`${url}?theme=${theme}${place}`)
      await page.locator('main, form').getByText(text[size] ?? text).first().waitFor()
      await page.evaluate('document.fonts.ready')
      const bytes = await picture(page)
      if (isForDocs && bytes.length > MAX_BYTES) throw new Error(`${name} has ${bytes.length} bytes, more than ${MAX_BYTES}`)
      const parts = [name, ...(isForDocs && size === 'desktop' ? [] : [size]), ...(isForDocs && theme === 'light' ? [] : [theme])]
      const file = join(out, `${parts.join('-')}.webp`)
      writeFileSync(file, bytes)
      console.log(`${file}: ${Math.round(bytes.length / 1000)} kB`)
    }
    await context.close()
  }
}
await browser.close()
await kibana.close()
await secured.close()
