import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call } from '../helpers/cases.js'
import { control } from '../helpers/control.js'
import { basic } from '../helpers/security.js'
import { ids, NOW, traffic } from './traffic.js'

t.test('requests.all', async t => {
  t.test('shows everything about a request, credentials masked', async t => {
    // Half a second less: the wall clock may have been corrected since the process started
    const start = Date.now() - 500
    const kibana = await testServer(t)
    const id = await traffic(kibana)
    const [, patch] = kibana.requests.all()
    const { headers, answer, duration, receivedAt, ...rest } = patch!
    t.match(headers, { authorization: 'Basic [masked]', 'kbn-xsrf': 'true', 'content-type': 'application/json' })
    t.match(answer, [{ id, status: 'closed', updated_by: { username: 'ann' } }])
    t.ok(duration! > 0)
    const received = Date.parse(receivedAt)
    t.ok(received >= start && received <= Date.now() + 500, 'receivedAt is real time, though the clock is frozen')
    t.match(rest.body, { cases: [{ id, status: 'closed' }] })
    t.match(rest, {
      id: 2,
      at: NOW,
      method: 'PATCH',
      path: '/api/cases',
      query: {},
      url: '/api/cases',
      space: 'default',
      user: 'ann',
      route: '/api/cases',
      status: 200,
      refusedBy: null,
      fault: null,
    })
    t.match(kibana.requests.all()[3], {
      path: `/api/cases/${id}`,
      url: `/s/lab/api/cases/${id}?a=1&b=2&b=3`,
      query: { a: '1', b: ['2', '3'] },
      space: 'lab',
      route: '/api/cases/{case_id}',
      status: 404,
      body: null,
    })
  })

  t.test('shows each request with its headers', async t => {
    const kibana = await testServer(t)
    const sent: Record<string, string>[] = [
      { 'x-step': '1' }, { 'x-step': '1' }, { 'x-step': '2' }, { 'x-step': '2', 'x-more': '' }, { 'x-other': '2' }, {}, { 'x-step': '1' },
    ]
    for (const headers of sent) await kibana.app.inject({ url: '/api/status', headers })
    const own = (headers: object) => Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-')))
    t.strictSame(kibana.requests.all().map(({ headers }) => own(headers)), sent)
  })

  t.test('names the check that refused a request', async t => {
    const kibana = await testServer(t, {
      security: { users: { ann: { password: 'x', roles: ['superuser'] } } }, control: { enabled: false },
    })
    const ann = { authorization: basic('ann', 'x') }
    const json = { 'content-type': 'application/json', 'kbn-xsrf': 'x', ...ann }
    const refusals: [string, object][] = [
      ['route', { method: 'POST', url: '/api/nope' }],
      ['authentication', { method: 'POST', url: '/api/cases' }],
      ['payload', { method: 'POST', url: '/api/cases', headers: json, payload: '{' }],
      ['kbn-xsrf', { method: 'POST', url: '/api/cases', headers: ann }],
      ['kbn-version', { method: 'POST', url: '/api/cases', headers: { ...json, 'kbn-version': '1' } }],
      ['internal route', { method: 'POST', url: '/internal/cases/x/attachments/_bulk_get', headers: json, payload: '{}' }],
      ['request schema', { method: 'POST', url: '/api/cases', headers: json, payload: '[]' }],
      ['space', { method: 'GET', url: '/s/nope/api/cases/x', headers: ann }],
      ['decoding', { method: 'POST', url: '/api/cases', headers: json, payload: '{}' }],
      ['operation', { method: 'GET', url: '/api/cases/x', headers: ann }],
    ]
    for (const [, request] of refusals) await kibana.app.inject(request)
    t.strictSame(kibana.requests.all().map(({ refusedBy }) => refusedBy), refusals.map(([check]) => check))
    t.equal(kibana.requests.all()[1]?.user, null, 'the user is not known yet')
  })

  t.test('accepts filters', async t => {
    const kibana = await testServer(t)
    const id = await traffic(kibana)
    const cases: [Parameters<typeof kibana.requests.all>[0], number[]][] = [
      [{}, [1, 2, 3, 4]],
      [undefined, [1, 2, 3, 4]],
      [{ method: 'patch' }, [2, 3]],
      [{ method: ['POST', 'GET'] }, [1, 4]],
      [{ path: '/api/cases' }, [1, 2, 3]],
      [{ path: '/api/cases/*' }, [4]],
      [{ path: '/api/*' }, [1, 2, 3]],
      [{ path: '/api/**' }, [1, 2, 3, 4]],
      [{ path: '/s/lab/**' }, [4]],
      [{ path: /cases$/ }, [1, 2, 3]],
      [{ path: '/api/case.' }, []],
      [{ status: 200 }, [1, 2]],
      [{ status: '4xx' }, [3, 4]],
      [{ status: [409, 200] }, [1, 2, 3]],
      [{ space: 'lab' }, [4]],
      [{ user: 'ann' }, [2]],
      [{ since: 2 }, [3, 4]],
      [{ since: NOW }, [1, 2, 3, 4]],
      [{ since: '2025-06-01T10:00:00.001Z' }, []],
      [{ body: { title: 'first' } }, [1]],
      [{ body: { cases: [{ id }] } }, [2, 3]],
      [{ body: { cases: [{ title: 'late' }] } }, [3]],
      [{ body: { cases: [{ title: 'late' }, {}] } }, []],
      [{ body: { cases: {} } }, []],
      [{ body: null }, [4]],
      [{ method: 'PATCH', status: 409, body: { cases: [] } }, [3]],
    ]
    for (const [filter, expected] of cases) t.strictSame(ids(kibana.requests.all(filter)), expected, JSON.stringify(filter))
  })

  t.test('accepts global and sticky expressions like any other', async t => {
    const kibana = await testServer(t, { spaces: ['lab'] })
    for (let n = 0; n < 4; n++) await call(kibana, 'GET', '/s/lab/api/cases/x')
    for (const path of [/^\/api/g, /\/api/y]) t.equal(kibana.requests.all({ path }).length, 4, String(path))
  })

  t.test('keeps the newest requests, up to the number in the option', async t => {
    const kibana = await testServer(t, { requestLog: { size: 2 } })
    for (let count = 0; count < 7; count++) await call(kibana, 'GET', '/api/cases/x')
    t.strictSame(ids(kibana.requests.all()), [6, 7])
    kibana.requests.clear()
    t.strictSame(kibana.requests.all(), [])
    await call(kibana, 'GET', '/api/cases/x')
    t.strictSame(ids(kibana.requests.all()), [8])
    kibana.reset()
    await call(kibana, 'GET', '/api/cases/x')
    t.strictSame(ids(kibana.requests.all()), [1])
  })

  t.test('keeps nothing with a size of 0, with or without faults', async t => {
    const kibana = await testServer(t, { requestLog: { size: 0 } })
    kibana.faults.add({ effect: { status: 500 }, times: 1 })
    t.equal((await call(kibana, 'GET', '/api/cases/x')).status, 500)
    await call(kibana, 'GET', '/api/cases/x')
    t.strictSame(kibana.requests.all(), [])
    const followed: string[] = []
    kibana.requests.follow({}, ({ path }) => followed.push(path))
    await call(kibana, 'GET', '/api/cases/y')
    t.strictSame(followed, ['/api/cases/y'], 'a follower needs no kept requests')
    const off = { name: 'InvalidInput', message: 'requestLog.size: expected a request log that keeps requests, got 0' }
    t.throws(() => kibana.requests.verify({ never: true }), off)
    await t.rejects(kibana.requests.waitFor(), off)
    t.match((await control(kibana, 'POST', '/requests/verify', { never: true })).body, { statusCode: 400, path: 'requestLog.size' })
  })

  t.test('masks the secrets of connectors', async t => {
    const kibana = await testServer(t)
    const connector = {
      name: 'Jira',
      connector_type_id: '.jira',
      config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' },
      secrets: { email: 'a@example.com', apiToken: 'hush' },
    }
    const { body: { id } } = await call(kibana, 'POST', '/api/actions/connector', connector)
    await call(kibana, 'PUT', `/api/actions/connector/${id}`, { name: 'Jira', config: connector.config, secrets: connector.secrets })
    await call(kibana, 'POST', '/api/actions/connector', { secrets: 'hush-hush' })
    const [created, replaced] = kibana.requests.all()
    t.match(created!.body, { config: connector.config, secrets: { email: '[masked]', apiToken: '[masked]' } })
    t.match(replaced!.body, { secrets: { apiToken: '[masked]' } })
    t.notMatch(JSON.stringify(kibana.requests.toHar({ status: 200 })), /hush/)
    kibana.requests.verify({ match: { body: { secrets: { apiToken: 'hush' } } }, times: 2 })
  })
})

