import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { call, createCase } from '../helpers/cases.js'
import { bars, openStory, query, shownAt } from '../helpers/timeline.js'

/** Opens the timeline of a case with 150 changes, each this many milliseconds after the one before. */
async function openChanges (t: Test, browser: Browser, gapMs: number) {
  const kibana = await testServer(t)
  const { id, version: first } = await createCase(kibana)
  for (let index = 0, version = first; index < 150; index++) {
    [{ version }] = (await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, title: `x${index}` }] })).body
  }
  const { page } = await openTab(t, browser, 'about:blank')
  await page.route('**/_mock/requests', async route => {
    const response = await route.fetch()
    const { requests } = await response.json()
    for (const [index, request] of requests.entries()) {
      const time = new Date(Date.UTC(2025, 5, 1, 10) + index * gapMs).toISOString()
      Object.assign(request, { at: time, receivedAt: time, duration: 1 })
    }
    await route.fulfill({ response, json: { requests } })
  })
  await page.goto(`${kibana.url}/_mock/`)
  await page.locator('.tl .joined').first().waitFor()
  return page
}

t.test('the page, Timeline: joined marks', async t => {
  const browser = await testBrowser(t)

  t.test('joins marks that would cover each other, and separates them by clicks', async t => {
    const page = await openChanges(t, browser, 2)
    const joined = page.locator('.tl .joined')
    t.strictSame(await joined.locator('text').allTextContents(), ['99+'], 'one for all')
    for (let before = 151; await joined.count() > 0;) {
      await joined.first().click()
      await bars(page).nth(before - 1).waitFor({ state: 'detached' })
      const shown = await bars(page).count()
      t.ok(shown > 1 && shown < before, `${shown} after ${before}`)
      before = shown
    }
    await page.waitForURL(/from=.*to=/)
  })

  t.test('opens the first of joined marks that all have the same time', async t => {
    const page = await openChanges(t, browser, 0)
    await page.locator('.tl .joined').click()
    await shownAt(page, 1)
    t.match(await query(page), { at: '1', from: undefined })
  })

  t.test('zooms to the events of a lane by a double click', async t => {
    const { page } = await openStory(t, browser)
    await page.locator('.tl .name', { hasText: 'ServiceNow SIR' }).dblclick()
    await page.waitForURL(/from=|last=/)
    t.ok(await bars(page).count() < 25)
    const joined = await openChanges(t, browser, 2)
    await joined.keyboard.press('+')
    await joined.waitForURL(/from=/)
    await joined.locator('.tl .lane .sub').dblclick()
    await joined.waitForURL(/#\/$/)
    t.equal(await bars(joined).count(), 151, 'also to those in a joined mark')
  })

  t.test('moves by dragging, and moves one end by a handle of the overview', async t => {
    const page = await openChanges(t, browser, 2)
    await page.keyboard.press('+')
    await page.waitForURL(/from=.*to=/)
    const zoomed = await query(page)
    // One move for each drag: on a busy machine, the page writes intermediate places to its URL too
    const box = (await page.locator('.tl').boundingBox())!
    await page.mouse.move(box.x + 400, box.y + 200)
    await page.mouse.down()
    await page.mouse.move(box.x + 450, box.y + 200)
    await page.mouse.up()
    await page.waitForURL(url => !url.hash.includes(`from=${zoomed.from}&`))
    const { from, to } = await query(page)
    t.ok(Number(from) < Number(zoomed.from), 'to the left')
    t.ok(Math.abs(Number(to) - Number(from) - Number(zoomed.to) + Number(zoomed.from)) < 0.1, 'as long as before')
    const handle = (await page.locator('.tl .handle').first().boundingBox())!
    await page.mouse.move(handle.x + 8, handle.y + 10)
    await page.mouse.down()
    await page.mouse.move(handle.x - 40, handle.y + 10)
    await page.mouse.up()
    await page.waitForURL(url => !url.hash.includes(`from=${from}&`))
    const dragged = await query(page)
    t.equal(dragged.to, to, 'a handle of the overview moves its own end only')
    t.ok(Number(dragged.from) < Number(from))
  })
})
