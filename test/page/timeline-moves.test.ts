import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { bars, openStory, query, shownAt } from '../helpers/timeline.js'

const HEADERS = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }
const CASE = {
  title: 'x',
  description: 'd',
  tags: [],
  owner: 'cases',
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
  settings: { syncAlerts: false },
}

/** Opens the timeline of a case with 150 comments, each this many milliseconds after the one before. */
async function openComments (t: Test, browser: Browser, gapMs: number) {
  const kibana = await testServer(t)
  const { id } = (await kibana.app.inject({ method: 'POST', url: '/api/cases', headers: HEADERS, payload: CASE })).json<{ id: string }>()
  for (let index = 0; index < 150; index++) {
    await kibana.app.inject({
      method: 'POST', url: `/api/cases/${id}/comments`, headers: HEADERS, payload: { type: 'user', comment: 'x', owner: 'cases' },
    })
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

t.test('the page, Timeline: selection, zoom and phone', async t => {
  const browser = await testBrowser(t)

  t.test('opens an event by a click, and goes from one to the next by keyboard', async t => {
    const { page } = await openStory(t, browser)
    await page.locator('.tl .ev[data-id="18"] circle').first().click()
    await shownAt(page, 18)
    t.match(await query(page), { at: '18' })
    t.ok(await page.locator('.tl .ev.picked[data-id="18"]').count() >= 3, 'its case, its bar and its incident are marked')
    t.equal(await page.locator('.evlist tr[aria-selected=true] td').first().innerText(), '18', 'the list follows')
    for (const [key, id] of [
      ['ArrowRight', 19], ['ArrowLeft', 18], ['Shift+ArrowLeft', 14], ['Shift+ArrowLeft', 13], ['Shift+ArrowRight', 14],
    ] as const) {
      await page.keyboard.press(key)
      await shownAt(page, id)
    }
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /Push failed/ }).click()
    await shownAt(page, 13)
    await page.getByRole('link', { name: 'Open request' }).click()
    await page.getByRole('complementary', { name: 'Request 13', exact: true }).waitFor()
  })

  t.test('shows a card of the event under the pointer', async t => {
    const { page } = await openStory(t, browser)
    await page.locator('.tl .ev[data-id="13"] circle').first().hover()
    await page.locator('.tip').waitFor()
    t.match(
      await page.locator('.tip').innerText(),
      /POST 424\s+#13[\s\S]*Push failed[\s\S]*Planned: failure-1 hit\. #16 went through\. [\d.]+ ms/,
    )
    await page.locator('h1').hover()
    await page.locator('.tip').waitFor({ state: 'detached' })
  })

  t.test('zooms by keyboard and wheel, counts the later requests, and fits again', async t => {
    const { page } = await openStory(t, browser)
    await page.keyboard.press('+')
    await page.waitForURL(/from=.*to=/)
    t.ok(await bars(page).count() < 25)
    await page.getByRole('button', { name: /^\d+ later$/ }).click()
    await page.waitForURL(/last=/)
    t.equal(await page.getByRole('button', { name: /later/ }).count(), 0)
    await page.getByRole('button', { name: 'Fit' }).click()
    await page.waitForURL(/#\/$/)
    t.equal(await bars(page).count(), 25)
    const box = (await page.locator('.tl').boundingBox())!
    await page.mouse.move(box.x + 300, box.y + 200)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -600)
    await page.keyboard.up('Control')
    await page.waitForURL(/from=.*to=/)
    t.ok(await bars(page).count() < 15)
    const { from, to } = await query(page)
    const before = await bars(page).count()
    await page.reload()
    await page.locator('.trouble').waitFor()
    t.match(await query(page), { from, to })
    t.equal(await bars(page).count(), before, 'a link shows the same')
  })

  t.test('joins marks that would cover each other, and parts them by clicks', async t => {
    const page = await openComments(t, browser, 2)
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

  t.test('opens the first of joined marks that never part: they have the same time', async t => {
    const page = await openComments(t, browser, 0)
    await page.locator('.tl .joined').click()
    await shownAt(page, 1)
    t.match(await query(page), { at: '1', from: undefined })
  })

  t.test('keeps the zoom when an event is opened at once', async t => {
    const { page } = await openStory(t, browser)
    await page.keyboard.press('+')
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/at=.*from=.*to=/)
    t.ok(await bars(page).count() < 25)
  })

  t.test('zooms to the events of a lane by a double click', async t => {
    const { page } = await openStory(t, browser)
    await page.locator('.tl .name', { hasText: 'ServiceNow SIR' }).dblclick()
    await page.waitForURL(/from=|last=/)
    t.ok(await bars(page).count() < 25)
    const joined = await openComments(t, browser, 2)
    await joined.keyboard.press('+')
    await joined.waitForURL(/from=/)
    await joined.locator('.tl .lane .sub').dblclick()
    await joined.waitForURL(/#\/$/)
    t.equal(await bars(joined).count(), 151, 'also to those in a joined mark')
  })

  t.test('moves by dragging, and moves one end by a handle of the overview', async t => {
    const page = await openComments(t, browser, 2)
    await page.keyboard.press('+')
    await page.waitForURL(/from=.*to=/)
    const zoomed = await query(page)
    // One move for each drag: on a busy machine the page writes the places between to its URL too
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

  t.test('goes on after a link with a zoom that is tiny, endless or beyond the log', async t => {
    for (const zoom of ['from=1e9&to=1000000000.0000001', 'from=-1e308&to=1e308', 'last=1e300']) {
      const { page } = await openStory(t, browser, `#/?${zoom}`)
      await page.getByRole('button', { name: 'Fit' }).click()
      await bars(page).nth(24).waitFor()
      t.match(await page.locator('.tl .axis').first().textContent(), /^\d\d:/, zoom)
    }
  })

  t.test('turns by 90 degrees on a phone: the newest first, a row for each event', async t => {
    const { page } = await openStory(t, browser, '#/', { viewport: { width: 390, height: 844 } })
    const rows = await page.locator('.vrow').allInnerTexts()
    t.match(rows[0], /^Pushed: SEC-1/)
    t.match(rows.find(text => text.includes('Clock turned')), /Clock turned \+2 h/)
    const created = (row: string) => page.locator('.vrow', { hasText: row }).first().locator('path[d="M8 3v10M3 8h10"]').count()
    t.strictSame([await created('SEC-1'), await created('SEC-2')], [0, 1], 'only a record that is new has a plus')
    t.match(await page.locator('.vlanes').innerText(), /1 Phishing[\s\S]*J Jira SEC\s+S ServiceNow SIR/)
    await page.getByRole('link', { name: /Push failed/ }).click()
    await page.getByRole('complementary', { name: 'Request 13' }).waitFor()
  })

  t.test('filters on a phone: by what went wrong, by case, by system', async t => {
    const { page, problems } = await openStory(t, browser, '#/', { viewport: { width: 390, height: 844 } })
    const choose = async (name: string, count: number) => {
      await page.getByRole('button', { name: 'Filter' }).click()
      await page.getByRole('menuitem', { name }).click()
      await page.locator('a.vrow').nth(count).waitFor({ state: 'detached' })
      t.equal(await page.locator('a.vrow').count(), count, name)
    }
    await choose('What went wrong', 3)
    t.equal(await page.evaluate('location.hash'), '#/?only=wrong')
    await choose('Malware on FIN-LT-0231', 4)
    await choose('ServiceNow SIR', 2)
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitem', { name: 'Any' }).click()
    await page.locator('a.vrow').nth(10).waitFor()
    t.strictSame(problems, [])
  })
})
