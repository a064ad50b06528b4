import { setImmediate } from 'node:timers/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { VerificationError, type RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'

const NOW = '2025-06-01T10:00:00.000Z'

/** A case created, changed, changed with a stale version; then one in a space that is not there. */
async function traffic (kibana: RunningServer) {
  const { id, version } = await createCase(kibana, { title: 'first' })
  await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] }, { authorization: `Basic ${btoa('ann:secret')}` })
  await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, title: 'late' }] })
  await call(kibana, 'GET', `/s/lab/api/cases/${id}?a=1&b=2&b=3`)
  return id
}

/** Sends what no client would. */
function sendRaw ({ port }: RunningServer, url: string, host: string): Promise<unknown> {
  const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${url} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`))
  return once(socket.resume(), 'close')
}

const ids = (requests: readonly { id: number }[]) => requests.map(({ id }) => id)

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
    t.ok(duration! > 0 && duration! < 10_000)
    const received = Date.parse(receivedAt)
    t.ok(received >= start && received <= Date.now() + 500, 'receivedAt is real time, though the clock is frozen')
    t.match(rest.body, { cases: [{ id, status: 'closed' }] })
    t.match(rest, { id: 2, at: NOW, method: 'PATCH', path: '/api/cases', query: {}, url: '/api/cases', space: 'default', user: 'ann', route: '/api/cases', status: 200, refusedBy: null, fault: null })
    t.match(kibana.requests.all()[3], { path: `/api/cases/${id}`, url: `/s/lab/api/cases/${id}?a=1&b=2&b=3`, query: { a: '1', b: ['2', '3'] }, space: 'lab', route: '/api/cases/{case_id}', status: 404, body: null })
  })

  t.test('shows each request with the headers that it came with', async t => {
    const kibana = await testServer(t)
    const sent: Record<string, string>[] = [{ 'x-step': '1' }, { 'x-step': '1' }, { 'x-step': '2' }, { 'x-step': '2', 'x-more': '' }, { 'x-other': '2' }, {}, { 'x-step': '1' }]
    for (const headers of sent) await kibana.app.inject({ url: '/api/status', headers })
    const own = (headers: object) => Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-')))
    t.strictSame(kibana.requests.all().map(({ headers }) => own(headers)), sent)
  })

  t.test('says which check refused a request', async t => {
    const kibana = await testServer(t, { security: { users: { ann: { password: 'x', roles: ['superuser'] } } }, control: { enabled: false } })
    const ann = { authorization: `Basic ${btoa('ann:x')}` }
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
    t.equal(kibana.requests.all()[1]?.user, null, 'nobody knows yet who asks')
  })

  t.test('takes filters', async t => {
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

  t.test('takes global and sticky expressions as any other', async t => {
    const kibana = await testServer(t, { spaces: ['lab'] })
    for (let n = 0; n < 4; n++) await call(kibana, 'GET', '/s/lab/api/cases/x')
    for (const path of [/^\/api/g, /\/api/y]) t.equal(kibana.requests.all({ path }).length, 4, String(path))
  })

  t.test('keeps the newest, as many as the option says', async t => {
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

  t.test('keeps nothing with a size of 0, faults or not', async t => {
    const kibana = await testServer(t, { requestLog: { size: 0 } })
    kibana.faults.add({ effect: { status: 500 }, times: 1 })
    t.equal((await call(kibana, 'GET', '/api/cases/x')).status, 500)
    await call(kibana, 'GET', '/api/cases/x')
    t.strictSame(kibana.requests.all(), [])
    const off = { name: 'InvalidInput', message: 'requestLog.size: expected a journal that keeps requests, got 0' }
    t.throws(() => kibana.requests.verify({ never: true }), off)
    await t.rejects(kibana.requests.waitFor(), off)
    t.match((await control(kibana, 'POST', '/requests/verify', { never: true })).body, { statusCode: 400, path: 'requestLog.size' })
  })

  t.test('masks the secrets of connectors', async t => {
    const kibana = await testServer(t)
    const connector = { name: 'Jira', connector_type_id: '.jira', config: { apiUrl: 'https://jira.example.com', projectKey: 'SEC' }, secrets: { email: 'a@example.com', apiToken: 'hush' } }
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

t.test('requests.verify does not decide on dropped requests', async t => {
  const kibana = await testServer(t, { requestLog: { size: 2 } })
  const get = (id: string) => call(kibana, 'GET', `/api/cases/${id}`)
  await get('a')
  await get('b')
  kibana.requests.verify({ match: { path: '/api/cases/a' }, times: 1 })
  await get('c')
  const match = { path: '/api/cases/a' }
  const table = [
    [{ match, never: true }, false],
    [{ match, atMost: 1 }, false],
    [{ match: { path: '/api/cases/c' }, times: 1 }, false],
    [{ match, atLeast: 1 }, false],
    [{ order: [match, { path: '/api/cases/c' }] }, false],
    [{ match: { path: '/api/cases/c' }, atLeast: 1 }, true],
    [{ order: [{ path: '/api/cases/b' }, { path: '/api/cases/c' }] }, true],
    [{ match: { path: '/api/cases/a', since: 1 }, never: true }, true],
    [{ match: { path: '/api/cases/a', since: 0 }, never: true }, false],
  ] as const
  const check = () => {
    for (const [expectation, verified] of table) {
      if (verified) t.doesNotThrow(() => kibana.requests.verify(structuredClone(expectation) as never), JSON.stringify(expectation))
      else t.throws(() => kibana.requests.verify(structuredClone(expectation) as never), { name: 'VerificationError', message: /\nRequests from before these are no longer kept: see the option requestLog$/ }, JSON.stringify(expectation))
    }
  }
  check()
  kibana.requests.clear()
  kibana.requests.verify({ match, never: true })
  // However the list is thrown out
  for (const id of ['a', 'x', 'y', 'z', 'v', 'w']) await get(id)
  t.throws(() => kibana.requests.verify({ match, never: true }), { name: 'VerificationError' })
})

t.test('requests.waitFor', async t => {
  t.test('resolves when enough requests have come, those from before counted', async t => {
    const kibana = await testServer(t)
    await call(kibana, 'GET', '/api/cases/a')
    const waiting = kibana.requests.waitFor({ method: 'GET' }, { times: 2, timeout: '20s' })
    await call(kibana, 'POST', '/api/cases', {})
    await call(kibana, 'GET', '/api/cases/b')
    t.strictSame(ids(await waiting), [1, 3])
    t.strictSame(ids(await kibana.requests.waitFor()), [1, 2, 3])
  })

  t.test('shows the nearest misses when the time is up', async t => {
    const kibana = await testServer(t)
    await traffic(kibana)
    await t.rejects(kibana.requests.waitFor({ method: 'PATCH', path: '/api/cases', body: { cases: [{ status: 'open' }] } }, { timeout: 1 }), {
      message: [
        "waited 1 ms for 1 request like { method: 'PATCH', path: '/api/cases', body: { cases: [ { status: 'open' } ] } }, got 0 among 4 requests",
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

  t.test('ends when the server does', async t => {
    const kibana = await testServer(t)
    const waiting = t.rejects(kibana.requests.waitFor({}, { timeout: '1h' }), { message: /server was closed/ })
    await kibana.close()
    await waiting
  })
})

t.test('requests.verify', async t => {
  t.test('passes when the requests are as expected, and throws when not', async t => {
    const kibana = await testServer(t)
    await traffic(kibana)
    const match = { method: 'PATCH' }
    for (const expectation of [{ match: {} }, { match }, { match, times: 2 }, { match, atLeast: 1 }, { match, atMost: 2 }, { match, atLeast: 1, atMost: 3 }, { match: { method: 'DELETE' }, never: true as const }, { order: [{ method: 'POST' }, match, match, { space: 'lab' }] }]) {
      t.doesNotThrow(() => kibana.requests.verify(expectation), JSON.stringify(expectation))
    }
    const failures: [Parameters<typeof kibana.requests.verify>[0], RegExp][] = [
      [{ match, times: 1 }, /^expected exactly 1 request like \{ method: 'PATCH' \}, got 2 among 4 requests\nnearest misses:\n {2}#4 GET \/s\/lab\/api\/cases\/\S+ -> 404: method is GET\n {2}#1 POST/],
      [{ match, atLeast: 3 }, /^expected at least 3 requests/],
      [{ match, atMost: 1 }, /^expected 0 to 1 request like/],
      [{ match, never: true }, /^expected exactly 0 requests/],
      [{ order: [match, { method: 'POST' }] }, /^expected after one like \{ method: 'PATCH' \} 1 request like \{ method: 'POST' \}, got 0 among 2 requests/],
      [{ order: [{ method: 'DELETE' }] }, /^expected 1 request like \{ method: 'DELETE' \}, got 0/],
    ]
    for (const [expectation, message] of failures) t.throws(() => kibana.requests.verify(expectation), { name: 'VerificationError', message }, JSON.stringify(expectation))
    t.throws(() => kibana.requests.verify({ match, times: 1 }), VerificationError)
  })

  t.test('has nothing to show when there were no requests', async t => {
    const kibana = await testServer(t)
    t.throws(() => kibana.requests.verify({ match: {} }), { message: 'expected at least 1 request like {}, got 0 among 0 requests' })
    t.throws(() => kibana.requests.verify({}), { name: 'InvalidInput', message: 'expectation: expected match, a number of requests, or order, got {}' })
  })
})

const BAD_EXPECTATIONS: [unknown, string, string][] = [
  [5, 'expectation', 'an object'],
  [null, 'expectation', 'an object'],
  [{ match: null }, 'match', 'an object'],
  [{ order: 'GET' }, 'order', 'a list of 1 or more items'],
  [{ order: null }, 'order', 'a list of 1 or more items'],
  [{ order: [] }, 'order', 'a list of 1 or more items'],
  [{ order: [{}, null] }, 'order[1]', 'an object'],
  [{ times: -1 }, 'times', 'a whole number of 0 or more'],
  [{ time: 1 }, 'time', 'one of the keys match, times, atLeast, atMost, never, order'],
  [{ never: true, times: 2 }, 'times', 'nothing beside never'],
  [{ times: 2, atLeast: 1 }, 'atLeast', 'nothing beside times'],
  [{ order: [{}], match: {} }, 'match', 'nothing beside order'],
  [{ order: [{}], times: 1 }, 'times', 'nothing beside order'],
  [{ atLeast: 3, atMost: 1 }, 'atMost', 'no less than atLeast, 3'],
]

t.test('bad expectations', async t => {
  t.test('are refused, in process and over HTTP, with the place and what was expected', async t => {
    const kibana = await testServer(t)
    for (const [expectation, path, expected] of BAD_EXPECTATIONS) {
      t.throws(() => kibana.requests.verify(expectation as never), { name: 'InvalidInput', path, expected }, JSON.stringify(expectation))
      t.match(await control(kibana, 'POST', '/requests/verify', JSON.stringify(expectation)), { status: 400, body: { path: path === 'expectation' ? 'body' : path, expected } }, JSON.stringify(expectation))
    }
    t.throws(() => kibana.requests.verify(undefined as never), { name: 'InvalidInput', path: 'expectation' })
  })
})

const BAD_FILTERS: [unknown, string, string][] = [
  [[], 'filter', 'an object'],
  ['PATCH', 'filter', 'an object'],
  [{ methods: 'GET' }, 'methods', 'one of the keys method, path, status, space, user, service, body, since'],
  [{ method: '' }, 'method', 'a method or a list of methods'],
  [{ status: 99 }, 'status', 'a status, a class of them such as "4xx", or a list of these'],
  [{ status: '4x' }, 'status', 'a status, a class of them such as "4xx", or a list of these'],
  [{ since: 'yesterday' }, 'since', 'the id of a request or an ISO 8601 time'],
  [{ path: 5 }, 'path', 'a path, or a regular expression as { regex, flags }'],
]

t.test('bad filters', async t => {
  t.test('are refused, in process and over HTTP, with the place and what was expected', async t => {
    const kibana = await testServer(t)
    for (const [filter, path, expected] of BAD_FILTERS) {
      t.throws(() => kibana.requests.all(filter as never), { name: 'InvalidInput', path, expected }, JSON.stringify(filter))
      const found = await control(kibana, 'POST', '/requests/find', { match: filter })
      t.match(found, { status: 400, body: { statusCode: 400, path: path === 'filter' ? 'match' : `match.${path}`, expected } }, JSON.stringify(filter))
      const verified = await control(kibana, 'POST', '/requests/verify', { match: filter })
      t.match(verified, { status: 400, body: { path: path === 'filter' ? 'match' : `match.${path}`, expected } }, JSON.stringify(filter))
    }
    t.throws(() => kibana.requests.verify({ order: [{}, { path: 5 }] } as never), { message: 'order[1].path: expected a path, or a regular expression as { regex, flags }, got 5' })
    await t.rejects(kibana.requests.waitFor({}, { times: 0 }), { message: 'times: expected a whole number of 1 or more, got 0' })
    await t.rejects(kibana.requests.waitFor({}, { timeout: 'soon' }), { message: 'timeout: expected milliseconds, or a text such as "500ms", "90s" or "2h", got "soon"' })
    for (const query of ['status=abc', 'follow=maybe', 'format=xml', 'body=1']) {
      t.match(await control(kibana, 'GET', `/requests?${query}`), { status: 400, body: { path: query.split('=')[0] } }, query)
    }
  })
})

t.test('the routes of the journal', async t => {
  t.test('list, find, wait, verify and clear', async t => {
    const kibana = await testServer(t)
    const id = await traffic(kibana)
    const { requests } = (await control(kibana, 'GET', '/requests')).body
    t.strictSame(requests, JSON.parse(JSON.stringify(kibana.requests.all())))
    t.strictSame(ids((await control(kibana, 'GET', '/requests?method=PATCH&method=GET&status=409&status=4xx&since=1')).body.requests), [3, 4])
    t.strictSame(ids((await control(kibana, 'POST', '/requests/find', { match: { body: { cases: [{ id }] } } })).body.requests), [2, 3])
    t.equal((await control(kibana, 'POST', '/requests/find')).body.requests.length, 4)
    t.strictSame(ids((await control(kibana, 'GET', '/requests?order=desc&limit=3')).body.requests), [4, 3, 2])
    t.strictSame(ids((await control(kibana, 'GET', '/requests?order=desc&limit=3&before=2')).body.requests), [1])
    t.strictSame(ids((await control(kibana, 'POST', '/requests/find', { match: { status: '4xx' }, order: 'desc', limit: 1 })).body.requests), [4])
    t.strictSame(kibana.requests.all({}, { limit: 2, before: 4 }).map(request => request.id), [1, 2])
    t.match(await control(kibana, 'GET', '/requests?limit=0'), { status: 400, body: { path: 'limit', expected: 'a whole number of 1 or more' } })
    t.strictSame(ids((await control(kibana, 'POST', '/requests/wait', { match: { method: 'POST' } })).body.requests), [1])
    t.match(await control(kibana, 'POST', '/requests/wait', { match: { method: 'PUT' }, timeout: 1 }), { status: 408, body: { statusCode: 408, message: /^waited 1 ms for 1 request/ } })
    t.strictSame(await control(kibana, 'POST', '/requests/verify', { match: { method: 'PATCH' }, times: 2 }), { status: 200, body: { verified: true, count: 2, message: "2 requests like { method: 'PATCH' }, as expected" } })
    t.match(await control(kibana, 'POST', '/requests/verify', { match: { method: 'PATCH' }, never: true }), { status: 406, body: { verified: false, count: 2, message: /^expected exactly 0 requests/ } })
    t.match(await control(kibana, 'POST', '/requests/verify', { order: [{ method: 'POST' }, { method: 'GET' }] }), { status: 200, body: { verified: true, count: 2 } })
    t.equal((await control(kibana, 'DELETE', '/requests')).status, 204)
    t.strictSame((await control(kibana, 'GET', '/requests')).body, { requests: [] })
  })

  t.test('export an HTTP Archive', async t => {
    const kibana = await testServer(t)
    await traffic(kibana)
    const { log } = (await control(kibana, 'GET', '/requests?format=har')).body
    t.strictSame({ log }, JSON.parse(JSON.stringify(kibana.requests.toHar())))
    t.match(log, { version: '1.2', creator: { name: 'kibana-cases-mock' } })
    t.equal(log.entries.length, 4)
    t.match(log.entries[1], {
      startedDateTime: NOW,
      request: { method: 'PATCH', url: /^http:\/\/[^/]+\/api\/cases$/, postData: { mimeType: 'application/json', text: /^\{"cases":/ } },
      response: { status: 200, statusText: 'OK', content: { mimeType: 'application/json', text: /^\[\{"title":/ } },
    })
    t.match(log.entries[3].request.queryString, [{ name: 'a', value: '1' }, { name: 'b', value: '2' }, { name: 'b', value: '3' }])
    t.notOk('postData' in log.entries[3].request)
  })

  t.test('export requests that have no proper URL', async t => {
    const kibana = await testServer(t)
    for (const [url, host] of [['/api/cases/a', 'a b'], ['//x/api', 'localhost'], ['//[', 'localhost'], ['http://other/api/status', 'localhost']] as const) await sendRaw(kibana, url, host)
    const { status, body } = await control(kibana, 'GET', '/requests?format=har')
    t.equal(status, 200)
    t.strictSame(body.log.entries.map(({ request }: { request: { url: string } }) => request.url), ['http://localhost/api/cases/a', 'http://localhost//x/api', 'http://localhost//[', 'http://other/api/status'])
  })

  t.test('stream what comes as server-sent events, until the server ends', async t => {
    const kibana = await testServer(t)
    const response = await fetch(`${kibana.url}/_mock/requests?follow=true&method=GET`)
    t.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
    const chunks = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    t.equal((await chunks.read()).value, ': connected\n\n')
    await createCase(kibana)
    await call(kibana, 'GET', '/api/cases/x')
    const { value = '' } = await chunks.read()
    const [id, event, data] = value.split('\n')
    t.strictSame([id, event], ['id: 2', 'event: request'])
    t.match(JSON.parse(data!.replace('data: ', '')), { id: 2, method: 'GET', status: 404 })
    await kibana.close()
    t.equal((await chunks.read()).done, true)
  })

  t.test('forget a follower that goes away', async t => {
    const kibana = await testServer(t)
    const going = new AbortController()
    const response = await fetch(`${kibana.url}/_mock/requests?follow=true`, { signal: going.signal })
    going.abort()
    await t.rejects(response.text())
    t.equal((await call(kibana, 'GET', '/api/cases/x')).status, 404)
  })
})

t.test('requests.follow', async t => {
  t.test('calls for each answered request that fits, until it is ended', async t => {
    const kibana = await testServer(t)
    const seen: number[] = []
    const end = kibana.requests.follow({ method: 'GET' }, ({ id }) => seen.push(id))
    await call(kibana, 'GET', '/api/cases/x')
    await createCase(kibana)
    end()
    await call(kibana, 'GET', '/api/cases/x')
    t.strictSame(seen, [1])
  })
})
