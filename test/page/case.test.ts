import type { Page } from 'playwright-core'
import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { call, createCase, jiraConnector } from '../helpers/cases.js'
import { hostileTexts } from '../helpers/hostile.js'
import { storyServer } from '../helpers/story.js'

const CONNECTORS = {
  'jira-1': { name: 'My Jira', actionTypeId: '.jira', config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' }, secrets: { email: 'a@example.com', apiToken: 'x' } },
}
const ALERT = { id: 'alert-1', index: '.alerts-security.alerts-default', source: { 'user.name': 'm.ortega' } }
const OWNER = 'securitySolution'

const upload = (kibana: RunningServer, id: string, name: string, type: string, content: string | Uint8Array<ArrayBuffer>) => {
  const payload = new FormData()
  payload.append('file', new File([content], name, { type }))
  return kibana.app.inject({ method: 'POST', url: `/api/cases/${id}/files`, headers: { 'kbn-xsrf': 'true' }, payload })
}
const text = (page: Page, label: string) => page.getByRole('region', { name: label }).or(page.getByLabel(label)).first().innerText()
const facts = (page: Page) => page.locator('aside dl.kv').allInnerTexts().then(texts => texts.join('\n'))

t.test('the page, a case', async t => {
  const browser = await testBrowser(t)
  const open = (t: Parameters<typeof openTab>[0], kibana: RunningServer, id: string, tab = '', options = {}) =>
    openTab(t, browser, `${kibana.url}/_mock/#/cases/${id}${tab}`, options)

  t.test('shows the attributes as Kibana does', async t => {
    const kibana = await testServer(t, { connectors: CONNECTORS })
    await call(kibana, 'POST', '/api/cases/configure', {
      owner: OWNER,
      closure_type: 'close-by-user',
      connector: { id: 'none', name: 'none', type: '.none', fields: null },
      customFields: [{ key: 'hit', label: 'Users hit', type: 'text', required: false }, { key: 'done', label: 'Escalated', type: 'toggle', required: false }],
    })
    const { id } = await createCase(kibana, {
      title: 'A phish',
      description: 'From **ortega**\n\n- one',
      owner: OWNER,
      severity: 'high',
      category: 'Mail',
      tags: ['one', 'two'],
      connector: jiraConnector,
      customFields: [{ key: 'hit', type: 'text', value: '14' }, { key: 'done', type: 'toggle', value: true }],
    })
    await call(kibana, 'POST', `/api/cases/${id}/observables`, { observable: { typeKey: 'observable-type-ipv4', value: '203.0.113.77', description: null } })
    const { page, problems } = await open(t, kibana, id)
    await page.getByRole('heading', { level: 1, name: 'A phish' }).waitFor()
    t.equal(await page.locator('.description strong').innerText(), 'ortega')
    t.equal(await page.locator('.description li').innerText(), 'one')
    t.match(await page.locator('.facts').innerText(), /Open[\s\S]*High[\s\S]*Security · space default · Mail/)
    const all = await facts(page)
    for (const fact of [/Category\s+Mail/, /Tags\s+one\s+two/, /Sync alerts\s+On/, /Users hit\s+14/, /Escalated\s+Yes/, /Connector\s+My Jira/, /issueType\s+10006/]) t.match(all, fact)
    t.match(await page.locator('aside').innerText(), /Observables\s+IPv4\s+203\.0\.113\.77/)
    t.strictSame(await findViolations(page), [])
    t.strictSame(problems, [])
  })

  t.test('shows its activity, with refused changes and the request behind each step', async t => {
    const kibana = await storyServer(t)
    const { page } = await open(t, kibana, kibana.cases.phishing.id)
    const steps = page.locator('ol.act > li')
    await steps.nth(11).waitFor()
    const all = (await steps.allInnerTexts()).map(step => step.replaceAll(/\s+/g, ' '))
    t.match(all[0], /created the case .*#1$/)
    t.match(all[1], /attached 1 alert of the rule Impossible travel .*#2$/)
    t.ok(all.some(step => /409: .*have been updated.*#8$/.test(step)), 'the conflict')
    t.ok(all.some(step => /424: .*hibernating.* planned/.test(step)), 'the failed push')
    t.ok(all.some(step => /pushed to Jira SEC as SEC-1/.test(step)))
    t.ok(all.some(step => /status to In progress .*#5$/.test(step)), 'the first change of the status')
    t.ok(all.some(step => /status to Closed .*#23$/.test(step)), 'the second one, by a later request')
    t.ok(all.some(step => /connector to Jira SEC .*#23$/.test(step)))
    await page.getByRole('button', { name: 'Comments' }).click()
    await page.getByText('Twelve mailboxes got the same invoice.').waitFor()
    t.equal(await steps.count(), 2)
    await page.getByRole('button', { name: 'Changes' }).click()
    await steps.filter({ hasText: 'attached' }).first().waitFor({ state: 'detached' })
    t.ok(await steps.count() > 5)
  })

  t.test('shows what a client does, as it happens', async t => {
    const kibana = await testServer(t)
    const { id, version } = await createCase(kibana)
    const { page, problems } = await open(t, kibana, id)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: 'While **you** look', owner: 'cases' })
    await page.locator('.bubble strong', { hasText: 'you' }).waitFor()
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] })
    await page.getByText(/409: /).waitFor()
    await call(kibana, 'DELETE', `/api/cases?ids=["${id}"]`)
    await page.getByText('No case on this server has this id').waitFor()
    t.strictSame(problems, [])
  })

  t.test('changes status and severity through Kibana’s own API, marked as made by the page', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { page, problems } = await open(t, kibana, id)
    await page.getByRole('button', { name: 'Status' }).click()
    await page.getByRole('menuitem', { name: 'In progress' }).click()
    await page.locator('.facts .st.in-progress').waitFor()
    await page.getByRole('button', { name: 'Severity' }).click()
    await page.getByRole('menuitem', { name: 'Critical' }).click()
    await page.locator('.facts .sev.critical').waitFor()
    t.match((await call(kibana, 'GET', `/api/cases/${id}`)).body, { status: 'in-progress', severity: 'critical' })
    const made = kibana.requests.all({ method: 'PATCH' })
    t.equal(made.length, 2)
    for (const { headers } of made) t.equal(headers['kcm-page'], 'true')
    t.strictSame(problems, [])
  })

  t.test('comments as another user', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { page } = await open(t, kibana, id)
    await page.getByRole('button', { name: 'Comment as …' }).click()
    await page.getByLabel('Comment, in Markdown').fill('Seen by *me*')
    await page.getByLabel('Username').fill('análýst')
    await page.getByLabel('Password').fill('any')
    await page.getByRole('button', { name: 'Add the comment' }).click()
    await page.locator('ol.act').getByText('análýst').waitFor()
    const [sent] = kibana.requests.all({ method: 'POST', path: '/api/cases/*/comments' })
    t.match(sent, { status: 200, user: 'análýst', body: { comment: 'Seen by *me*' }, headers: { 'kcm-page': 'true' } })
    t.notMatch(JSON.stringify(sent), 'YW7DoWzDvXN0')
  })

  t.test('pushes, and shows the system’s message if that fails', async t => {
    const kibana = await testServer(t, { connectors: CONNECTORS })
    const { id } = await createCase(kibana, { connector: jiraConnector })
    kibana.failures.add({ match: { connectorId: 'jira-1' }, failure: 'rate-limit', times: 1 })
    const { page, problems } = await open(t, kibana, id)
    await page.getByRole('button', { name: 'Push', exact: true }).click()
    await page.getByText(/^424: \[Action\].*status code 429/).waitFor()
    await page.getByRole('button', { name: 'Push', exact: true }).click()
    await page.getByText('Pushed as SEC-1').waitFor()
    await page.locator('aside').getByRole('link', { name: 'SEC-1' }).waitFor()
    t.match(await page.locator('aside').innerText(), /Pushed to\s+My Jira\s+SEC-1\s+up to date/)
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: 'More', owner: 'cases' })
    await page.getByText('1 change behind').waitFor()
    t.equal(kibana.incidents.all().length, 1)
    t.match(problems, [/424/], 'the browser tells of the failed push')
  })

  t.test('does not push a case without a connector, and shows the reason', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { page } = await open(t, kibana, id)
    const push = page.getByRole('button', { name: 'Push', exact: true })
    t.ok(await push.isDisabled())
    t.equal(await push.getAttribute('title'), 'The case has no connector')
  })

  t.test('deletes after a confirmation', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana, { title: 'To go' })
    const { page } = await open(t, kibana, id)
    await page.locator('.case-head').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete …' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).status, 200)
    await page.locator('.case-head').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete …' }).click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByText('No cases on this server').waitFor()
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).status, 404)
    t.match(kibana.requests.all({ method: 'DELETE' }), [{ status: 204, headers: { 'kcm-page': 'true' } }])
  })

  t.test('shows attachments: alerts with their documents, files to view and download', async t => {
    const kibana = await testServer(t, { seed: { alerts: [ALERT] } as never })
    const { id } = await createCase(kibana, { owner: OWNER })
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'alert', alertId: 'alert-1', index: ALERT.index, owner: OWNER, rule: { id: 'r', name: 'Odd mail' } })
    await upload(kibana, id, 'notes.txt', 'text/plain', 'Pay <b>now</b>')
    await upload(kibana, id, 'dot.png', 'image/png', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))
    const { page, problems } = await open(t, kibana, id, '/attachments')
    await page.getByText('attached 1 alert of the rule').waitFor()
    t.match(await text(page, 'The document of alert alert-1'), '"user.name": "m.ortega"')
    const file = page.locator('.file').filter({ hasText: 'notes.txt' })
    await file.getByRole('button', { name: 'Look' }).click()
    t.match(await text(page, 'The text of notes.txt'), 'Pay <b>now</b>')
    t.strictSame(await findViolations(page), [])
    await page.getByRole('button', { name: 'Close' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), file.getByRole('button', { name: 'Download notes.txt' }).click()])
    t.equal(download.suggestedFilename(), 'notes.txt')
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk)
    t.equal(Buffer.concat(chunks).toString(), 'Pay <b>now</b>')
    await page.locator('.file').filter({ hasText: 'dot.png' }).getByRole('button', { name: 'Look' }).click()
    const image = page.getByRole('img', { name: 'The image dot.png' })
    await image.waitFor()
    t.equal(await image.evaluate(element => (element as unknown as { naturalWidth: number }).naturalWidth), 1)
    t.strictSame(problems, [])
  })

  t.test('shows the difference between any two versions, and refused changes', async t => {
    const kibana = await storyServer(t)
    const { page, problems } = await open(t, kibana, kibana.cases.phishing.id, '/versions')
    await page.locator('tr.ghost').waitFor()
    t.match(await page.locator('tr.ghost').innerText(), /409, sent when at \[\d+,1\]\s+#8/)
    const first = page.getByRole('radio', { name: /^From version/ }).last()
    await first.check()
    await page.getByText('"status": "open",').waitFor()
    t.match(await page.locator('.split').innerText(), /"status": "closed"/)
    t.match(await page.evaluate<string>('location.hash'), /versions\?from=\d+/)
    t.strictSame(await findViolations(page), [])
    t.strictSame(problems, [])
  })

  t.test('shows its JSON, and cases that share an observable', async t => {
    const kibana = await testServer(t)
    const [one, other] = [await createCase(kibana, { title: 'One' }), await createCase(kibana, { title: 'Other' })]
    for (const { id } of [one, other]) await call(kibana, 'POST', `/api/cases/${id}/observables`, { observable: { typeKey: 'observable-type-domain', value: 'x.example', description: null } })
    const { page } = await open(t, kibana, one.id, '/raw')
    await page.getByLabel('The case as JSON').waitFor()
    t.match(await text(page, 'The case as JSON'), `"id": "${one.id}"`)
    await page.getByRole('link', { name: 'Similar 1' }).click()
    await page.getByRole('link', { name: 'Other' }).waitFor()
    t.match(await page.locator('main').innerText(), 'x.example')
  })

  t.test('reports an unknown case', async t => {
    const kibana = await testServer(t)
    const { page } = await open(t, kibana, 'nope')
    await page.getByText('No case on this server has this id').waitFor()
    await page.getByRole('button', { name: 'All cases' }).click()
    await page.getByText('No cases on this server').waitFor()
  })

  t.test('shows hostile texts as text, everywhere', async t => {
    const kibana = await testServer(t)
    const all = hostileTexts.join('\n\n')
    const { id } = await createCase(kibana, { title: hostileTexts[1], description: all, tags: hostileTexts.slice(0, 4), category: '<b>x</b>' })
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: all, owner: 'cases' })
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'alert', alertId: hostileTexts[0], index: hostileTexts[2], owner: 'cases', rule: { id: hostileTexts[1], name: hostileTexts[1] } })
    await upload(kibana, id, '<img src=x onerror=globalThis.hit=1>.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.hit=1"><script>parent.hit=1</script></svg>')
    const { page, problems } = await open(t, kibana, id)
    await page.locator('.bubble').waitFor()
    for (const tab of ['', '/attachments', '/versions', '/raw']) {
      await page.goto(`${kibana.url}/_mock/#/cases/${id}${tab}`)
      await page.locator('.tabs [aria-current]').waitFor()
      t.equal(await page.locator('main').locator('img, iframe, script, style, [onerror], [onload], a[href^="javascript:"]').count(), 0, tab)
    }
    await page.goto(`${kibana.url}/_mock/#/cases/${id}/attachments`)
    const look = page.getByRole('button', { name: 'Look' })
    if (await look.count() > 0) await look.first().click()
    t.equal(await page.evaluate('globalThis.hit'), undefined)
    t.strictSame(problems, [])
  })

  t.test('offers every change on a phone too', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const { page } = await open(t, kibana, id, '', { viewport: { width: 360, height: 780 } })
    await page.locator('.case-head').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Closed' }).click()
    await page.locator('.facts .st.closed').waitFor()
    await page.getByText('Attributes').click()
    await page.getByText('Sync alerts').waitFor()
  })
})
