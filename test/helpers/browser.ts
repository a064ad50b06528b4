import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'

const { launchBrowser } = await import('../../scripts/page/browser.mjs' as string) as { launchBrowser: () => Promise<Browser> }

/** A browser for the tests of one file. @throws Error without Chromium: a machine without it must not pass silently */
export async function testBrowser (t: Test): Promise<Browser> {
  const browser = await launchBrowser()
  t.teardown(() => browser.close())
  return browser
}

/** A tab, and its problems: console messages, errors, and requests to other servers. */
export interface Tab {
  readonly page: Page
  readonly problems: string[]
}

/** Blank tabs of finished tests, by their options. The next test takes one: opening a tab takes more time than most tests. */
const blankTabs = new WeakMap<Browser, Map<string, Page[]>>()

function blankTabsOf (browser: Browser, options: BrowserContextOptions): Page[] {
  const byOptions = blankTabs.get(browser) ?? new Map<string, Page[]>()
  blankTabs.set(browser, byOptions)
  const key = JSON.stringify(options)
  const tabs = byOptions.get(key) ?? []
  byOptions.set(key, tabs)
  return tabs
}

async function newTab (browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  return await context.newPage()
}

/** Makes a tab like a new one. Its renderer stays, since the page itself goes to the blank one. */
async function clear (page: Page): Promise<void> {
  page.removeAllListeners()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  const others = page.context().pages().filter(other => other !== page)
  for (const other of others) await other.close()
  await page.evaluate("localStorage.clear(); sessionStorage.clear(); location.replace('about:blank')")
  await page.waitForURL('about:blank')
  await page.context().clearCookies()
  await page.mouse.move(0, 0)
}

/** Opens a tab for one test, without animations, which may only send requests to this origin. */
export async function openTab (t: Test, browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const { viewport = { width: 1440, height: 900 } } = options
  const tabs = blankTabsOf(browser, options)
  const page = tabs.pop() ?? await newTab(browser, options)
  t.teardown(() => clear(page).then(() => tabs.push(page), () => page.context().close()))
  if (viewport) await page.setViewportSize(viewport)
  page.setDefaultTimeout(30_000)
  const problems: string[] = []
  const { origin } = new URL(url)
  page.on('console', message => {
    // Kibana's own header names a feature that Chromium has on some systems only
    if (!message.text().endsWith("Unrecognized feature: 'web-share'.")) problems.push(message.text())
  })
  page.on('pageerror', error => problems.push(error.message))
  page.on('request', request => {
    const to = request.url()
    if (!to.startsWith(`${origin}/`) && !/^(?:data|blob):/.test(to)) problems.push(to)
  })
  await page.goto(url)
  return { page, problems }
}
