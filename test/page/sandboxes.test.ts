import t from 'tap'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { createCase, newCase } from '../helpers/cases.js'

const create = (url: string, title: string) => fetch(`${url}/api/cases`, {
  method: 'POST', headers: { 'kbn-xsrf': 'true', 'content-type': 'application/json' }, body: JSON.stringify({ ...newCase, title }),
})

t.test('the page, sandboxes', async t => {
  const browser = await testBrowser(t)

  t.test('creates a sandbox of a given version, shows it, and removes it', async t => {
    const kibana = await testServer(t)
    await createCase(kibana, { title: 'In main' })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    const card = page.getByRole('region', { name: 'Server and sandboxes' })
    await card.getByLabel('Id of a sandbox').fill('worker-1')
    await card.getByLabel('Version of Kibana').fill('9.2.0')
    await page.keyboard.press('Enter')
    await page.getByText(`worker-1 answers at ${kibana.url}/_sandbox/worker-1`).waitFor()
    t.match(await card.getByRole('row', { name: 'worker-1' }).innerText(), /worker-1\s+http.*\/_sandbox\/worker-1\s+Kibana 9\.2\.0/)
    t.strictSame(await findViolations(page), [])

    await card.getByRole('link', { name: 'Show worker-1' }).click()
    await page.waitForURL(`${kibana.url}/_sandbox/worker-1/_mock/#/control`)
    await page.getByRole('button', { name: /^Server worker-1.*Kibana 9\.2\.0/ }).waitFor()
    await create(`${kibana.url}/_sandbox/worker-1`, 'In worker-1')
    await page.goto(`${page.url().replace(/#.*/, '')}#/cases`)
    await page.getByRole('link', { name: 'In worker-1' }).first().waitFor()

    await page.getByRole('button', { name: /^Server worker-1/ }).click()
    t.match(await page.getByRole('menuitem').allInnerTexts(), [/main\s+Kibana 9\.1\.0/, /worker-1\s+Kibana 9\.2\.0/, 'Create a sandbox'])
    await page.getByRole('menuitem', { name: 'main' }).click()
    await page.getByRole('link', { name: 'In main' }).first().waitFor()
    t.equal(page.url(), `${kibana.url}/_mock/#/cases`)
    await page.goBack()
    await page.getByRole('link', { name: 'In worker-1' }).first().waitFor()

    await page.goto(`${page.url().replace(/#.*/, '')}#/control`)
    await card.getByRole('button', { name: 'Remove worker-1' }).click()
    await page.waitForURL(`${kibana.url}/_mock/#/control`)
    await card.getByRole('row', { name: 'worker-1' }).waitFor({ state: 'detached' })
    t.equal((await kibana.app.inject('/_mock/sandboxes')).json().sandboxes.length, 0)
    t.strictSame(problems, [])
  })

  t.test('undoes a creation from its toast, and shows why a sandbox can’t be created', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    const card = page.getByRole('region', { name: 'Server and sandboxes' })
    await card.getByRole('button', { name: 'Create a sandbox' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(/removed$/).waitFor()
    t.equal((await kibana.app.inject('/_mock/sandboxes')).json().sandboxes.length, 0)
    for (const [
      id, version, message,
    ] of [['a b', '', /^400: .*an id of letters, digits/], ['worker-9', '7.17.0', /^400: .*8\.0\.0/]] as const) {
      await card.getByLabel('Id of a sandbox').fill(id)
      await card.getByLabel('Version of Kibana').fill(version)
      await page.keyboard.press('Enter')
      await page.getByRole('alert').waitFor()
      t.match(await page.getByRole('alert').innerText(), message)
      await page.getByRole('alert').getByRole('button', { name: 'Close' }).click()
    }
    t.strictSame(problems.filter(text => !/status of 400/.test(text)), [])
  })

  t.test('shows two side by side, each with its own live data', async t => {
    const kibana = await testServer(t)
    const [first, second] = [kibana.sandbox({ id: 'one' }), kibana.sandbox({ id: 'two', kibanaVersion: '9.2.0' })]
    const { page, problems } = await openTab(t, browser, `${first.url}/_mock/#/cases`)
    const other = await page.context().newPage()
    await other.goto(`${second.url}/_mock/#/cases`)
    await other.getByText('No cases on this server').waitFor()
    await create(first.url, 'Of the first')
    await create(second.url, 'Of the second')
    await page.getByRole('link', { name: 'Of the first' }).first().waitFor()
    await other.getByRole('link', { name: 'Of the second' }).first().waitFor()
    t.equal(await page.getByText('Of the second').count(), 0)
    t.equal(await other.getByText('Of the first').count(), 0)
    t.strictSame([first.requests.all().length, second.requests.all().length, kibana.requests.all().length], [1, 1, 0])
    t.strictSame(problems, [])
  })

  t.test('drops late answers from the previous sandbox', async t => {
    const kibana = await testServer(t)
    await createCase(kibana, { title: 'In main' })
    const box = kibana.sandbox({ id: 'worker-1' })
    await create(box.url, 'In worker-1')
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/cases`)
    let release = () => {}
    const isReleased = new Promise<void>(resolve => { release = resolve })
    await page.route(`${kibana.url}/_mock/state`, async route => {
      await isReleased
      await route.continue()
    })
    await page.reload()
    await page.getByRole('button', { name: /^Server main/ }).click()
    await page.getByRole('menuitem', { name: 'worker-1' }).click()
    await page.getByRole('link', { name: 'In worker-1' }).first().waitFor()
    const late = page.waitForResponse(`${kibana.url}/_mock/state`)
    release()
    await (await late).finished()
    await create(box.url, 'In worker-1, later')
    await page.getByRole('link', { name: 'In worker-1, later' }).first().waitFor()
    t.equal(await page.getByRole('link', { name: 'In main' }).count(), 0)
  })

  t.test('reports that the current sandbox was removed, and links back', async t => {
    const kibana = await testServer(t)
    await createCase(kibana, { title: 'In main' })
    const box = kibana.sandbox({ id: 'short-lived' })
    const { page } = await openTab(t, browser, `${box.url}/_mock/#/cases`)
    await page.getByText('Live', { exact: true }).waitFor()
    await kibana.app.inject({ method: 'DELETE', url: '/_mock/sandboxes/short-lived' })
    await page.getByText('The sandbox short-lived no longer exists.').waitFor()
    await page.getByRole('button', { name: 'Show main' }).click()
    await page.getByRole('link', { name: 'In main' }).first().waitFor()
    t.equal(await page.getByText('no longer exists').count(), 0)
  })
})
