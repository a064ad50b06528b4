import t from 'tap'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { createCase } from '../helpers/cases.js'

t.test('the page, with a control token', async t => {
  const browser = await testBrowser(t)

  t.test('asks for it once, reports a wrong one, and keeps it only in the memory of the tab', async t => {
    const kibana = await testServer(t, { control: { token: 'of-the-server' } })
    await createCase(kibana, { title: 'Behind the token' })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    await page.getByRole('heading', { name: 'This server asks for its control token' }).waitFor()
    await page.locator('#token:focus').waitFor()
    t.strictSame(await findViolations(page), [])
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('The server refused this token').waitFor()
    t.strictSame(await findViolations(page), [])
    await page.getByLabel('Token').fill('of-the-server')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Behind the token' }).first().waitFor()
    await createCase(kibana, { title: 'Heard live' })
    await page.getByRole('link', { name: 'Heard live' }).first().waitFor()
    t.notMatch(
      await page.evaluate<string>('location.href + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie'),
      'of-the-server',
    )
    await page.reload()
    await page.getByRole('heading', { name: 'This server asks for its control token' }).waitFor()
    t.strictSame(problems.filter(text => !/status of 401/.test(text)), [])
  })
})
