import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { createCase, newCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'
import { CONNECTORS } from '../helpers/push.js'
import { basic } from '../helpers/security.js'

const json = { 'kbn-xsrf': 'x', 'content-type': 'application/json' }
const seed = { cases: [{ id: 'seeded', title: 'seeded' }] }

t.test('a sandbox', async t => {
  t.test('is a separate Kibana in the initial state of the server', async t => {
    const kibana = await testServer(t, { seed, spaces: ['lab'] })
    const first = await createCase(kibana)
    kibana.clock.advance('1d')
    kibana.faults.add({ effect: { status: 500 } })
    const sandbox = kibana.sandbox()
    t.match(sandbox.url, new RegExp(`^${kibana.url}/_sandbox/[\\w-]+$`))
    const response = await fetch(`${sandbox.url}/api/cases`, { method: 'POST', headers: json, body: JSON.stringify(newCase) })
    t.strictSame(await response.json(), first, 'even its ids and versions are the same')
    t.equal((await fetch(`${sandbox.url}/s/lab/api/cases/seeded`)).status, 404)
    t.equal((await fetch(`${sandbox.url}/api/cases/seeded`)).status, 200)
    t.strictSame(sandbox.requests.all().map(({ method, path, url, space }) => ({ method, path, url, space })), [
      { method: 'POST', path: '/api/cases', url: `/_sandbox/${sandbox.id}/api/cases`, space: 'default' },
      { method: 'GET', path: '/api/cases/seeded', url: `/_sandbox/${sandbox.id}/s/lab/api/cases/seeded`, space: 'lab' },
      { method: 'GET', path: '/api/cases/seeded', url: `/_sandbox/${sandbox.id}/api/cases/seeded`, space: 'default' },
    ])
    t.equal(kibana.requests.all().length, 1)
    sandbox.importState({})
    sandbox.clock.set('2030-01-01')
    t.equal(kibana.exportState().cases?.length, 2)
    t.match(kibana.clock.iso(), /^2025-06-02/)
    sandbox.reset()
    t.strictSame(sandbox.exportState().cases?.map(({ id }) => id), ['seeded'])
    t.match(sandbox.clock.iso(), /^2025-06-01/)
  })

  t.test('has its own clock, which its connectors follow', async t => {
    const connector = {
      id: 'w', actionTypeId: '.cases-webhook', config: CONNECTORS['cases-webhook']!.config!, secrets: CONNECTORS['cases-webhook']!.secrets!,
    }
    const kibana = await testServer(t, { seed: { connectors: [connector] } })
    const sandbox = kibana.sandbox()
    sandbox.clock.freeze('2030-01-01')
    const pushedDate = async (url: string) => {
      const params = { subAction: 'pushToService', subActionParams: { incident: { title: 'x' } } }
      const response = await fetch(`${url}/api/actions/connector/w/_execute`, {
        method: 'POST', headers: json, body: JSON.stringify({ params }),
      })
      return (await response.json() as { data: { pushedDate: string } }).data.pushedDate
    }
    t.match(await pushedDate(kibana.url), /^2025-06-01/)
    t.equal(await pushedDate(sandbox.url), '2030-01-01T00:00:00.000Z')
  })

  t.test('has its own users, and links to itself', async t => {
    const kibana = await testServer(t, {
      basePath: '/kbn',
      security: { users: { ann: { password: 'x', roles: ['superuser'] } } },
      seed: {
        connectors: [
          { id: 'j', actionTypeId: '.jira', config: { apiUrl: 'https://jira', projectKey: 'J' }, secrets: { email: 'e', apiToken: 't' } },
        ],
        cases: [{ id: 'a', title: 'a' }],
      },
    })
    const sandbox = kibana.sandbox({ id: 'mine' })
    t.equal(sandbox.url, `${kibana.url.slice(0, -4)}/_sandbox/mine/kbn`)
    const headers = { ...json, authorization: basic('ann', 'x') }
    t.equal((await fetch(`${sandbox.url}/api/cases/a`)).status, 401)
    const pushed = await fetch(`${sandbox.url}/api/cases/a/connector/j/_push`, { method: 'POST', headers, body: '{}' })
    t.equal(pushed.status, 200)
    t.match(sandbox.incidents.all()[0]?.fields, {
      description: new RegExp(`Case URL: ${sandbox.url}/app/management/insightsAndAlerting/cases/a`),
    })
    t.strictSame(kibana.incidents.all(), [])
  })

  t.test('has its own control routes', async t => {
    const kibana = await testServer(t, { seed })
    const { status, body } = await control(kibana, 'POST', '/sandboxes', { id: 'one' })
    t.strictSame({ status, body }, {
      status: 201, body: { id: 'one', serial: 1, path: '/_sandbox/one', url: 'http://localhost:80/_sandbox/one', kibanaVersion: '9.1.0' },
    })
    t.strictSame((await control(kibana, 'GET', '/sandboxes')).body.sandboxes, [body])
    const inside = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
      const response = await kibana.app.inject({ method, url: `/_sandbox/one/_mock${url}`, ...(payload && { payload }) })
      return { status: response.statusCode, body: response.body === '' ? undefined : response.json() }
    }
    t.equal((await inside('PUT', '/state', { cases: [{ title: 'x' }, { title: 'y' }] })).status, 204)
    t.equal((await inside('GET', '/state')).body.cases.length, 2)
    t.equal(kibana.exportState().cases?.length, 1)
    await inside('POST', '/snapshots', { id: 'two' })
    await inside('POST', '/reset')
    t.equal((await inside('GET', '/state')).body.cases.length, 1)
    await inside('POST', '/snapshots/two/restore')
    t.equal((await inside('GET', '/state')).body.cases.length, 2)
    await inside('PUT', '/clock', { now: '2031-01-01T00:00:00.000Z' })
    t.match(kibana.clock.iso(), /^2025/)
    t.equal((await control(kibana, 'POST', '/snapshots/two/restore')).status, 404)
  })

  t.test('ends when it is removed, in process or over HTTP', async t => {
    const kibana = await testServer(t)
    const gone = (id: string) => ({ status: 404, body: { statusCode: 404, error: 'Not Found', message: `there is no sandbox "${id}"` } })
    const ask = async (url: string) => {
      const response = await kibana.app.inject({ method: 'POST', url, headers: json, payload: '{}' })
      return { status: response.statusCode, body: response.json() }
    }
    const one = kibana.sandbox({ id: 'one' })
    const waiting = t.rejects(one.requests.waitFor({}, { timeout: '1h' }), { name: 'NotFoundError', message: 'there is no sandbox "one"' })
    const waitingClient = kibana.app.inject({ method: 'POST', url: '/_sandbox/one/_mock/requests/wait', payload: { timeout: '1h' } })
    // A request takes a few turns of the event loop until its handler waits
    for (let turn = 0; turn < 100; turn++) await setImmediate()
    await one.close()
    await waiting
    const { statusCode, json: body } = await waitingClient
    t.strictSame({ status: statusCode, body: body() }, gone('one'))
    await one.close()
    t.strictSame(await ask('/_sandbox/one/api/cases'), gone('one'))
    t.strictSame(await ask('/_sandbox/one'), gone('one'))
    kibana.sandbox({ id: 'one' })
    await one.close()
    t.equal((await ask('/_sandbox/one/api/cases')).status, 400, 'closing the old one again leaves the new one with its id alone')
    t.equal((await control(kibana, 'DELETE', '/sandboxes/one')).status, 204)
    t.strictSame(await ask('/_sandbox/one/_mock/reset'), gone('one'))
    t.match(await control(kibana, 'DELETE', '/sandboxes/one'), { status: 404 })
    {
      using scoped = kibana.sandbox({ id: 'scoped' })
      t.equal((await ask(`/_sandbox/${scoped.id}/api/cases`)).status, 400)
    }
    t.strictSame(await ask('/_sandbox/scoped/api/cases'), gone('scoped'))
    {
      await using scoped = kibana.sandbox({ id: 'scoped' })
      t.ok(scoped)
    }
    t.strictSame((await control(kibana, 'GET', '/sandboxes')).body, { sandboxes: [] })
  })

  t.test('ends after its idle time without requests', async t => {
    const kibana = await testServer(t)
    let now = performance.now()
    const checks: number[] = []
    t.intercept(performance, 'now', { value: () => { checks.push(now); return now } })
    kibana.sandbox({ id: 'short', idle: '60ms' })
    kibana.sandbox({ id: 'long', idle: '1h' })
    const list = async () => (await control(kibana, 'GET', '/sandboxes')).body.sandboxes.map(({ id }: { id: string }) => id)
    now += 50
    await kibana.app.inject('/_sandbox/short/api/status')
    // The timer fires more than the idle time after the start, but less after the request
    checks.length = 0
    now += 30
    while (checks.length === 0) await setImmediate()
    t.strictSame(await list(), ['short', 'long'])
    now += 60
    while ((await list()).includes('short')) await setImmediate()
    t.strictSame(await list(), ['long'])
  })

  t.test('refuses invalid input', async t => {
    const kibana = await testServer(t)
    kibana.sandbox({ id: 'taken' })
    for (const [options, path, expected] of [
      [{ id: 'a/b' }, 'id', 'an id of letters, digits, "_" and "-"'],
      [{ id: '' }, 'id', 'an id of letters, digits, "_" and "-"'],
      [{ idle: 'never' }, 'idle', 'milliseconds, or a text such as "500ms", "90s" or "2h"'],
      [{ license: 'free' }, 'license', '"basic", "standard", "gold", "platinum", "enterprise" or "trial"'],
      [{ port: 1 }, 'port', /^one of the keys id, idle, seed, /],
      [{ seed: { cases: [{}] } }, 'cases[0].title', 'a non-empty title'],
    ] as const) {
      t.throws(() => kibana.sandbox(options as object), { name: 'InvalidInput', path, expected })
      t.match(await control(kibana, 'POST', '/sandboxes', options), { status: 400, body: { path, expected } })
    }
    t.throws(() => kibana.sandbox({ id: 'taken' }), {
      name: 'ConflictError', message: 'there is already a sandbox "taken"; PUT and sandboxes.replace() replace it',
    })
    t.match(await control(kibana, 'POST', '/sandboxes', { id: 'taken' }), { status: 409, body: { error: 'Conflict' } })
    t.match(await control(kibana, 'PUT', '/sandboxes/a:b'), { status: 400, body: { path: 'id' } })
    t.equal((await control(kibana, 'GET', '/sandboxes')).body.sandboxes.length, 1)
  })

  t.test('is replaced by PUT', async t => {
    const kibana = await testServer(t, { seed })
    t.match(await control(kibana, 'PUT', '/sandboxes/w1'), { status: 200, body: { id: 'w1', path: '/_sandbox/w1' } })
    await kibana.app.inject({ method: 'PUT', url: '/_sandbox/w1/_mock/state', payload: { cases: [] } })
    const cases = async () => (await kibana.app.inject('/_sandbox/w1/_mock/state')).json().cases.length
    t.equal(await cases(), 0)
    await control(kibana, 'PUT', '/sandboxes/w1', { seed: { cases: [{ title: 'a' }, { title: 'b' }] } })
    t.equal(await cases(), 2)
    t.equal((await control(kibana, 'DELETE', '/sandboxes/w1?serial=1')).status, 404, 'that one has been replaced')
    t.equal((await control(kibana, 'DELETE', '/sandboxes/w1?serial=2')).status, 204)
    await control(kibana, 'PUT', '/sandboxes/w1')
    t.equal((await control(kibana, 'DELETE', '/sandboxes')).status, 204)
    t.strictSame(kibana.sandboxes.list(), [])
  })

  t.test('has its own options, and is reset to its own seed', async t => {
    const kibana = await testServer(t, { seed, license: 'gold', random: 1 })
    const own = kibana.sandbox({
      seed: { cases: [{ title: 'mine' }] }, license: 'basic', spaces: ['lab'], clock: { now: '2030-01-01T00:00:00.000Z', frozen: true },
    })
    t.strictSame(own.exportState().cases?.map(({ title, created_at: at }) => [title, at]), [['mine', '2030-01-01T00:00:00.000Z']])
    t.strictSame([own.license(), kibana.license()], ['basic', 'gold'])
    t.match(own.exportState().spaces, [{ id: 'default' }, { id: 'lab' }])
    own.seed({ cases: [{ title: 'more' }] })
    own.setLicense('trial')
    own.reset()
    t.equal(own.exportState().cases?.length, 1)
    t.equal(own.license(), 'basic')
    const seeded = await testServer(t, { seed: { ...seed, license: 'gold' } })
    for (const options of [{}, { spaces: ['lab'] }]) {
      const basic = seeded.sandbox({ license: 'basic', ...options })
      t.equal(basic.license(), 'basic', 'in place of the license in the server\'s seed')
      basic.setLicense('trial')
      basic.reset()
      t.equal(basic.license(), 'basic')
    }
    t.equal(seeded.sandbox({ license: 'basic', seed: { license: 'platinum' } }).license(), 'platinum', 'like a server with both')
    const licensed = kibana.sandbox({ license: 'enterprise' })
    t.strictSame(licensed.exportState().cases, kibana.exportState().cases)
    licensed.setLicense('basic')
    licensed.reset()
    t.equal(licensed.license(), 'enterprise')
  })
})
