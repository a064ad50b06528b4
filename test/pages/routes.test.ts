import inject from 'light-my-request'
import t from 'tap'
import type { RunningServer, ServerOptions } from '../../src/index.js'
import { buildApp } from '../../src/app/app.js'
import { Instances } from '../../src/control/instances.js'
import { createContext } from '../../src/create-context.js'
import { createOpenApi } from '../../src/openapi/document.js'
import { PageFiles } from '../../src/pages/page-files.js'
import { testServer } from '../helpers/app.js'

const SECURITY = {
  users: {
    ann: { password: 'a', roles: ['superuser'] },
    bob: { password: 'b', roles: ['soc'] },
    eve: { password: 'e', roles: [] },
  },
  roles: { soc: { kibana: [{ spaces: ['soc'], feature: { generalCasesV3: ['all'] } }] } },
}
const basic = (user: string) => ({ authorization: `Basic ${Buffer.from(`${user}:${user[0]}`).toString('base64')}` })
const answer = async (
  { app }: RunningServer, url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' | 'POST' = 'GET',
) => {
  const { statusCode, headers: { location }, body } = await app.inject({ method, url, headers })
  return { statusCode, location, body }
}
const FORBIDDEN = '{"statusCode":403,"error":"Forbidden","message":"Forbidden"}'
const to = (location: string) => ({ statusCode: 302, location, body: '' })

// Source: Kibana's PR 180872 (8.14) and 184858 (8.15)
t.test('pages', async t => {
  const rows: [options: ServerOptions, url: string, headers: Record<string, string>, location: string][] = [
    [{}, '/', {}, '/spaces/enter'],
    [{}, '/?x=1', {}, '/spaces/enter'],
    [{}, '/s/default', {}, '/s/default/spaces/enter'],
    [{}, '/s/nowhere/', {}, '/s/nowhere/spaces/enter'],
    [{}, '/s/default?x=1', {}, '/s/default/spaces/enter'],
    [{}, '/spaces/enter', {}, '/app/home'],
    [{}, '/s/soc/spaces/enter?next=/app/x%3Fa=1%23/b&c=2', {}, '/s/soc/app/x?a=1#/b'],
    [{ basePath: '/kibana' }, '/kibana/spaces/enter?next=../../x', {}, '/kibana/x'],
    [{}, '/spaces/enter?next=//evil.example', {}, '/app/home'],
    [{ kibanaVersion: '8.13.4' }, '/spaces/enter?next=/app/x', {}, '/app/home'],
    [{ kibanaVersion: '8.14.0' }, '/spaces/enter?next=/app/x%3Fa=1', {}, '/app/x'],
    [{ kibanaVersion: '8.15.0' }, '/spaces/enter?next=/app/x%3Fa=1', {}, '/app/x?a=1'],
    [{ spaces: ['soc'] }, '/', {}, '/spaces/space_selector'],
    [{ basePath: '/kibana' }, '/kibana/', {}, '/kibana/spaces/enter'],
    [{ security: SECURITY }, '/', {}, '/login?next=%2F'],
    [{ security: SECURITY }, '/s/soc/', {}, '/s/soc/login?next=%2Fs%2Fsoc%2F'],
    [{ security: SECURITY }, '/abc/xyz?a=1', {}, '/login?next=%2Fabc%2Fxyz%3Fa%3D1'],
    [{ security: SECURITY, spaces: ['soc'] }, '/', basic('ann'), '/spaces/space_selector'],
    [{ security: SECURITY, spaces: ['soc'] }, '/', basic('bob'), '/s/soc/spaces/enter'],
  ]
  for (const [options, url, headers, location] of rows) {
    t.test(`${url} redirects ${Object.keys(headers).length ? 'a user' : 'a client'} to ${location} with ` +
      `${Object.keys(options).join(' and ') || 'no options'}`, async t => {
      const kibana = await testServer(t, options)
      t.strictSame(await answer(kibana, url, headers), to(location))
      t.strictSame(await answer(kibana, url, headers, 'HEAD'), to(location))
    })
  }

  t.test('are refused to clients that are not browsers, and to users without a space', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    t.equal((await answer(kibana, '/', { 'kbn-xsrf': 'true' })).statusCode, 401)
    t.equal((await answer(kibana, '/app/home', { 'kbn-version': '9.1.0' })).statusCode, 401)
    t.equal((await answer(kibana, '/api/nothing')).statusCode, 401)
    t.match(await answer(kibana, '/', basic('eve')), { statusCode: 403, body: FORBIDDEN })
    t.equal((await answer(kibana, '/', {}, 'POST')).statusCode, 404)
  })

  t.test('redirect a HEAD with the headers of a GET, also from a path without a route', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    for (const url of ['/', '/abc/xyz', '/app/']) {
      const [get, head] = await Promise.all((['GET', 'HEAD'] as const).map(method => kibana.app.inject({ method, url })))
      t.equal(get?.headers['content-length'], '0', url)
      t.same(head?.headers['content-length'], get?.headers['content-length'], url)
      t.equal(head?.headers.location, get?.headers.location, url)
    }
  })

  t.test('redirect without a body, with the headers of every answer', async t => {
    const { headers } = await (await testServer(t)).app.inject('/')
    t.match(headers, { 'content-length': '0', 'cache-control': 'private, no-cache, no-store, must-revalidate', 'kbn-name': /./ })
    t.notOk(headers['content-type'])
    t.notOk(headers['elastic-api-version'])
  })

  t.test('are in the request log with their routes, and subject to faults', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    kibana.faults.add({ match: { path: '/app/home' }, effect: { status: 503 }, times: 1 })
    t.strictSame([(await answer(kibana, '/app/home')).statusCode, (await answer(kibana, '/app/home')).statusCode], [503, 302])
    await answer(kibana, '/s/soc/app/security/cases/1', basic('ann'))
    t.strictSame(kibana.requests.all().map(({ route, status }) => [route, status]), [
      ['/app/{id}', 503], ['/app/{id}', 302], ['/app/{id}/*', 302],
    ])
  })
})

