import t from 'tap'
import { testServer } from '../helpers/app.js'
import { findViolations } from '../helpers/axe.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { hostileTexts } from '../helpers/hostile.js'
import { SECURITY, signIn } from '../helpers/login.js'

/** A refused login always appears in the browser's console. */
const CONSOLE = /Failed to load resource: .* 401/
const basic = { authorization: `Basic ${Buffer.from('ann:secret-of-ann').toString('base64')}` }

t.test('the page, Login', async t => {
  const browser = await testBrowser(t)

  t.test('signs in, and redirects to the requested page', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/app/security/cases?x=1`)
    t.equal(new URL(page.url()).search, '?next=%2Fapp%2Fsecurity%2Fcases%3Fx%3D1')
    t.match(await page.getByRole('main').innerText(), /Sign in to the mock[\s\S]*answers as Kibana 9\.1\.0, with security on/)
    t.equal(await page.title(), 'Sign in · kibana-cases-mock')
    await signIn(page, 'ann', 'secret-of-ann')
    await page.waitForURL(/_mock\/#\/cases\?owner=securitySolution&space=default$/)
    const login = kibana.requests.all().find(({ path }) => path === '/internal/security/login')!
    t.match(login, {
      method: 'POST',
      status: 200,
      headers: { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'Kibana', 'kcm-page': 'true' },
      body: {
        providerType: 'basic',
        providerName: 'basic',
        currentURL: `${kibana.url}/login?next=%2Fapp%2Fsecurity%2Fcases%3Fx%3D1`,
        params: { username: 'ann' },
      },
    })
    t.notMatch(JSON.stringify(login), 'secret-of-ann')
    t.strictSame(problems, [])
  })

  t.test('shows why a login failed, and keeps the input', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/login`)
    await signIn(page, 'ann', 'wrong')
    await page.getByRole('alert').getByText('Username or password is incorrect. Please try again.').waitFor()
    t.equal(await page.getByLabel('Username').inputValue(), 'ann')
    await page.locator('#password:focus').waitFor()
    t.strictSame(await findViolations(page), [])
    kibana.faults.add({ match: { path: '/internal/security/login' }, effect: { status: 503 }, times: 1 })
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText("We couldn't log you in. Please try again.").waitFor()
    t.strictSame(problems.filter(text => !/Failed to load resource: .* (?:401|503)/.test(text)), [])
  })

  t.test('lists the users, and selects one by a click', async t => {
    const kibana = await testServer(t, { security: SECURITY, spaces: ['soc'] })
    const { page } = await openTab(t, browser, `${kibana.url}/login`)
    await page.getByRole('button', { name: 'soar-bot' }).click()
    t.equal(await page.getByLabel('Username').inputValue(), 'soar-bot')
    await page.keyboard.type('secret-of-bot')
    await page.keyboard.press('Enter')
    await page.waitForURL(/_mock\/#\/$/)
  })

  for (const [message, text, role] of [
    ['LOGGED_OUT', 'You have logged out of Elastic.', 'status'],
    ['SESSION_EXPIRED', 'Your session has timed out. Please log in again.', 'status'],
    ['UNAUTHENTICATED', 'Try logging in again, and if the problem persists, contact your system administrator.', 'alert'],
  ] as const) {
    t.test(`explains why it is shown, with ${message}`, async t => {
      const kibana = await testServer(t, { security: SECURITY })
      const { page } = await openTab(t, browser, `${kibana.url}/login?msg=${message}`)
      t.equal(await page.locator(`[role=${role}]`).innerText(), text)
    })
  }

  t.test('shows unknown messages and hostile names as text', async t => {
    const users = Object.fromEntries(hostileTexts.filter(text => !text.includes(':')).map(name => [
      name, { password: 'x', roles: ['superuser'] },
    ]))
    const kibana = await testServer(t, { security: { users } })
    const { page, problems } = await openTab(
      t, browser, `${kibana.url}/login?msg=${encodeURIComponent(hostileTexts[0])}&next=${encodeURIComponent(hostileTexts[3])}`,
    )
    await page.getByRole('button', { name: hostileTexts[1] }).click()
    t.equal(await page.getByLabel('Username').inputValue(), hostileTexts[1])
    t.notMatch(await page.getByRole('main').innerText(), hostileTexts[0] + hostileTexts[0])
    t.equal(await page.locator('main').locator('img, iframe, script, style, [onerror]').count(), 0)
    t.equal(await page.evaluate('globalThis.hit'), undefined)
    t.strictSame(problems, [])
  })

  t.test('acts as the user who signed in, until they sign out', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    const { id } = (await kibana.app.inject({
      method: 'POST',
      url: '/api/cases',
      headers: { 'kbn-xsrf': 'true', ...basic },
      payload: {
        title: 'x',
        description: 'd',
        tags: [],
        owner: 'cases',
        connector: { id: 'none', name: 'none', type: '.none', fields: null },
        settings: { syncAlerts: false },
      },
    })).json()
    const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/#/cases/${id}`)
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByText('Not signed in: Kibana refuses changes').waitFor()
    t.strictSame(await findViolations(page), [])
    await page.getByRole('menuitem', { name: 'Sign in' }).click()
    await signIn(page, 'ann', 'secret-of-ann')
    await page.waitForURL(`${kibana.url}/_mock/#/cases/${id}`)
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByText('Signed in as ann').waitFor()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/login\?.*msg=LOGGED_OUT/)
    await page.getByText('You have logged out of Elastic.').waitFor()
    t.strictSame(problems.filter(text => !CONSOLE.test(text)), [])
  })

  t.test('needs no control token, and lists no users without it', async t => {
    const kibana = await testServer(t, { security: SECURITY, control: { token: 'control' } })
    const { page, problems } = await openTab(t, browser, `${kibana.url}/login`)
    await page.getByText('answers as Kibana 9.1.0').waitFor()
    await signIn(page, 'ann', 'secret-of-ann')
    await page.getByRole('heading', { name: 'This server asks for its control token' }).waitFor()
    t.strictSame(problems.filter(text => !CONSOLE.test(text)), [])
  })

  for (const width of [360, 1440]) {
    t.test(`fits ${width} pixels, and axe finds no violations`, async t => {
      const kibana = await testServer(t, { security: SECURITY })
      for (const theme of ['light', 'dark'] as const) {
        const { page } = await openTab(t, browser, `${kibana.url}/login?msg=LOGGED_OUT&theme=${theme}`, {
          viewport: { width, height: 844 },
        })
        await page.getByRole('button', { name: 'soar-bot' }).waitFor()
        t.equal(await page.evaluate('document.documentElement.scrollWidth'), width, `nothing is wider than ${width} pixels`)
        t.strictSame(await findViolations(page), [], theme)
      }
    })
  }
})
