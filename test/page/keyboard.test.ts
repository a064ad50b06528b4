import type { Locator, Page } from 'playwright-core'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { storyServer } from '../helpers/story.js'

const hash = (page: Page) => page.evaluate<string>('location.hash')
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

  t.test('focuses the search of a view with /, and then types letters there', async t => {
    const { page } = await open(t, '#/requests')
    await press(page, '/')
    await page.keyboard.type('gtt?')
    t.equal(await page.getByRole('searchbox').inputValue(), 'gtt?')
    t.match(await hash(page), /^#\/requests/)
    t.equal(await page.locator('dialog[open]').count(), 0)
  })

  t.test('moves through lists with J and K, opens with Enter and closes with Esc', async t => {
    const { page } = await open(t, '#/cases')
    await page.locator('table.cases a.title').first().waitFor()
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

  t.test('obeys the keys of a view from its first frame on', async t => {
    const { page, problems } = await open(t, '#/cases')
    await page.evaluate(`new MutationObserver((changes, observer) => {
      if (!document.querySelector('h1').textContent.startsWith('Faults')) return
      observer.disconnect()
      dispatchEvent(new KeyboardEvent('keydown', { key: 'n' }))
    }).observe(document.querySelector('main'), { childList: true, characterData: true, subtree: true })`)
    await press(page, 'g', 'f')
    await page.waitForURL(/#\/faults\/new/)
    t.strictSame(problems, [])
  })

  t.test('sends a form with Ctrl and Enter, only once until the answer arrives', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    const pressTwice = async (path: string, field: Locator) => {
      const sent: string[] = []
      let answer = () => {}
      const pressed = new Promise<void>(resolve => { answer = resolve })
      await page.route(path, async route => {
        if (route.request().method() === 'POST') {
          sent.push(route.request().url())
          await pressed
        }
        await route.continue()
      })
      await field.press('Control+Enter')
      await field.press('Control+Enter')
      answer()
      return sent
    }
    await page.getByRole('button', { name: 'New case' }).first().click()
    await page.getByLabel('Title').fill('Once')
    await page.getByLabel('Description, in Markdown').fill('x')
    const cases = await pressTwice('**/api/cases', page.getByLabel('Description, in Markdown'))
    await page.getByText('The case was created').waitFor()
    t.equal(cases.length, 1)
    await page.goto(`${kibana.url}/_mock/#/faults/new`)
    const faults = await pressTwice('**/_mock/faults', page.getByRole('form').getByLabel('Status', { exact: true }))
    await page.getByText('fault-1 waits for the next').waitFor()
    t.equal(faults.length, 1)
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
})
