import t from 'tap'
import { testBrowser } from '../helpers/browser.js'
import { bars, openStory, query } from '../helpers/timeline.js'

t.test('the page, Timeline: zoom', async t => {
  const browser = await testBrowser(t)

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

  t.test('keeps the zoom when an event is opened right after zooming', async t => {
    const { page } = await openStory(t, browser)
    await page.keyboard.press('+')
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/at=.*from=.*to=/)
    t.ok(await bars(page).count() < 25)
  })

  t.test('handles a link with a zoom that is tiny, endless or beyond the log', async t => {
    const { page, kibana } = await openStory(t, browser)
    for (const zoom of ['from=1e9&to=1000000000.0000001', 'from=-1e308&to=1e308', 'last=1e300']) {
      await page.goto('about:blank')
      await page.goto(`${kibana.url}/_mock/#/?${zoom}`)
      await page.getByRole('button', { name: 'Fit' }).click()
      await bars(page).nth(24).waitFor()
      t.match(await page.locator('.tl .axis').first().textContent(), /^\d\d:/, zoom)
    }
  })
})
