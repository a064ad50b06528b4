import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import t from 'tap'
import { NEWEST_VERSION, Version } from '../../src/versions/version.js'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { createCase } from '../helpers/cases.js'
import { hostileTexts } from '../helpers/hostile.js'
import { storyServer } from '../helpers/story.js'

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const choose = async (page: Page, name: string, text: string) => {
  await page.getByRole('button', { name: 'Import' }).waitFor()
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
}
const titles = (state: { cases?: { title: string }[] }) => (state.cases ?? []).map(({ title }) => title)

t.test('the page, state', async t => {
  const browser = await testBrowser(t)

  t.test('counts the documents of the server, live', async t => {
    const kibana = await storyServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    const figures = card(page, 'State').locator('.figures')
    await figures.getByText('cases').waitFor()
    t.match(await figures.locator('dd').allInnerTexts(), ['3', /\d/, /\d/, /\d/, '3', /\d/])
    await createCase(kibana)
    await figures.locator('dd').first().getByText('4').waitFor()
    t.strictSame(await findViolations(page), [])
    t.strictSame(problems, [])
  })

  t.test('exports everything as a file that another server accepts', async t => {
    const kibana = await storyServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    const download = await waiting
    t.equal(download.suggestedFilename(), 'kibana-cases-mock-state.json')
    const text = await readFile(await download.path(), 'utf8')
    t.strictSame(JSON.parse(text), JSON.parse(JSON.stringify(kibana.exportState())))
    const other = await testServer(t, { kibanaVersion: '9.5.4' })
    const { page: second } = await openTab(t, browser, `${other.url}/_mock/#/control`)
    await choose(second, 'state.json', text)
    await second.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
    await second.getByText('state.json was imported').waitFor()
    t.strictSame(titles(other.exportState()), titles(kibana.exportState()))
    t.strictSame(problems, [])
  })

  t.test('adds the documents of a file, and reports errors in another', async t => {
    const kibana = await testServer(t)
    await createCase(kibana, { title: 'Stays' })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await choose(page, 'more.json', JSON.stringify({ cases: [{ title: 'Comes' }] }))
    await page.getByRole('button', { name: 'Add its documents' }).click()
    await page.getByText('The current documents stay.').waitFor()
    t.strictSame(await findViolations(page), [])
    await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
    await page.getByText('more.json was imported').waitFor()
    t.strictSame(titles(kibana.exportState()), ['Stays', 'Comes'])

    for (const [text, message] of [['{', /JSON/], [JSON.stringify({ cases: [{}] }), /^400: .*title/], ['[]', /^400: /]] as const) {
      await choose(page, 'bad.json', text)
      await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
      const alert = page.getByRole('alert')
      await alert.waitFor()
      t.match(await alert.innerText(), message)
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('alert').getByRole('button', { name: 'Close' }).click()
    }
    t.strictSame(titles(kibana.exportState()), ['Stays', 'Comes'])
    t.strictSame(problems.filter(text => !/status of 400/.test(text)), [])
  })

  t.test('takes, restores and deletes snapshots, including those of a test', async t => {
    const kibana = await testServer(t)
    await createCase(kibana, { title: 'Before' })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    const state = card(page, 'State')
    await state.getByLabel('Name of a snapshot').fill('before')
    await page.keyboard.press('Enter')
    await state.getByRole('cell', { name: 'before', exact: true }).waitFor()
    await createCase(kibana, { title: 'After' })
    await state.getByRole('button', { name: 'Restore' }).click()
    await page.getByText('Returned to before').waitFor()
    t.strictSame(titles(kibana.exportState()), ['Before'])
    await state.locator('.figures dd').first().getByText('1').waitFor()
    await kibana.app.inject({ method: 'POST', url: '/_mock/snapshots', payload: { id: 'by-a-test' } })
    await state.getByRole('cell', { name: 'by-a-test', exact: true }).waitFor()
    await state.getByRole('button', { name: 'Remove before' }).click()
    await page.getByText('before removed').waitFor()
    t.match((await kibana.app.inject('/_mock/snapshots')).json(), { snapshots: [{ id: 'by-a-test' }] })
    t.strictSame(problems, [])
  })

  t.test('resets after a confirmation that lists the consequences', async t => {
    const kibana = await storyServer(t)
    kibana.faults.add({ match: { path: '/api/x' }, effect: { status: 503 } })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await card(page, 'State').locator('.figures dd').first().getByText('3').waitFor()
    await page.getByRole('button', { name: 'Reset …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Reset main to its initial state?' })
    t.match(await dialog.innerText(), /There are 3 cases, 25 requests, 3 incidents and 2 faults now\..*Snapshots and sandboxes stay\./)
    t.strictSame(await findViolations(page), [])
    await dialog.getByRole('button', { name: 'Keep' }).click()
    t.equal(kibana.requests.all().length, 25)
    // The focus comes back
    await page.locator('button:focus', { hasText: 'Reset …' }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Reset', exact: true }).click()
    await page.getByText('The server is back in its initial state').waitFor()
    t.equal(kibana.requests.all().length, 0)
    // It comes back after the work too
    await page.locator('button:focus', { hasText: 'Reset …' }).waitFor()
    await page.getByRole('button', { name: 'Reset …' }).click()
    t.match(await dialog.innerText(), /It is empty now\.|There (?:is|are)/)
    t.strictSame(problems, [])
  })

  t.test('lists users, roles and spaces, with hostile names as text', async t => {
    const kibana = await testServer(t, {
      spaces: [{ id: 'soc', name: hostileTexts[1] }],
      security: {
        users: { ann: { password: 'secret', roles: ['superuser', 'soc_all'], full_name: hostileTexts[0], email: 'ann@example.com' } },
        roles: {
          soc_all: { kibana: [{ spaces: ['soc'], feature: { generalCasesV3: ['all'] } }, { spaces: ['default'], base: ['read'] }] },
        },
      },
      seed: { cases: [{ title: 'One', space: 'soc' }] },
    })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    const users = card(page, 'Users and roles')
    await users.getByRole('table', { name: 'Roles' }).waitFor()
    t.match(
      await users.innerText(),
      /ann[\s\S]*<script>globalThis\.hit = 1<\/script> · ann@example\.com[\s\S]*superuser, soc_all[\s\S]*soc_all\s+soc · generalCasesV3: all\s+default · read/,
    )
    const spaces = card(page, 'Spaces')
    t.match(await spaces.innerText(), /2\s+Spaces\s+default\s+Default\s+soc\s+<img src=x onerror="globalThis\.hit = 1">\s+1 case/)
    t.equal(await page.evaluate('globalThis.hit'), undefined)
    t.notMatch(await page.content(), 'secret')
    t.strictSame(await findViolations(page), [])
    await spaces.getByRole('link', { name: '1 case' }).click()
    await page.waitForURL(/#\/cases\?space=soc$/)
    t.strictSame(problems, [])
  })

  t.test('reports that security is off', async t => {
    const kibana = await testServer(t)
    const { page } = await openTab(t, browser, `${kibana.url}/_mock/#/control`)
    await page.getByText('Security is off').waitFor()
  })

  t.test('warns of a version that is newer than the newest known one, until dismissed', async t => {
    const kibana = await testServer(t, { kibanaVersion: '99.1.0' })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/`)
    const { release } = new Version(NEWEST_VERSION)
    const warning = page.getByText(
      `Kibana 99.1.0 is newer than the newest version known here: the server behaves as Kibana ${release}.`,
    )
    await warning.waitFor()
    t.strictSame(await findViolations(page), [])
    await page.getByRole('button', { name: 'Hide' }).click()
    await warning.waitFor({ state: 'detached' })
    t.strictSame(problems, [])
  })

  t.test('fits 360 pixels with long names', async t => {
    const security = { users: { ann: { password: 'a', roles: ['superuser'], full_name: 'A name that is rather long for a phone' } } }
    const kibana = await testServer(t, { security, spaces: ['soc-emea-with-a-long-name'], seed: { cases: [{ title: 'One' }] } })
    kibana.snapshot('before-a-push-with-a-long-name')
    kibana.sandbox({ id: 'worker-with-a-long-name-1', kibanaVersion: '8.17.0' })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/control`, { viewport: { width: 360, height: 844 } })
    await card(page, 'Server and sandboxes').getByText('Kibana 8.17.0').waitFor()
    await page.getByRole('button', { name: 'Restore' }).waitFor()
    t.equal(await page.evaluate('document.documentElement.scrollWidth'), 360, 'nothing is wider')
    t.equal(
      await page.evaluate("document.querySelector('.body').scrollWidth - document.querySelector('.body').clientWidth"),
      0,
      'nor in the view',
    )
    t.strictSame(await findViolations(page), [])
    t.strictSame(problems, [])
  })
})
