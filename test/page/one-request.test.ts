import type { Page } from 'playwright-core'
import t from 'tap'
import type { Effect } from '../../src/control/faults/effect-schema.js'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { storyServer } from '../helpers/story.js'

const HEADERS = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }
const PERMISSIONS = { permissions: ['clipboard-read', 'clipboard-write'] }

async function copied (page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const text = await page.evaluate<string>('navigator.clipboard.readText()')
  await page.getByRole('button', { name: 'Copied' }).waitFor({ state: 'detached' })
  return text
}

const newest = ({ requests }: RunningServer) => requests.all().at(-1)!

t.test('the page, one request', async t => {
  const browser = await testBrowser(t)

  t.test('explains a version conflict: the sent version, the version of the case, and the check that refused it', async t => {
    const kibana = await storyServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/8`)
    const panel = page.getByRole('complementary', { name: 'Request 8' })
    await panel.waitFor()
    const why = await panel.locator('.why').innerText()
    t.match(
      why,
      /^Refused by the operation: the version was stale\nSent \[\d+,1\]; the case was at \[\d+,1\] since #7, .* before\. No fault was met\./,
    )
    t.match(why, /#10 went through\.$/)
    t.strictSame(await panel.locator('.ladder li.no').allTextContents(), ['operation refused'])
    t.equal(await panel.locator('.ladder li').count(), 10)
    const { version } = (kibana.requests.all()[7]!.body as { cases: [{ version: string }] }).cases[0]
    t.strictSame(await panel.locator('mark').allInnerTexts(), [JSON.stringify(version)], 'the stale version is marked')
    await panel.getByRole('link', { name: '#7' }).first().click()
    await page.getByRole('complementary', { name: 'Request 7' }).waitFor()
    t.strictSame(problems, [])
  })

  t.test('names the fault or failure that caused it', async t => {
    const kibana = await storyServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/14`)
    await page.getByRole('complementary', { name: 'Request 14' }).waitFor()
    t.match(
      await page.locator('.why').innerText(),
      /^Kibana not available\nThe fault fault-1: 503\. It came before Kibana's other checks: nothing changed\./,
    )
    t.equal(await page.locator('.ladder').count(), 0, 'no check refused it')
    await page.goto(`${kibana.url}/_mock/#/requests/13`)
    await page.getByRole('complementary', { name: 'Request 13' }).waitFor()
    t.match(await page.locator('.why').innerText(), /^Push failed\n.*ServiceNow.*\n?.*#16 went through\.$/s)
  })

  t.test('says what of a request was done in spite of a fault, and repeats the fault', async t => {
    const rows: [effect: Effect, title: string, cause: string][] = [
      [{ delay: ['1ms', '2ms'] }, 'Answered 200', '1ms to 2ms later. Kibana handled the request.'],
      [{ bytesPerSecond: 100_000 }, 'Answered 200', '100000 bytes a second. Kibana handled the request.'],
      [{ cut: 'in-body' }, 'Answered 200', 'cut in the body. Kibana handled the request.'],
      [{ malformed: true }, 'Answered 200', 'broken JSON. Kibana handled the request.'],
      [{ cut: 'before-answer' }, 'The connection was cut', "cut before the answer. It came before Kibana's other checks: nothing changed."],
      [{ status: 502, afterWrite: true }, 'Answered 502', '502, after the write. Kibana did it first; the client was not told.'],
      [
        { conflict: true }, 'Answered 200',
        'a write just before. It wrote to the same documents just before, so that their versions in the request were stale.',
      ],
      [{ alertsConflict: true }, 'Answered 200', 'a write over that of alerts. A write of alerts was overtaken; Kibana did the rest.'],
      [{ preset: 'proxy-502' }, 'Answered 502', "proxy-502. It came before Kibana's other checks: nothing changed."],
      [{ preset: 'kibana-starting' }, 'Kibana not available', "kibana-starting. It came before Kibana's other checks: nothing changed."],
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
      t.equal((await page.locator('.why').innerText()).replace(/ #\d+ went through\.$/, ''), `${title}\nThe fault fault-${index + 1}: ${cause}`, JSON.stringify(effect))
      await page.getByRole('button', { name: 'Make a fault of it' }).click()
      await page.getByRole('button', { name: 'Add the fault' }).click()
      await page.getByText('waits for the next GET /api/cases/_find').waitFor()
      t.match(kibana.faults.list(), [{ effect }])
      kibana.faults.clear()
    }
  })

  t.test('shows every header, with credentials masked, the query, and bodies of any kind', async t => {
    const kibana = await testServer(t)
    await fetch(`${kibana.url}/api/cases/_find?perPage=5`, { headers: { authorization: 'Basic ZWxhc3RpYzp4' } })
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/1`)
    await page.locator('aside summary').first().click()
    t.match(await page.locator('aside details').first().innerText(), /authorization\s+Basic \[masked\]/)
    t.match(await page.getByRole('group', { name: 'Query' }).innerText(), '{ "perPage": "5" }')
    t.match(await page.getByRole('group', { name: 'Answer' }).innerText(), /"total": 0/)
    t.equal(await page.getByText('No body').count(), 1)
  })

  t.test('copies it as equivalent code', async t => {
    const kibana = await testServer(t)
    const body = {
      title: "It's “new”",
      description: 'd',
      tags: [],
      owner: 'cases',
      connector: { id: 'none', name: 'none', type: '.none', fields: null },
      settings: { syncAlerts: false },
    }
    await fetch(`${kibana.url}/api/cases`, { method: 'POST', headers: { ...HEADERS, 'x-run': '7' }, body: JSON.stringify(body) })
    const sent = newest(kibana)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/1`, PERMISSIONS)

    const verify = await copied(page, 'verify')
    t.match(await (await fetch(`${kibana.url}/_mock/requests/verify`, { method: 'POST', headers: HEADERS, body: verify })).json(), {
      verified: true, count: 1,
    })

    const AsyncFunction = (async () => {}).constructor as new (code: string) => () => Promise<void>
    await new AsyncFunction(await copied(page, 'fetch'))()
    const again = newest(kibana)
    t.equal(again.id, 2)
    t.match(again, { method: 'POST', path: '/api/cases', status: 200, body: sent.body, headers: { 'kbn-xsrf': 'true', 'x-run': '7' } })

    t.equal(await copied(page, 'curl'), [
      `curl -X POST '${kibana.url}/api/cases'`, "-H 'kbn-xsrf: true'", "-H 'content-type: application/json'", "-H 'x-run: 7'",
      `-d '${JSON.stringify(body).replace("'", "'\\''")}'`,
    ].join(' \\\n  '))
    t.strictSame(problems, [])
  })

  for (const [method, path, command] of [
    ['DELETE', '/api/cases?ids=["a"]', "curl -g -X DELETE 'URL'"],
    ['GET', '/api/cases/_find?tags=a', "curl 'URL'"],
    ['HEAD', '/api/cases/_find', "curl -I 'URL'"],
  ] as const) {
    t.test(`copies a ${method} of ${path} as a command that sends the same`, async t => {
      const kibana = await testServer(t)
      await kibana.app.inject({ method, url: path })
      const { url } = newest(kibana)
      const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/1`, PERMISSIONS)
      t.equal(await copied(page, 'curl'), command.replace('URL', kibana.url + url))
    })
  }

  t.test('creates a fault from it that affects the next request like it, with undo', async t => {
    const kibana = await testServer(t)
    await fetch(`${kibana.url}/api/cases/nope`)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/1`)
    const make = async (effect: string) => {
      await page.getByRole('button', { name: 'Make a fault of it' }).click()
      await page.getByRole('dialog').getByLabel('What happens').selectOption(effect)
      await page.getByRole('button', { name: 'Add the fault' }).click()
      await page.getByText('waits for the next GET /api/cases/nope').waitFor()
    }
    await make('Kibana not available: 503')
    t.match(kibana.faults.list(), [{ match: { method: 'GET', path: '/api/cases/nope' }, effect: { status: 503 }, times: 1 }])
    t.equal((await fetch(`${kibana.url}/api/cases/nope`)).status, 503)
    t.strictSame(kibana.faults.list(), [], 'it was for one request')
    await make('The same again: 404')
    t.match(kibana.faults.list(), [{ effect: { status: 404, message: 'Saved object [cases/nope] not found' } }])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(/^fault-\d removed$/).waitFor()
    t.strictSame(kibana.faults.list(), [])
    t.strictSame(problems.filter(text => !text.includes('404')), [])
  })

  t.test('names the faults that nearly matched, and why they did not', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ id: 'wrong-method', match: { method: 'POST', path: '/api/cases/*' }, effect: { status: 503 } })
    kibana.faults.add({ id: 'wrong-body', match: { method: 'GET', path: '/api/**', body: { title: 'x' } }, effect: { status: 503 } })
    kibana.faults.add({ id: 'expression', match: { method: 'PUT', path: /^\/api\/cases\/N/i }, effect: { status: 503 } })
    kibana.faults.add({ id: 'far-off', match: { method: 'POST', path: '/api/status' }, effect: { status: 503 } })
    await fetch(`${kibana.url}/api/cases/nope`)
    kibana.faults.add({ id: 'too-late', match: { method: 'GET' }, effect: { status: 503 }, times: 1 })
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/1`)
    await page.getByText('Faults that nearly fitted').waitFor()
    t.strictSame(await page.locator('.near').allInnerTexts(), [
      'wrong-method POST /api/cases/* → 503\npath fits; the method is GET, not POST',
      'wrong-body GET /api/** by its body → 503\nmethod and path fit; the body lacks a part of it',
      'expression PUT /^\\/api\\/cases\\/N/i → 503\npath fits; the method is GET, not PUT',
      'too-late GET → 503, once\nIt fits: it was added later, met another request first, or left it to chance',
    ])
  })

  t.test('is a separate page on a phone, with a way back', async t => {
    const kibana = await storyServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests`, { viewport: { width: 390, height: 844 } })
    await page.getByRole('link', { name: '409' }).waitFor()
    await page.getByRole('link', { name: '409' }).click()
    await page.getByRole('complementary', { name: 'Request 8' }).waitFor()
    t.equal(await page.getByRole('list', { name: 'Requests' }).count(), 0)
    await page.locator('a.back').click()
    await page.getByRole('list', { name: 'Requests' }).waitFor()
  })

  t.test('reports a request that is not in the log', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/99`)
    await page.getByText('The log has no request #99').waitFor()
  })

  t.test('shows hostile paths, headers and bodies as text', async t => {
    const kibana = await testServer(t)
    const hostile = '<img src=x onerror=alert(1)>"\'</script><script>alert(2)</script>'
    await fetch(`${kibana.url}/api/cases/${encodeURIComponent(hostile)}?q=${encodeURIComponent(hostile)}`, {
      headers: { 'x-hostile': hostile, 'user-agent': hostile },
    })
    await fetch(`${kibana.url}/api/cases`, {
      method: 'POST', headers: HEADERS, body: JSON.stringify({ title: hostile, [hostile]: hostile }),
    })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/2`)
    t.match(await page.getByRole('group', { name: 'Request body' }).innerText(), 'onerror=alert(1)')
    await page.goto(`${kibana.url}/_mock/#/requests/1`)
    await page.locator('aside summary').first().click()
    t.match(await page.locator('aside').innerText(), hostile)
    t.equal(await page.locator('aside img, aside script').count(), 0)
    t.strictSame(problems, [])
  })
})
