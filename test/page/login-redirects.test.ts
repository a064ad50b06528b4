import t from 'tap'
import type { ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { createCase } from '../helpers/cases.js'
import { SECURITY, signIn } from '../helpers/login.js'

t.test('the page, Login: redirects', async t => {
  const browser = await testBrowser(t)

  for (const [next, place] of [
    ['http://elsewhere.example/', '#/'], ['//elsewhere.example/', '#/'], ['/\t/elsewhere.example/', '#/'], ['/\\elsewhere.example', '#/'],
    ['javascript:globalThis.hit=1', '#/'], ['/_mock/#/requests', '#/requests'], ['/app/home', '#/'],
  ] as const) {
    t.test(`redirects from a login to ${place} with ${JSON.stringify(next)} as the next URL`, async t => {
      const kibana = await testServer(t, { security: SECURITY })
      const { page, problems } = await openTab(t, browser, `${kibana.url}/login?next=${encodeURIComponent(next)}`)
      await signIn(page, 'ann', 'secret-of-ann')
      await page.waitForURL(`${kibana.url}/_mock/${place}`)
      await page.locator('.frame').waitFor()
      t.equal(await page.evaluate('globalThis.hit'), undefined)
      t.strictSame(problems, [])
    })
  }

  t.test('never redirects to another server, even if Kibana does', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/login`)
    await page.route('**/internal/security/login', async route => route.fulfill({ json: { location: 'https://elsewhere.example/' } }))
    await page.getByRole('heading', { name: 'Sign in to the mock' }).waitFor()
    await signIn(page, 'ann', 'x')
    await page.waitForURL(`${kibana.url}/login?next=%2F`)
    t.strictSame(problems, [])
  })

  t.test('redirects immediately with security off', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/login?next=%2Fapp%2Fmanagement%2FinsightsAndAlerting%2Fcases`)
    await page.waitForURL(/_mock\/#\/cases\?owner=cases&space=default$/)
    t.equal(await page.getByRole('button', { name: 'Account' }).count(), 0)
    t.strictSame(problems, [])
  })

  const places: [name: string, options: ServerOptions, prefix: string][] = [
    ['a base path', { basePath: '/kibana' }, '/kibana'],
    ['a space', { spaces: ['soc'] }, '/s/soc'],
    ['a base path and a space', { basePath: '/kibana', spaces: ['soc'] }, '/kibana/s/soc'],
  ]
  for (const [name, options, prefix] of places) {
    t.test(`works with ${name}`, async t => {
      const kibana = await testServer(t, { security: SECURITY, ...options })
      const { page, problems } = await openTab(t, browser, `${kibana.url.replace(/\/kibana$/, '')}${prefix}/app/observability/cases/1`)
      await signIn(page, 'ann', 'secret-of-ann')
      await page.waitForURL(`**/_mock/#/cases/1?space=${prefix.endsWith('soc') ? 'soc' : 'default'}`)
      await page.getByText('No case on this server has this id').waitFor()
      t.strictSame(problems, [])
    })
  }

  t.test('signs in only to a sandbox', async t => {
    const kibana = await testServer(t)
    const box = kibana.sandbox({ id: 'box', security: SECURITY })
    await createCase(kibana)
    const { page, problems } = await openTab(t, browser, `${box.url}/app/home`)
    await signIn(page, 'ann', 'secret-of-ann')
    await page.waitForURL(`${kibana.url}/_sandbox/box/_mock/#/`)
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByText('Signed in as ann').waitFor()
    t.strictSame(problems, [])
  })
})
