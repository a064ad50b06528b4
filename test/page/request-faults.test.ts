import t from 'tap'
import type { Effect } from '../../src/control/faults/effect-schema.js'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'

t.test('the page, faults of a request', async t => {
  const browser = await testBrowser(t)

  t.test('explains how much of a request Kibana handled despite a fault, and can repeat the fault', async t => {
    const rows: [effect: Effect, title: string, cause: string][] = [
      [{ delay: ['1ms', '2ms'] }, 'Answered 200', '1ms to 2ms later. Kibana handled the request.'],
      [{ bytesPerSecond: 100_000 }, 'Answered 200', '100000 bytes a second. Kibana handled the request.'],
      [{ cut: 'in-body' }, 'Answered 200', 'cut in the body. Kibana handled the request.'],
      [{ malformed: true }, 'Answered 200', 'broken JSON. Kibana handled the request.'],
      [
        { cut: 'before-answer' }, 'The connection was cut',
        "cut before the answer. It applied before Kibana's other checks, so nothing changed.",
      ],
      [
        { status: 502, afterWrite: true }, 'Answered 502',
        '502, after the write. Kibana had already made the change; the client was not told.',
      ],
      [
        { conflict: true }, 'Answered 200',
        'a write just before. It wrote to the same documents just before, so the versions in the request were stale.',
      ],
      [
        { alertsConflict: true }, 'Answered 200',
        'a write that overtakes the alerts. Another write overtook the write to the alerts; Kibana did the rest.',
      ],
      [{ preset: 'proxy-502' }, 'Answered 502', "proxy-502. It applied before Kibana's other checks, so nothing changed."],
      [
        { preset: 'kibana-starting' }, 'Kibana was not available',
        "kibana-starting. It applied before Kibana's other checks, so nothing changed.",
      ],
    ]
    const kibana = await testServer(t)
    for (const [effect] of rows) {
      kibana.faults.add({ effect, times: 1 })
      await fetch(`${kibana.url}/api/cases/_find`).then(answer => answer.text()).catch(() => {})
    }
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/1`)
    for (const [index, [effect, title, cause]] of rows.entries()) {
      await page.evaluate(`location.hash = '#/requests/${index + 1}'`)
      await page.getByRole('complementary', { name: `Request ${index + 1}`, exact: true }).waitFor()
      const explained = (await page.locator('.why').innerText()).replace(/ #\d+ went through\.$/, '')
      t.equal(explained, `${title}\nThe fault fault-${index + 1}: ${cause}`, JSON.stringify(effect))
      await page.getByRole('button', { name: 'Create a fault from it' }).click()
      await page.getByRole('button', { name: 'Add the fault' }).click()
      await page.getByText(`fault-${rows.length + 1 + index} waits for the next GET /api/cases/_find`).waitFor()
      t.match(kibana.faults.list(), [{ effect }])
      kibana.faults.clear()
    }
  })

  t.test('creates a fault from it that affects the next request like it, with undo', async t => {
    const kibana = await testServer(t)
    await fetch(`${kibana.url}/api/cases/nope`)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/1`)
    const make = async (effect: string, id: string) => {
      await page.getByRole('button', { name: 'Create a fault from it' }).click()
      await page.getByRole('dialog').getByLabel('What happens').selectOption(effect)
      await page.getByRole('button', { name: 'Add the fault' }).click()
      await page.getByText(`${id} waits for the next GET /api/cases/nope`).waitFor()
    }
    await make('Kibana not available: 503', 'fault-1')
    t.match(kibana.faults.list(), [{ match: { method: 'GET', path: '/api/cases/nope' }, effect: { status: 503 }, times: 1 }])
    t.equal((await fetch(`${kibana.url}/api/cases/nope`)).status, 503)
    t.strictSame(kibana.faults.list(), [], 'it applied to one request only')
    await make('The same again: 404', 'fault-2')
    t.match(kibana.faults.list(), [{ effect: { status: 404, message: 'Saved object [cases/nope] not found' } }])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(/^fault-\d removed$/).waitFor()
    t.strictSame(kibana.faults.list(), [])
    t.strictSame(problems.filter(text => !text.includes('404')), [])
  })
})
