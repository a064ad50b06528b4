import t from 'tap'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { bars, openStory, query, shownAt } from '../helpers/timeline.js'

const HEADERS = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }
const CASE = {
  title: 'x',
  description: 'd',
  tags: [],
  owner: 'cases',
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
  settings: { syncAlerts: false },
}

t.test('the page, Timeline', async t => {
  const browser = await testBrowser(t)

  t.test('is the first view, and lists what went wrong, unplanned failures first', async t => {
    const { page, problems } = await openStory(t, browser)
    t.equal(await page.locator('nav.nav a').first().innerText(), 'Timeline')
    t.match(await page.locator('.timeline-head').innerText(), /25 requests, 3 went wrong, 1 not planned/)
    const cards = await page.locator('.trouble button').allInnerTexts()
    t.equal(cards.length, 3)
    t.match(cards[0], /409[\s\S]*The version was stale[\s\S]*not planned[\s\S]*#8[\s\S]*Sent \[\d+,1\][\s\S]*#10 went through\./)
    t.match(cards[1], /424[\s\S]*Push failed[\s\S]*planned · failure-1[\s\S]*#16 went through\./)
    t.match(cards[2], /503[\s\S]*Kibana was not available[\s\S]*planned · fault-1[\s\S]*#15 went through\./)
    await shownAt(page, 8)
    t.strictSame(problems, [])
  })

  t.test('draws a lane for each case and system, a bar for each request, and flags failures', async t => {
    const { page } = await openStory(t, browser)
    const names = await page.locator('.tl .name').allTextContents()
    t.strictSame(names, [
      'Phishing: “Invoice 4471…', 'Login from two countrie…', 'Malware on FIN-LT-0231', 'Changes', 'Reads', 'Control', 'Jira SEC',
      'ServiceNow SIR',
    ])
    t.strictSame(await page.locator('.tl .inckey').allTextContents(), ['SEC-1', 'SEC-2', 'SIR0010001'])
    t.equal(await bars(page).count(), 25)
    t.strictSame(await page.locator('.tl .flag text').allTextContents(), ['409', '424', '503'])
    t.equal(await page.locator('.tl .hatch').count(), 2, 'what the test planned is hatched')
    t.ok((await page.locator('.tl .bandtext').allTextContents()).includes('in progress'))
    t.equal(await page.locator('.tl .thread').count(), 3)
  })

  t.test('folds the stretch in which the clock was turned, and shows both clocks', async t => {
    const { page, kibana } = await openStory(t, browser)
    t.strictSame(await page.locator('.tl .foldtext').allTextContents(), ['+2 h', 'turned'])
    const [server, real] = await page.locator('.tl .grp').allTextContents().then(texts => texts.slice(0, 2))
    t.strictSame([server, real], ['Server clock', 'Real time'])
    const hour = kibana.requests.all()[0]!.at.slice(11, 14)
    t.match(await page.locator('.tl .axis').first().textContent(), new RegExp(`^${hour}`))
    await page.getByRole('button', { name: 'Real time' }).click()
    await page.locator('.tl .axis', { hasText: /^\+/ }).first().waitFor()
    t.match(await query(page), { clock: 'real' })
  })

  t.test('folds a stretch in which nothing happened', async t => {
    const kibana = await testServer(t, { clock: '2025-06-01T10:00:00.000Z' })
    for (let index = 0; index < 6; index++) await kibana.app.inject('/api/status')
    const { page } = await openTab(t, browser, 'about:blank')
    await page.route('**/_mock/requests', async route => {
      const response = await route.fetch()
      const { requests } = await response.json()
      for (const [index, request] of requests.entries()) {
        const time = new Date(Date.UTC(2025, 5, 1, 10) + index * 10 + (index < 3 ? 0 : 38_000)).toISOString()
        Object.assign(request, { at: time, receivedAt: time })
      }
      await route.fulfill({ response, json: { requests } })
    })
    await page.goto(`${kibana.url}/_mock/`)
    await page.locator('.tl .fold').waitFor()
    t.strictSame(await page.locator('.tl .foldedge').count(), 2)
    t.match(await page.locator('.tl text').allTextContents(), /38 s,quiet/)
  })

  t.test('shows the requests that led to a refused change', async t => {
    const { page } = await openStory(t, browser)
    await shownAt(page, 8)
    const steps = await page.locator('.chain li').allInnerTexts()
    t.match(steps.map(text => text.match(/#\d+$/)?.[0] ?? text.replace(/\s+/g, ' ')), ['#1', /2 more changes/, '#6', '#7', '#8', '#10'])
    await page.getByRole('button', { name: 'Select #7' }).click()
    await shownAt(page, 7)
  })

  t.test('shows new requests as they arrive, even when zoomed to the end', async t => {
    const { page, kibana } = await openStory(t, browser, '#/?last=50')
    const before = await bars(page).count()
    t.ok(before < 25)
    await fetch(`${kibana.url}/api/cases`, { method: 'POST', headers: HEADERS, body: JSON.stringify({ ...CASE, title: 'Just now' }) })
    await page.locator('.tl .name', { hasText: 'Just now' }).waitFor()
    t.match(await page.locator('.timeline-head').innerText(), /26 requests/)
  })

  t.test('gives eight cases a lane each, and the others one', async t => {
    const kibana = await testServer(t)
    for (let index = 0; index < 11; index++) {
      await kibana.app.inject({
        method: 'POST', url: '/api/cases', headers: HEADERS, payload: { ...CASE, title: `Case ${index}` },
      })
    }
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/`)
    await page.locator('.tl .name', { hasText: '3 more cases' }).waitFor()
    t.equal(await page.locator('.tl .lane').count(), 8)
  })

  t.test('draws thousands of requests as columns, and failures one by one', async t => {
    const kibana = await testServer(t, { requestLog: { size: 10_000 } })
    for (let index = 0; index < 2500; index++) await kibana.app.inject('/api/status')
    await kibana.app.inject({ method: 'POST', url: '/api/cases', payload: CASE })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/`)
    await page.locator('.tl .flag').waitFor()
    t.ok(await page.locator('.tl *').count() < 1500)
    t.ok(await page.locator('.evlist tbody tr').count() < 60)
    t.match(await page.locator('.trouble').innerText(), /400/)
    t.strictSame(problems, [])
  })

  t.test('ends a bar at now, however long the request took, and explains on a phone why there are no events', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ effect: { delay: 200 }, times: 1 })
    await fetch(`${kibana.url}/api/status`)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/`)
    await bars(page).waitFor()
    const [bar, now] = [(await bars(page).boundingBox())!, (await page.locator('.tl .now').boundingBox())!]
    t.ok(bar.x + bar.width <= now.x + 1)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByText('Only reads so far').waitFor()
    await page.evaluate("location.hash = '#/?only=wrong'")
    await page.getByText('No event matches the filter').waitFor()
  })

  t.test('explains how to send the first request', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/`)
    await page.getByText('Nothing has happened yet').waitFor()
    t.match(await page.locator('.start').innerText(), new RegExp(`curl ${kibana.url}/api/cases`))
    t.strictSame(await findViolations(page), [])
    await fetch(`${kibana.url}/api/status`)
    await page.locator('.tl').waitFor()
    t.strictSame(problems, [])
  })

  t.test('shows hostile titles and messages as text', async t => {
    const kibana = await testServer(t)
    const title = '<img src=x onerror=alert(1)></text><script>alert(2)</script>'
    await fetch(`${kibana.url}/api/cases`, { method: 'POST', headers: HEADERS, body: JSON.stringify({ ...CASE, title }) })
    await fetch(`${kibana.url}/api/cases`, { method: 'POST', headers: HEADERS, body: JSON.stringify({ ...CASE, title, owner: title }) })
    for (const width of [390, 1440]) {
      const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/`, { viewport: { width, height: 844 } })
      await page.locator('.trouble').waitFor()
      t.match(await page.locator('main').innerText(), /<img src/)
      t.equal(await page.locator('main img, main script').count(), 0)
      t.strictSame(problems, [])
    }
  })
})
