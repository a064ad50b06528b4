import type { Page } from 'playwright-core'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'

const clock = (page: Page) => page.getByRole('region', { name: 'Clock', exact: true })

t.test('the page, Clock', async t => {
  const browser = await testBrowser(t)

  t.test('shows the time, how far it is from real time, and its pace', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await clock(page).getByText('10:00:00').waitFor()
    t.match(await clock(page).innerText(), /Sunday 1 Jun 2025, UTC\s+10:00:00\s+\d+ d.* behind real time\s+runs at real pace, when it runs/)
    t.equal(await clock(page).getByRole('button', { name: 'Frozen' }).getAttribute('aria-pressed'), 'true')
    t.strictSame(problems, [])
  })

  t.test('turns the clock by each of the steps', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    for (const [name, time] of [
      ['+ 1 min', '2025-06-01T10:01:00'], ['+ 15 min', '2025-06-01T10:16:00'], ['+ 1 h', '2025-06-01T11:16:00'],
      ['+ 1 day', '2025-06-02T11:16:00'],
      ['+ 7 days', '2025-06-09T11:16:00'], ['+ 30 days', '2025-07-09T11:16:00'],
    ] as const) {
      await clock(page).getByRole('button', { name, exact: true }).click()
      await page.getByText(`The clock was turned by ${name.slice(2)}`, { exact: true }).waitFor()
      t.match(kibana.clock.iso(), time)
    }
  })

  t.test('freezes it, and lets it run again', async t => {
    const kibana = await testServer(t, { clock: { now: '2025-06-01T10:00:00.000Z' } })
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await clock(page).getByRole('button', { name: 'Frozen' }).click()
    await page.getByText('The clock is frozen').waitFor()
    t.equal(kibana.clock.frozen, true)
    await clock(page).getByRole('button', { name: 'Frozen' }).click()
    await clock(page).getByRole('button', { name: 'Running' }).click()
    await page.getByText('The clock is running').waitFor()
    t.equal(kibana.clock.frozen, false)
  })

  t.test('sets its time and its pace', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await clock(page).getByText('10:00:00').waitFor()
    await clock(page).getByLabel('Set to').focus()
    t.equal(await clock(page).getByLabel('Set to').inputValue(), '2025-06-01T10:00:00Z', 'the field begins with the time')
    await clock(page).getByLabel('Set to').fill('2030-01-01T00:00:00Z')
    await clock(page).getByLabel('Pace').fill('60')
    await clock(page).getByRole('button', { name: 'Set', exact: true }).click()
    await page.getByText('The clock is set to 2030-01-01T00:00:00Z and 60 times as fast').waitFor()
    t.strictSame([kibana.clock.iso(), kibana.clock.pace, kibana.clock.frozen], ['2030-01-01T00:00:00.000Z', 60, true])
    await clock(page).getByText('runs 60 times as fast').waitFor()
    t.strictSame(problems, [])
  })

  t.test('shows the server’s message for an invalid time', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await clock(page).getByLabel('Set to').fill('tomorrow')
    await page.keyboard.press('Enter')
    t.match(await page.getByRole('alert').innerText(), /400: .*tomorrow/)
    t.equal(kibana.clock.iso(), '2025-06-01T10:00:00.000Z')
  })

  t.test('lists what is due, and turns the clock there', async t => {
    const kibana = await testServer(t, { kibanaVersion: '9.5.4', security: { users: { ann: { password: 'hush', roles: ['superuser'] } } } })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await clock(page).getByText('Nothing is due').waitFor()
    kibana.seed({ cases: [{ title: 'Phishing' }, { title: 'Malware' }] })
    await kibana.app.inject({
      method: 'POST',
      url: '/internal/security/login',
      headers: { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'Kibana' },
      payload: { providerType: 'basic', providerName: 'basic', currentURL: '/', params: { username: 'ann', password: 'hush' } },
    })
    const rows = clock(page).getByRole('table', { name: 'What is due' }).locator('tbody tr')
    await rows.nth(1).waitFor()
    t.strictSame(await rows.locator('td:not(:last-child)').allInnerTexts(), [
      '2 cases get their incremental ids', '15 min', 'The session of ann ends', '3 d',
    ])
    t.strictSame(await findViolations(page), [])
    await rows.first().getByRole('button', { name: 'Turn there' }).click()
    await page.getByText('The clock is set to 2025-06-01T10:15:00.000Z').waitFor()
    t.strictSame(kibana.exportState().cases?.map(({ incremental_id: id }) => id), [1, 2])
    await rows.nth(1).waitFor({ state: 'detached' })
    t.match(await rows.first().innerText(), /^The session of ann ends\s+2 d 23 h/)
    t.strictSame(problems, [])
  })

  t.test('shows the end of time for a clock that runs too fast', async t => {
    const kibana = await testServer(t)
    await kibana.app.inject({ method: 'PUT', url: '/_mock/clock', payload: { frozen: false, pace: 1e15 } })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await clock(page).getByText('Friday 31 Dec 9999, UTC').waitFor()
    t.match(await clock(page).innerText(), '23:59:59')
    t.strictSame(problems, [])
  })

  t.test('follows a clock that a test turns', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/`)
    await page.getByText('Live', { exact: true }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('k')
    await clock(page).getByText('10:00:00').waitFor()
    kibana.clock.advance('2h')
    await clock(page).getByText('12:00:00').waitFor()
  })
})
