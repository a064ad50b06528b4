import t from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { storyServer } from '../helpers/story.js'

const HEADERS = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }

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
      /^Refused by the operation: the version was stale\nSent \[\d+,1\]; the case was at \[\d+,1\] since #7, .* before\. No fault applied\./,
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
      /^Kibana was not available\nThe fault fault-1: 503\. It applied before Kibana's other checks, so nothing changed\./,
    )
    t.equal(await page.locator('.ladder').count(), 0, 'no check refused it')
    await page.goto(`${kibana.url}/_mock/#/requests/13`)
    await page.getByRole('complementary', { name: 'Request 13' }).waitFor()
    t.match(await page.locator('.why').innerText(), /^Push failed\n.*ServiceNow.*\n?.*#16 went through\.$/s)
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

  t.test('names the faults that nearly matched, and why they did not', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ id: 'wrong-method', match: { method: 'POST', path: '/api/cases/*' }, effect: { status: 503 } })
    kibana.faults.add({ id: 'wrong-body', match: { method: 'GET', path: '/api/**', body: { title: 'x' } }, effect: { status: 503 } })
    kibana.faults.add({ id: 'expression', match: { method: 'PUT', path: /^\/api\/cases\/N/i }, effect: { status: 503 } })
    kibana.faults.add({ id: 'far-off', match: { method: 'POST', path: '/api/status' }, effect: { status: 503 } })
    await fetch(`${kibana.url}/api/cases/nope`)
    kibana.faults.add({ id: 'too-late', match: { method: 'GET' }, effect: { status: 503 }, times: 1 })
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/1`)
    await page.getByText('Faults that nearly applied').waitFor()
    t.strictSame(await page.locator('.near').allInnerTexts(), [
      'wrong-method POST /api/cases/* → 503\npath matches; the method is GET, not POST',
      'wrong-body GET /api/** with a matching body → 503\nmethod and path match; the body does not match',
      'expression PUT /^\\/api\\/cases\\/N/i → 503\npath matches; the method is GET, not PUT',
      'too-late GET → 503, once\nEverything matches: it was added later, applied to another request first, or left it to chance',
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