t.test('a browser with invalid credentials in a header', async t => {
  const kibana = await testServer(t, { security: SECURITY, basePath: '/kibana' })
  for (const [url, cookie, page] of [
    ['/kibana/app/home?x=1', undefined, '/kibana/login?msg=UNAUTHENTICATED&next=%2Fkibana%2Fapp%2Fhome%3Fx%3D1'],
    ['/kibana/s/soc/other', 'sid=x', '/kibana/s/soc/logout?msg=UNAUTHENTICATED&next=%2Fkibana%2Fs%2Fsoc%2Fother'],
  ] as const) {
    t.test(`is redirected from ${url} to ${page} by a page with status 401`, async t => {
      const { statusCode, headers, body } = await kibana.app.inject({ url, headers: { ...basic('wrong'), ...(cookie && { cookie }) } })
      t.match({ statusCode, headers }, {
        statusCode: 401,
        headers: {
          refresh: `0;url=${page}`, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': /script-src/,
        },
      })
      t.match(body, /<h1>Not authenticated<\/h1>/)
    })
  }

  t.test('is refused as a client if it sends kbn-xsrf', async t => {
    const { statusCode, headers, body } = await kibana.app.inject({
      url: '/kibana/app/home', headers: { ...basic('wrong'), 'kbn-xsrf': 'true' },
    })
    t.match({ statusCode, type: headers['content-type'], refresh: headers.refresh }, {
      statusCode: 401, type: 'application/json; charset=utf-8', refresh: undefined,
    })
    t.match(JSON.parse(body), { statusCode: 401, error: 'Unauthorized' })
  })
})

const PAGE = /<script type="module" src="([^"]*)\/_mock\/page\.js">/

