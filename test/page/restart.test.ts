import t from 'tap'
import { startServer } from '../../src/index.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { createCase } from '../helpers/cases.js'

t.test('the page, when the server restarts', async t => {
  const browser = await testBrowser(t)

  t.test('reports the lost connection, reconnects by itself, and keeps the old requests', async t => {
    const first = await startServer({ clock: '2025-06-01T10:00:00.000Z' })
    const { port } = first
    const { page } = await openTab(t, browser, `${first.url}/_mock/#/requests`)
    const created = page.getByRole('row', { name: 'POST /api/cases' })
    for (const number of [1, 2]) {
      await createCase(first)
      await created.nth(number - 1).waitFor()
    }
    await first.close()
    await page.getByText('The server does not answer. The page shows its last known state.').waitFor()
    t.equal(await created.count(), 2, 'the known requests stay')

    const second = await startServer({ port, clock: '2025-06-01T10:00:00.000Z' })
    t.teardown(() => second.close())
    await page.getByText('The server has restarted').waitFor()
    await second.app.inject('/api/status')
    const asked = page.getByRole('row', { name: '/api/status' })
    await asked.waitFor()
    await page.getByRole('button', { name: 'Show the 2 from before' }).click()
    await created.nth(1).waitFor()
    // The second poll starts once the first one is done
    for (let poll = 0; poll < 2; poll++) await page.waitForResponse(/_mock\/requests\?limit=1/)
    await second.app.inject('/api/status')
    await page.getByRole('button', { name: 'Paused, 1 new' }).click()
    await asked.nth(1).waitFor()
    t.equal(await created.count(), 0, 'the two logs are never mixed')
    await page.getByRole('button', { name: 'Show the 2 from before' }).click()
    await created.nth(1).waitFor()
    await page.getByRole('button', { name: 'Show the new requests' }).click()
    await asked.nth(1).waitFor()
    await page.getByRole('button', { name: 'Hide' }).click()
    t.equal(await page.getByText('The server has restarted').count(), 0)
  })
})
