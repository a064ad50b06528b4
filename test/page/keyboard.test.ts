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

t.test('the page, by keyboard', async t => {
  const browser = await testBrowser(t)
  const open = async (t: Parameters<typeof openTab>[0], place = '#/') => {
    const kibana = await storyServer(t)
    const tab = await openTab(t, browser, `${kibana.url}/_mock/${place}`, { permissions: ['clipboard-read', 'clipboard-write'] })
    await tab.page.getByText('Live', { exact: true }).waitFor()
    return { ...tab, kibana }
  }

  t.test('goes to each view with G and its letter', async t => {
    const { page, problems } = await open(t)
    for (const [key, place, title] of [
      ['c', '#/cases', 'Cases'], ['s', '#/systems', 'External systems'], ['r', '#/requests', 'Requests'], ['f', '#/faults', 'Faults'],
      ['k', '#/control', 'Clock and state'], ['o', '#/routes', 'Routes'], ['t', '#/', 'Timeline'],
    ] as const) {
      await press(page, 'g', key)
      await page.locator('nav.nav [aria-current=page]').getByText(title).waitFor()
      t.equal((await hash(page)).split('?')[0], place)
    }
    t.strictSame(problems, [])
  })

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

  t.test('focuses the search of a view with /, where letters are typed', async t => {
    const { page } = await open(t, '#/requests')
    await press(page, '/')
    await page.keyboard.type('gtt?')
    t.equal(await page.getByRole('searchbox').inputValue(), 'gtt?')
    t.match(await hash(page), /^#\/requests/)
    t.equal(await page.locator('dialog[open]').count(), 0)
  })

  t.test('moves through lists with J and K, opens with Enter and closes with Esc', async t => {
    const { page } = await open(t, '#/cases')
    await press(page, 'j', 'j', 'k', 'ArrowDown', 'Enter')
    await page.waitForURL(/#\/cases\/[\w-]+$/)
    await page.goto(`${page.url().split('#')[0]}#/systems`)
    await page.locator('.systems a').first().waitFor()
    await press(page, 'j')
    await page.waitForURL(/#\/systems\/jira-sec\/SEC-1$|#\/systems\/jira-sec\/SEC-2$/)
    const first = await hash(page)
    await press(page, 'ArrowDown')
    await page.waitForURL(url => url.hash !== first)
    await press(page, 'k')
    await page.waitForURL(url => url.hash === first)
    await page.goto(`${page.url().split('#')[0]}#/routes`)
    await page.getByRole('article').waitFor()
    await press(page, 'j', 'j')
    await page.locator('.route-list a[aria-current]').waitFor()
    t.match(await hash(page), /^#\/routes\/\w+/)
    await page.goto(`${page.url().split('#')[0]}#/requests`)
    await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor()
    await press(page, 'j')
    await page.waitForURL(/#\/requests\/25$/)
    await press(page, 'Escape')
    await page.waitForURL(/#\/requests$/)
  })

  t.test('leaves the arrow keys to a focused panel, which scrolls', async t => {
    const { page } = await open(t, '#/requests/8')
    await page.locator('aside.panel').focus()
    await press(page, 'ArrowDown')
    t.equal(await hash(page), '#/requests/8')
  })

  t.test('copies the selected request as curl with C', async t => {
    const { page, kibana } = await open(t, '#/requests/8')
    await page.locator('aside.panel').waitFor()
    await press(page, 'c')
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    t.match(await page.evaluate('navigator.clipboard.readText()'), `curl -X PATCH '${kibana.url}/api/cases'`)
  })

  t.test('opens the form for a new case or fault with N', async t => {
    const { page } = await open(t, '#/cases')
    await press(page, 'n')
    await page.getByRole('dialog', { name: 'New case' }).waitFor()
    await page.getByLabel('Title').fill('By keyboard')
    await page.getByLabel('Description').fill('d')
    await press(page, 'Control+Enter')
    await page.getByRole('heading', { level: 1, name: 'By keyboard' }).waitFor()
    await press(page, 'g', 'f')
    await page.getByRole('heading', { level: 1, name: 'Faults' }).waitFor()
    await press(page, 'n')
    await page.waitForURL(/#\/faults\/new/)
  })

  t.test('moves the clock with T, and freezes it with Shift and T', async t => {
    const { page, kibana } = await open(t)
    const before = kibana.clock.now().getTime()
    await press(page, 't')
    await page.getByText('The clock was turned by 1 h').waitFor()
    t.ok(kibana.clock.now().getTime() - before >= 3_600_000)
    await press(page, 'Shift+T')
    await page.getByText('The clock is frozen').waitFor()
    t.equal(kibana.clock.frozen, true)
  })

  t.test('pauses and follows with Space', async t => {
    const { page, kibana } = await open(t, '#/requests')
    await press(page, ' ')
    await page.getByText('Paused').waitFor()
    await kibana.app.inject('/api/status')
    await page.getByText('Paused, 1 new').waitFor()
    await press(page, ' ')
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByRole('row', { name: '/api/status' }).first().waitFor()
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
    t.match(await focused(page), 'Make a sandbox')
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
