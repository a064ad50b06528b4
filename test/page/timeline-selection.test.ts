import t from 'tap'
import { testBrowser } from '../helpers/browser.js'
import { openStory, query, shownAt } from '../helpers/timeline.js'

t.test('the page, Timeline: selection and phone', async t => {
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

  t.test('runs from top to bottom on a phone, the newest first, with a row for each event', async t => {
    const { page } = await openStory(t, browser, '#/', { viewport: { width: 390, height: 844 } })
    const rows = await page.locator('.vrow').allInnerTexts()
    t.match(rows[0], /^Pushed: SEC-1/)
    t.match(rows.find(text => text.includes('Clock turned')), /Clock turned \+2 h/)
    const created = (row: string) => page.locator('.vrow', { hasText: row }).first().locator('path[d="M8 3v10M3 8h10"]').count()
    t.strictSame([await created('SEC-1'), await created('SEC-2')], [0, 1], 'only a new record has a plus')
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
