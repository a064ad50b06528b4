import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import { openTab } from './browser.js'
import { storyServer } from './story.js'

/** Parameters of the view in the URL. */
export const query = async (page: Page) =>
  Object.fromEntries(new URLSearchParams((await page.evaluate<string>('location.hash')).split('?')[1]))
/** Bars of the requests. */
export const bars = (page: Page) => page.locator('.tl .bar[rx]')
/** Waits until this request is selected. */
export const shownAt = (page: Page, id: number) => page.getByRole('complementary', { name: `Selected: request ${id}` }).waitFor()

/** Opens the timeline of a server that has played the story. */
export async function openStory (t: Test, browser: Browser, place = '#/', options: BrowserContextOptions = {}) {
  const kibana = await storyServer(t)
  const tab = await openTab(t, browser, `${kibana.url}/_mock/${place}`, options)
  await tab.page.locator('.trouble').waitFor()
  return { ...tab, kibana }
}
