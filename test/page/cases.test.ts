import t from 'tap'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { seeded, shows, titles } from '../helpers/case-list.js'
import { call, createCase } from '../helpers/cases.js'
import { hostileTexts } from '../helpers/hostile.js'
import { storyServer } from '../helpers/story.js'

t.test('the page, Cases', async t => {
  const browser = await testBrowser(t)

  t.test('explains how to create the first case, or loads the demo', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await page.getByText('No cases on this server').waitFor()
    t.match(await page.locator('.empty pre').innerText(), `curl -X POST ${kibana.url}/api/cases`)
    t.strictSame(await findViolations(page), [])
    await page.getByRole('button', { name: 'Load the demo' }).click()
    await page.getByText('The demo was loaded').waitFor()
    t.ok((await titles(page)).length > 8, 'a dozen cases')
    t.strictSame(problems, [])
  })

  t.test('lists cases with their contents, the newest change first', async t => {
    const kibana = await storyServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await shows(page, 3)
    t.strictSame(await titles(page), ['Phishing: “Invoice 4471 overdue”', 'Malware on FIN-LT-0231', 'Login from two countries: m.ortega'])
    const [first] = await page.locator('table.cases tbody tr').allInnerTexts()
    t.match(first, /^Closed\s+Phishing.*\s+phishing\s+Critical\s+Security\s+1\s+1\s+SEC-1\s+\+1\s/)
    t.strictSame(problems, [])
  })

  t.test('shows what a client does, as it happens', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await page.getByText('No cases on this server').waitFor()
    const { id, version } = await createCase(kibana, { title: 'Born while you look' })
    await page.getByRole('row', { name: 'Born while you look' }).waitFor()
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: 'in-progress', severity: 'high' }] })
    await page.getByRole('row', { name: /In progress.*High/ }).waitFor()
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: 'Hello', owner: 'cases' })
    await page.getByRole('cell', { name: '1', exact: true }).waitFor()
    await call(kibana, 'DELETE', `/api/cases?ids=["${id}"]`)
    await page.getByText('No cases on this server').waitFor()
    t.strictSame(problems, [])
  })

  t.test('shows a case that is created while the state is loading', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, 'about:blank')
    let letGo = () => {}
    const gone = new Promise<void>(resolve => { letGo = resolve })
    await page.route('**/_mock/state', async route => {
      const response = await route.fetch()
      await gone
      await route.fulfill({ response })
    })
    const asked = page.waitForResponse('**/_mock/state')
    const isListening = page.waitForResponse('**/_mock/events')
    await page.goto(`${kibana.url}/_mock/#/cases`)
    await isListening
    await createCase(kibana, { title: 'Born meanwhile' })
    await page.getByRole('link', { name: 'Born meanwhile' }).waitFor()
    letGo()
    await asked
    await page.getByText('Live').waitFor()
    t.equal(await page.getByRole('link', { name: 'Born meanwhile' }).count(), 1)
  })

  t.test('creates a case through Kibana’s own API, marked as made by the page', async t => {
    const kibana = await testServer(t, { seed: seeded() })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await shows(page, 4)
    await page.keyboard.press('n')
    await page.getByLabel('Title').fill('Made here')
    await page.getByLabel('Description, in Markdown').fill('By a person')
    await page.getByLabel('Tags').fill('one, two')
    await page.locator('#new-severity').selectOption('high')
    await page.locator('#new-space').selectOption('soc')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Made here' }).waitFor()
    const [made] = kibana.requests.all({ method: 'POST', path: '/api/cases' })
    t.match(made, {
      status: 200, space: 'soc', headers: { 'kcm-page': 'true' }, answer: { title: 'Made here', severity: 'high', tags: ['one', 'two'] },
    })
    t.strictSame(problems, [])
  })

  t.test('shows Kibana’s message if a case could not be created, and keeps the form', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await page.getByText('No cases on this server').waitFor()
    await page.keyboard.press('n')
    await page.getByLabel('Title').fill('x'.repeat(161))
    await page.getByLabel('Description, in Markdown').fill('d')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText(/400: .*The length of the title is too long\. The maximum length is 160\./).waitFor()
    t.equal(await page.getByLabel('Title').inputValue(), 'x'.repeat(161))
  })

  t.test('renders only the visible part of 10,000 cases', async t => {
    const cases = Array.from({ length: 10_000 }, (_, index) => ({
      id: `case-${index}`, title: `Case number ${index}`, updated_at: new Date(1_700_000_000_000 + index).toISOString(),
    }))
    const kibana = await testServer(t, { seed: { cases } as never })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await page.getByRole('row', { name: 'Case number 9999' }).waitFor()
    const rows = page.locator('table.cases tbody tr')
    t.ok(await rows.count() < 80)
    await page.locator('.body').evaluate(body => { body.scrollTop = 36 * 5000 })
    await page.getByRole('row', { name: 'Case number 4999' }).waitFor()
    t.ok(await rows.count() < 80)
    await page.getByRole('searchbox', { name: 'Search cases' }).fill('number 777')
    await page.getByRole('row', { name: 'Case number 777', exact: false }).first().waitFor()
    t.equal((await titles(page)).length, 19)
    t.strictSame(problems, [])
  })

  t.test('shows hostile texts as text', async t => {
    const cases = hostileTexts.map((text, index) => ({ id: `case-${index}`, title: text, tags: [text] }))
    const kibana = await testServer(t, { seed: { cases } as never })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await shows(page, hostileTexts.length)
    t.strictSame((await titles(page)).toSorted(), [...hostileTexts].toSorted())
    t.equal(await page.evaluate('globalThis.hit'), undefined)
    t.strictSame(problems, [])
  })
})
