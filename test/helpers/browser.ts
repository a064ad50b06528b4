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

/** Opens a tab for one test, which may only send requests to this origin. */
export async function openTab (t: Test, browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  t.teardown(() => context.close())
  const page = await context.newPage()
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
