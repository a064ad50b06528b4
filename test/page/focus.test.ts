import type { Page } from 'playwright-core'
import t from 'tap'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { call, createCase } from '../helpers/cases.js'
import { storyServer } from '../helpers/story.js'

const hash = (page: Page) => page.evaluate<string>('location.hash')
const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent')
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

t.test('the page, keyboard focus', async t => {
  const browser = await testBrowser(t)
  const open = async (t: Parameters<typeof openTab>[0], place = '#/') => {
    const kibana = await storyServer(t)
    const tab = await openTab(t, browser, `${kibana.url}/_mock/${place}`)
    await tab.page.getByText('Live', { exact: true }).waitFor()
    return { ...tab, kibana }
  }

  t.test('opens the palette, finds a target, and goes there; Esc returns the focus', async t => {
    const { page } = await open(t)
    const opener = page.getByRole('button', { name: /^Search cases, requests, routes/ }).first()
    await opener.focus()
    await press(page, 'Control+k')
    await page.getByRole('combobox').fill('sec-1')
    await page.getByRole('option').first().waitFor()
    t.strictSame(await findViolations(page), [])
    await press(page, 'Escape')
    t.match(await focused(page), 'Search cases')
    await press(page, 'Control+k')
    await page.getByRole('combobox').fill('SEC-2')
    await press(page, 'ArrowDown', 'ArrowUp', 'Enter')
    await page.waitForURL(/#\/systems\/.*SEC-2|#\/cases\//)
  })

  t.test('leaves the arrow keys to a focused panel, which scrolls', async t => {
    const { page } = await open(t, '#/requests/8')
    await page.locator('aside.panel').focus()
    await press(page, 'ArrowDown')
    t.equal(await hash(page), '#/requests/8')
  })

  t.test('lists its keys with ?, and returns the focus', async t => {
    const { page } = await open(t)
    await page.getByRole('link', { name: 'Cases' }).first().focus()
    await press(page, '?')
    const list = page.getByRole('dialog', { name: 'Keyboard' })
    await list.waitFor()
    t.match(await list.innerText(), /Copy as curl/)
    t.strictSame(await findViolations(page), [])
    await press(page, 'Escape')
    await list.waitFor({ state: 'detached' })
    t.match(await focused(page), 'Cases')
  })

  t.test('focuses the skip link first', async t => {
    const { page } = await open(t)
    await press(page, 'Tab')
    t.equal(await focused(page), 'Skip to the view')
    await press(page, 'Enter')
    await page.locator('#main:focus').waitFor()
  })

  t.test('takes the letters typed right after Ctrl+K', async t => {
    const { page } = await open(t)
    await press(page, 'Control+k')
    await page.keyboard.type('routes')
    t.equal(await page.getByRole('combobox').inputValue(), 'routes')
  })

  t.test('moves through a menu with the arrow keys, and Esc returns the focus', async t => {
    const { page } = await open(t)
    const opener = page.getByRole('button', { name: /^Server main/ })
    await opener.focus()
    await press(page, 'Enter')
    await page.getByRole('menu').waitFor()
    t.match(await focused(page), 'main')
    await press(page, 'ArrowDown')
    t.match(await focused(page), 'Create a sandbox')
    await press(page, 'Escape')
    t.match(await focused(page), 'main')
    t.equal(await page.getByRole('menu').count(), 0)
  })

  for (const [name, place, target] of [
    ['a request', '#/requests', 'table tbody a'],
    ['a case', '#/cases', 'table.cases tbody a'],
    ['an incident', '#/systems', '.systems a'],
    ['the search', '#/cases', '.finder input'],
    ['a form', '#/control', '.card form input'],
  ] as const) {
    t.test(`keeps the focus on ${name} while a client works`, async t => {
      const { page, kibana } = await open(t, place)
      const element = page.locator(target).first()
      await element.focus()
      await page.evaluate("document.activeElement.setAttribute('data-before', '')")
      const { id, version } = await createCase(kibana, { title: 'Comes meanwhile' })
      await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] })
      await page.locator('nav.nav a', { hasText: 'Requests' }).getByText('27').waitFor()
      await page.locator('nav.nav a', { hasText: 'Cases' }).getByText('4').waitFor()
      await page.locator('[data-before]:focus').waitFor()
    })
  }
})
