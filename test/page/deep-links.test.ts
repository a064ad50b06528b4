import t from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { call, jiraConnector, newCase } from '../helpers/cases.js'

const BODY = { ...newCase, title: 'Opened by its link' }

t.test('the page, links in Kibana’s own form', async t => {
  const browser = await testBrowser(t)

  const kibana = await testServer(t)
  const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/`)
  for (const [path, place] of [
    ['/app/home', '#/'],
    ['/app/discover', '#/'],
    ['/', '#/'],
    ['/status', '#/'],
    ['/app/security/cases/create', '#/cases?owner=securitySolution&space=default'],
    ['/app/security/cases/1/comment-1', '#/cases/1?space=default'],
    ['/app/security/cases/a%2Fb%25', '#/cases/a%2Fb%25?space=default'],
    ['/app/security/cases/', '#/cases?owner=securitySolution&space=default'],
    ['/app/security/cases/1?tabId=constructor', '#/cases/1?space=default'],
    ['/app/security/cases/1/?tabId=alerts', '#/cases/1/attachments?space=default'],
    ['/app/security/casesful', '#/'],
  ] as const) {
    t.test(`lead from ${path} to ${place}`, async t => {
      await page.goto(kibana.url + path)
      await page.locator('.frame').waitFor()
      t.equal(page.url(), `${kibana.url}/_mock/${place}`)
      t.strictSame(problems, [])
    })
  }

  t.test('lead from /s/soc/app/home to #/', async t => {
    const kibana = await testServer(t, { spaces: ['soc'] })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/s/soc/app/home`)
    await page.locator('.frame').waitFor()
    t.equal(page.url(), `${kibana.url}/_mock/#/`)
    t.strictSame(problems, [])
  })

  t.test('report a case in another space than the link', async t => {
    const kibana = await testServer(t, { spaces: ['soc'] })
    const { body: { id } } = await call(kibana, 'POST', '/s/soc/api/cases', BODY)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/app/security/cases/${id}`)
    await page.getByText('The link names the space default, in which Kibana does not find this case: it is in the space soc.').waitFor()
    t.strictSame(problems, [])
  })

  t.test('are the links that pushes write into incidents', async t => {
    const kibana = await testServer(t, {
      publicBaseUrl: 'http://kibana.example',
      connectors: {
        'jira-1': {
          name: 'My Jira',
          actionTypeId: '.jira',
          config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' },
          secrets: { email: 'a@example.com', apiToken: 'x' },
        },
      },
    })
    const { body: { id } } = await call(kibana, 'POST', '/api/cases', { ...BODY, owner: 'securitySolution', connector: jiraConnector })
    await call(kibana, 'POST', `/api/cases/${id}/connector/jira-1/_push`, {})
    const text = JSON.stringify(kibana.incidents.all())
    const [link] = new RegExp(`https?://[^"\\\\\\s)]*/app/[^"\\\\\\s)]*${id}`).exec(text) ?? []
    t.ok(link, text)
    const { page } = await openTab(t, browser, kibana.url + new URL(link!).pathname)
    await page.getByRole('heading', { level: 1, name: BODY.title }).waitFor()
  })

  t.test('show a mistyped URL unchanged', async t => {
    const kibana = await testServer(t)
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/cases/%zz`)
    await page.getByText('No case on this server has this id').waitFor()
    await page.locator('.empty').getByText('%zz').waitFor()
    t.strictSame(problems, [])
  })
})