t.test('requests.waitFor', async t => {
  t.test('resolves after enough requests, including earlier ones', async t => {
    const kibana = await testServer(t)
    await call(kibana, 'GET', '/api/cases/a')
    const waiting = kibana.requests.waitFor({ method: 'GET' }, { times: 2, timeout: '20s' })
    await call(kibana, 'POST', '/api/cases', {})
    await call(kibana, 'GET', '/api/cases/b')
    t.strictSame(ids(await waiting), [1, 3])
    t.strictSame(ids(await kibana.requests.waitFor()), [1, 2, 3])
  })

  t.test('shows the nearest misses after the timeout', async t => {
    const kibana = await testServer(t)
    await traffic(kibana)
    await t.rejects(kibana.requests.waitFor(
      { method: 'PATCH', path: '/api/cases', body: { cases: [{ status: 'open' }] } }, { timeout: 1 },
    ), {
      message: [
        "waited 1 ms for 1 request like { method: 'PATCH', path: '/api/cases', body: { cases: [ { status: 'open' } ] } }, got 0 among " +
          '4 requests',
        'nearest misses:',
        '  #3 PATCH /api/cases -> 409: body.cases[0].status is nothing, not "open"',
        '  #2 PATCH /api/cases -> 200: body.cases[0].status is "closed", not "open"',
        '  #1 POST /api/cases -> 200: method is POST; body.cases is nothing, not a list',
      ].join('\n'),
    })
  })

  t.test('waits for longer than a timer of Node.js can', async t => {
    const kibana = await testServer(t)
    const waiting = kibana.requests.waitFor({}, { timeout: '30d' })
    // A timer that is too long would fire at once
    for (let turn = 0; turn < 5; turn++) await setImmediate()
    await call(kibana, 'GET', '/api/cases/a')
    t.equal((await waiting).length, 1)
  })

  t.test('ends when the server closes', async t => {
    const kibana = await testServer(t)
    const waiting = t.rejects(kibana.requests.waitFor({}, { timeout: '1h' }), { message: /server was closed/ })
    await kibana.close()
    await waiting
  })
})
