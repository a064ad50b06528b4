import type { Page } from 'playwright-core'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { hash, seeded, shows, titles } from '../helpers/case-list.js'

const choose = async (page: Page, filter: string, value: string) => {
  await page.locator('.choices').getByRole('button', { name: filter }).click()
  await page.getByRole('menuitem', { name: value, exact: true }).click()
}

t.test('the page, Cases: search, filters and order', async t => {
  const browser = await testBrowser(t)

  t.test('searches titles, texts, tags and ids', async t => {
    const kibana = await testServer(t, { seed: seeded() })
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await shows(page, 4)
    for (const [text, found] of [
      ['INVOICE', 'Phishing: Invoice 4471'], ['acme-billing', 'Phishing: Invoice 4471'], ['endpoint', 'USB mass storage'],
      ['slo', 'Checkout latency'], ['ana ends', 'Certificate ends'],
    ] as const) {
      await page.getByRole('searchbox', { name: 'Search cases' }).fill(text)
      await shows(page, 1)
      t.strictSame(await titles(page), [found], text)
    }
    t.equal(await hash(page), '#/cases?q=ana+ends')
    await page.getByRole('searchbox', { name: 'Search cases' }).fill('nothing like it')
    await page.getByText('4 cases are hidden by Search: nothing like it').waitFor()
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await shows(page, 4)
  })

  for (const [filter, value, found, address] of [
    ['Severity', 'Critical', ['Phishing: Invoice 4471'], 'severity=critical'],
    ['Owner', 'Observability', ['Checkout latency'], 'owner=observability'],
    ['Space', 'soc', ['Certificate ends'], 'space=soc'],
    ['Tag', 'mail', ['Phishing: Invoice 4471', 'Checkout latency'], 'tag=mail'],
    ['Assignee', 'u_ana', ['Certificate ends'], 'assignee=u_ana'],
  ] as const) {
    t.test(`filters by ${filter.toLowerCase()}, and keeps the filter in the URL`, async t => {
      const kibana = await testServer(t, { seed: seeded() })
      const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
      await shows(page, 4)
      await choose(page, filter, value)
      await shows(page, found.length)
      t.strictSame(await titles(page), found)
      t.equal(await hash(page), `#/cases?${address}`)
      await page.reload()
      await shows(page, found.length)
      await choose(page, `${filter}: ${value}`, 'Any')
      await shows(page, 4)
    })
  }

  t.test('filters by status, and shows the number of cases for each', async t => {
    const kibana = await testServer(t, { seed: seeded() })
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/cases?tag=mail`)
    await shows(page, 2)
    t.strictSame(await page.locator('.filters .seg button').allInnerTexts(), ['All 2', 'Open 1', 'In progress 0', 'Closed 1'])
    await page.getByRole('button', { name: 'Closed 1' }).click()
    await shows(page, 1)
    t.strictSame(await titles(page), ['Checkout latency'])
  })

  t.test('sorts by any column, both ways', async t => {
    const kibana = await testServer(t, { seed: seeded() })
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await shows(page, 4)
    const byTitle = ['Certificate ends', 'Checkout latency', 'Phishing: Invoice 4471', 'USB mass storage']
    const bySeverity = ['Phishing: Invoice 4471', 'Certificate ends', 'Checkout latency', 'USB mass storage']
    const byChange = ['Phishing: Invoice 4471', 'USB mass storage', 'Checkout latency', 'Certificate ends']
    for (const [column, once, twice] of [['Title', byTitle, byTitle.toReversed()], ['Severity', bySeverity, bySeverity.toReversed()], [
      'Changed', byChange, byChange.toReversed(),
    ]] as const) {
      const head = page.getByRole('columnheader', { name: column })
      await head.getByRole('button').click()
      t.strictSame(await titles(page), once, column)
      const order = await head.getAttribute('aria-sort')
      await head.getByRole('button').click()
      t.strictSame(await titles(page), twice, `${column}, reversed`)
      t.not(await head.getAttribute('aria-sort'), order)
    }
  })

  t.test('moves through the list by keyboard, and opens a case', async t => {
    const kibana = await testServer(t, { seed: seeded() })
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await shows(page, 4)
    const selected = page.locator('tr[aria-selected=true]')
    for (const [key, title] of [['j', 'Phishing'], ['ArrowDown', 'USB'], ['k', 'Phishing']] as const) {
      await page.keyboard.press(key)
      await selected.filter({ hasText: title }).waitFor()
    }
    await page.keyboard.press('Escape')
    await selected.waitFor({ state: 'detached' })
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Phishing' }).waitFor()
    t.equal(await hash(page), '#/cases/phish')
  })
})