t.test('GET /app/{id}', async t => {
  const rows: [options: ServerOptions, url: string][] = [
    [{}, '/app/home'],
    [{}, '/app/home/'],
    [{}, '/s/soc/app/management/insightsAndAlerting/cases/1?x=1'],
    [{ basePath: '/kibana' }, '/kibana/s/soc/app/security/cases/1'],
    [{ basePath: '/kibana' }, '/app/observability/cases'],
    [{ spaces: [{ id: 'soc', disabledFeatures: ['siem', 'securitySolutionCasesV3'] }] }, '/s/soc/app/security/cases'],
    [{}, '/spaces/space_selector'],
    [{}, '/status'],
  ]
  for (const [options, url] of rows) {
    t.test(`returns the page at ${url} with ${Object.keys(options).join() || 'no options'}, and working links to its files`, async t => {
      const kibana = await testServer(t, { spaces: ['soc'], ...options })
      const { statusCode, headers, body } = await kibana.app.inject(url)
      t.match({ statusCode, headers }, { statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
      const [, root] = PAGE.exec(body) ?? []
      const script = new URL(`${root}/_mock/page.js`, `http://localhost${url}`).pathname
      t.match((await kibana.app.inject(script)).headers['content-type'], /javascript/)
      t.strictSame(await answer(kibana, url, {}, 'HEAD'), { statusCode: 200, location: undefined, body: '' })
    })
  }

  t.test('redirects to an unknown path if the id is empty', async t => {
    const kibana = await testServer(t)
    t.strictSame(await answer(kibana, '/app/'), to('/app'))
    t.equal((await answer(kibana, '/app')).statusCode, 404)
  })

  t.test('redirects from an unknown space to the space selector, and refuses users who may not enter their space', async t => {
    const kibana = await testServer(t, { security: SECURITY, spaces: ['soc'], basePath: '/kibana' })
    t.strictSame(await answer(kibana, '/kibana/s/nowhere/app/home', basic('ann')), to('/kibana/spaces/space_selector'))
    t.match(await answer(kibana, '/kibana/app/home', basic('bob')), { statusCode: 403, body: FORBIDDEN })
    t.equal((await answer(kibana, '/kibana/s/soc/app/home', basic('bob'))).statusCode, 200)
  })

  t.test('returns a short notice without the control routes, which serve the files of the page', async t => {
    const { body, statusCode } = await answer(await testServer(t, { control: { enabled: false } }), '/app/home')
    t.equal(statusCode, 200)
    t.match(body, /A server for tests/)
    t.notMatch(body, /_mock/)
  })

  t.test('returns that notice from a copy of the server without the page', async t => {
    const app = buildApp(new Instances(createContext), { describeRoutes: createOpenApi, pageFiles: new PageFiles(() => undefined) })
    await app.fastify.ready()
    t.match((await inject(app.answer, '/app/home')).body, /A server for tests/)
  })
})

t.test('GET /login', async t => {
  t.test('returns the page to a client without a session, for any cookie and header', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    for (const headers of [{}, { cookie: 'sid=x' }, basic('wrong')]) {
      t.match(await answer(kibana, '/login?next=%2Fapp%2Fcases', headers), { statusCode: 200, body: PAGE })
    }
  })

  t.test('redirects a user, and with security off any client, to the address in next', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    t.strictSame(await answer(kibana, '/login?next=%2Fapp%2Fml%3Fone%3Dtwo', basic('ann')), to('/app/ml?one=two'))
    const open = await testServer(t, { basePath: '/kibana' })
    t.strictSame(await answer(open, '/kibana/login?next=%2F%2Fevil.example'), to('/kibana/'))
    t.strictSame(await answer(open, '/kibana/s/soc/login'), to('/kibana/'))
  })
})

t.test('GET /logout', async t => {
  t.test('returns a page that redirects to the end of the session, with its query', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    const { statusCode, body } = await answer(kibana, '/s/soc/logout?msg=UNAUTHENTICATED&next=%2F"><script>', basic('wrong'))
    t.equal(statusCode, 200)
    t.match(
      body, '<meta http-equiv="refresh" content="0;url=/s/soc/api/security/logout?msg=UNAUTHENTICATED&amp;next=%2F%22%3E%3Cscript%3E">',
    )
    t.match((await answer(kibana, '/logout')).body, 'href="/api/security/logout"')
  })
})

t.test('GET /core', async t => {
  t.test('returns the version of its pages to users', async t => {
    const kibana = await testServer(t, { security: SECURITY })
    t.match(await answer(kibana, '/core', basic('ann')), { statusCode: 200, body: '{"version":"0.0.1"}' })
    t.strictSame(await answer(kibana, '/core/'), to('/login?next=%2Fcore%2F'))
  })
})
