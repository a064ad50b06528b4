import type { Page } from 'playwright-core'
import t from 'tap'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'

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

t.test('the page, a request as code', async t => {
  const browser = await testBrowser(t)

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
    t.test(`copies a ${method} of ${path} as an equivalent command`, async t => {
      const kibana = await testServer(t)
      await kibana.app.inject({ method, url: path })
      const { url } = newest(kibana)
      const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/requests/1`, PERMISSIONS)
      t.equal(await copied(page, 'curl'), command.replace('URL', kibana.url + url))
    })
  }
})
