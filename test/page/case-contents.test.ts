import type { Page } from 'playwright-core'
import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { call, createCase } from '../helpers/cases.js'
import { hostileTexts } from '../helpers/hostile.js'
import { storyServer } from '../helpers/story.js'

const ALERT = { id: 'alert-1', index: '.alerts-security.alerts-default', source: { 'user.name': 'm.ortega' } }
const OWNER = 'securitySolution'
const upload = (kibana: RunningServer, id: string, name: string, type: string, content: string | Uint8Array<ArrayBuffer>) => {
  const payload = new FormData()
  payload.append('file', new File([content], name, { type }))
  return kibana.app.inject({ method: 'POST', url: `/api/cases/${id}/files`, headers: { 'kbn-xsrf': 'true' }, payload })
}
const text = (page: Page, label: string) => page.getByRole('region', { name: label }).or(page.getByLabel(label)).first().innerText()

t.test('the page, the contents of a case', async t => {
  const browser = await testBrowser(t)
  const open = (t: Parameters<typeof openTab>[0], kibana: RunningServer, id: string, tab = '', options = {}) =>
    openTab(t, browser, `${kibana.url}/_mock/#/cases/${id}${tab}`, options)

  t.test('shows attachments: alerts with their documents, files to view and download', async t => {
    const kibana = await testServer(t, { seed: { alerts: [ALERT] } as never })
    const { id } = await createCase(kibana, { owner: OWNER })
    await call(kibana, 'POST', `/api/cases/${id}/comments`, {
      type: 'alert', alertId: 'alert-1', index: ALERT.index, owner: OWNER, rule: { id: 'r', name: 'Odd mail' },
    })
    await upload(kibana, id, 'notes.txt', 'text/plain', 'Pay <b>now</b>')
    await upload(kibana, id, 'dot.png', 'image/png', Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64',
    ))
    const { page, problems } = await open(t, kibana, id, '/attachments')
    await page.getByText('attached 1 alert of the rule').waitFor()
    t.match(await text(page, 'The document of alert alert-1'), '"user.name": "m.ortega"')
    const file = page.locator('.file').filter({ hasText: 'notes.txt' })
    await file.getByRole('button', { name: 'View', exact: true }).click()
    t.match(await text(page, 'The text of notes.txt'), 'Pay <b>now</b>')
    t.strictSame(await findViolations(page), [])
    await page.getByRole('button', { name: 'Close' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), file.getByRole('button', { name: 'Download notes.txt' }).click()])
    t.equal(download.suggestedFilename(), 'notes.txt')
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk)
    t.equal(Buffer.concat(chunks).toString(), 'Pay <b>now</b>')
    await page.locator('.file').filter({ hasText: 'dot.png' }).getByRole('button', { name: 'View', exact: true }).click()
    const image = page.getByRole('img', { name: 'The image dot.png' })
    await image.waitFor()
    t.equal(await image.evaluate(element => (element as unknown as { naturalWidth: number }).naturalWidth), 1)
    t.strictSame(problems, [])
  })

  t.test('shows the difference between any two versions, and refused changes', async t => {
    const kibana = await storyServer(t)
    const { page, problems } = await open(t, kibana, kibana.cases.phishing.id, '/versions')
    await page.locator('tr.ghost').waitFor()
    t.match(await page.locator('tr.ghost').innerText(), /409: the case was at \[\d+,1\]\s+#8/)
    const first = page.getByRole('radio', { name: /^From version/ }).last()
    await first.check()
    await page.getByText('"status": "open",').waitFor()
    t.match(await page.locator('.split').innerText(), /"status": "closed"/)
    t.match(await page.evaluate<string>('location.hash'), /versions\?from=\d+/)
    t.strictSame(await findViolations(page), [])
    t.strictSame(problems, [])
  })

  t.test('shows hostile texts as text, everywhere', async t => {
    const kibana = await testServer(t)
    const all = hostileTexts.join('\n\n')
    const { id } = await createCase(kibana, {
      title: hostileTexts[1], description: all, tags: hostileTexts.slice(0, 4), category: '<b>x</b>',
    })
    await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: all, owner: 'cases' })
    await call(kibana, 'POST', `/api/cases/${id}/comments`, {
      type: 'alert', alertId: hostileTexts[0], index: hostileTexts[2], owner: 'cases', rule: { id: hostileTexts[1], name: hostileTexts[1] },
    })
    await upload(
      kibana,
      id,
      '<img src=x onerror=globalThis.hit=1>.svg',
      'image/svg+xml',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.hit=1"><script>parent.hit=1</script></svg>',
    )
    const { page, problems } = await open(t, kibana, id)
    await page.locator('.bubble').waitFor()
    for (const tab of ['', '/attachments', '/versions', '/raw']) {
      await page.goto(`${kibana.url}/_mock/#/cases/${id}${tab}`)
      await page.locator('.tabs [aria-current]').waitFor()
      t.equal(await page.locator('main').locator('img, iframe, script, style, [onerror], [onload], a[href^="javascript:"]').count(), 0, tab)
    }
    await page.goto(`${kibana.url}/_mock/#/cases/${id}/attachments`)
    await page.getByRole('button', { name: 'View', exact: true }).click()
    await page.getByRole('dialog').locator('img.preview').waitFor()
    t.equal(await page.evaluate('globalThis.hit'), undefined)
    t.strictSame(problems, [])
  })
})
