import { connect } from 'node:net'
import t from 'tap'
import { type FaultRule } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, newCase } from '../helpers/cases.js'
import { basic } from '../helpers/security.js'
import { get, post, send } from './fault-requests.js'

t.test('a fault', async t => {
  t.test('answers a status with Kibana\'s body for it, the given number of times', async t => {
    const kibana = await testServer(t)
    const { id } = await createCase(kibana)
    const cases: [FaultRule['effect'] & object, number, string, string | undefined][] = [
      [{ status: 500 }, 500, 'An internal server error occurred. Check Kibana server logs for details.', undefined],
      [{ status: 503 },
        503, 'License information could not be obtained from Elasticsearch. Please check the logs for further details.', '30'],
      [{ status: 429 }, 429, 'Server is overloaded', '1'],
      [{ status: 429, headers: { 'Retry-After': '7' } }, 429, 'Server is overloaded', '7'],
      [{ status: 418 }, 418, "I'm a Teapot", undefined],
      [{ status: 403, message: 'Unauthorized to do it' }, 403, 'Unauthorized to do it', undefined],
    ]
    for (const [effect, status, message, retryAfter] of cases) {
      kibana.faults.add({ match: { method: 'GET' }, effect, times: 1 })
      const { body, headers, ...rest } = await get(kibana, id)
      t.strictSame({ ...rest, message: body.message, statusCode: body.statusCode, keys: Object.keys(body) }, {
        status, message, statusCode: status, keys: ['statusCode', 'error', 'message'],
      })
      t.match(headers, { 'content-type': 'application/json; charset=utf-8', 'kbn-name': /./ })
      t.equal(headers['retry-after'], retryAfter)
      t.equal(headers['elastic-api-version'], undefined)
      t.equal((await get(kibana, id)).status, 200, 'and then no more')
    }
    t.strictSame(kibana.faults.list(), [])
  })

  t.test('answers 503 with the message of the version, and 429 with the header of the rate limiter', async t => {
    // Source: Kibana's security/server/authentication/authentication_service.ts, old and new; 8.13 is inferred from its imports
    for (const [kibanaVersion, message] of [
      ['8.12.9', 'License is not available.'],
      ['8.13.0', 'License information could not be obtained from Elasticsearch. Please check the logs for further details.'],
    ]) {
      const kibana = await testServer(t, { kibanaVersion: kibanaVersion! })
      kibana.faults.add({ effect: { status: 503 } })
      t.equal((await get(kibana, 'x')).body.message, message)
    }
    // Source: Kibana's core/packages/http/rate-limiter-internal/src/service.ts, in a recent version
    const kibana = await testServer(t)
    for (const effect of [{ status: 429 }, { preset: 'rate-limited' }]) {
      kibana.faults.add({ effect, times: 1 })
      t.match((await get(kibana, 'x')).headers, { 'retry-after': '1', ratelimit: '"elu";r=0;t=1' })
    }
  })

  t.test('answers like Kibana during start-up', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ effect: { starting: true } })
    const response = await send(kibana, '/api/cases/x')
    t.match({ status: response.status, text: await response.text(), retryAfter: response.headers.get('retry-after') }, {
      status: 503, text: 'Kibana server is not ready yet', retryAfter: '30',
    })
  })

  t.test('also affects requests without a route', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ effect: { starting: true }, times: 3 })
    for (const [method, path] of [['GET', '/nowhere'], ['POST', '/nowhere'], ['GET', '/api/cases/']] as const) {
      t.equal((await send(kibana, path, { method, redirect: 'manual' })).status, 503, `${method} ${path}`)
    }
    t.match(kibana.requests.all(), [{ path: '/nowhere', route: null, status: 503, fault: { effect: { starting: true } } }, {}, {}])
    kibana.faults.add({ effect: { delay: '1ms' }, times: 1 })
    t.equal((await send(kibana, '/nowhere')).status, 404, 'a delay is followed by the answer')
    kibana.faults.add({ match: { path: '/nowhere' }, effect: { cut: 'before-answer' }, times: 1 })
    await t.rejects(send(kibana, '/nowhere', { method: 'DELETE' }), { message: 'fetch failed' })
    t.match(kibana.requests.all({ method: 'DELETE' }), [{ status: null }])
    t.equal((await send(kibana, '/nowhere', { method: 'DELETE' })).status, 404)
  })

  t.test('applies once the user is known and the body is read, before the other checks', async t => {
    const kibana = await testServer(t, { security: { users: { ann: { password: 'ann', roles: [] } } } })
    kibana.faults.add({ effect: { status: 503 } })
    const headers = { authorization: basic('ann'), 'content-type': 'application/json' }
    const statuses = [{ headers: {} }, { headers, body: '{' }, { headers, body: '{}' }].map(async init =>
      (await send(kibana, '/api/cases', { method: 'POST', ...init })).status)
    t.strictSame(await Promise.all(statuses), [401, 400, 503], 'the last lacks kbn-xsrf, and privileges')
    t.equal(kibana.faults.list()[0]!.hits, 1)
  })

  t.test('makes a version stale, so that Kibana\'s own check refuses it', async t => {
    const kibana = await testServer(t, {
      seed: { spaces: [{ id: 'lab' }], cases: [{ id: 'a', title: 'a' }, { id: 'b', title: 'b', space: 'lab' }] },
    })
    const { body: before } = await get(kibana, 'a')
    const rule: FaultRule = { match: { method: 'PATCH' }, effect: { conflict: true }, times: 1 }
    kibana.faults.add(rule)
    const update = { cases: [{ id: 'a', version: before.version, title: 'new' }] }
    t.strictSame((await call(kibana, 'PATCH', '/api/cases', update)).body, errorBody(
      409, 'These cases a has been updated. Please refresh before saving additional updates.',
    ))
    const { body: after } = await get(kibana, 'a')
    t.strictSame({ ...after, version: before.version }, before, 'nothing else has changed')
    t.equal((await call(kibana, 'PATCH', '/api/cases', { cases: [{ ...update.cases[0], version: after.version }] })).status, 200)

    kibana.faults.add(rule)
    t.equal((await call(kibana, 'PATCH', '/api/cases', {
      cases: [{ id: 'nope', version: 'x' }, { id: 'b', version: 'x' }],
    })).status, 404, 'an unknown case, or one in another space, has no conflict')
    kibana.faults.add(rule)
    t.equal((await call(kibana, 'PATCH', '/api/cases', { cases: [null] })).status, 400)
  })

  t.test('fails after the write', async t => {
    const kibana = await testServer(t)
    for (const [effect, status] of [[{ status: 500, afterWrite: true }, 500], [{ starting: true, afterWrite: true }, 503]] as const) {
      kibana.reset()
      kibana.faults.add({ match: { method: 'POST' }, effect, times: 1 })
      const response = await post(kibana)
      t.equal(response.status, status)
      t.match(await response.text(), status === 500 ? /"statusCode":500/ : /not ready/)
      t.equal(kibana.exportState().cases?.length, 1)
      t.match(kibana.requests.all(), [{ status, fault: { id: 'fault-1', effect }, refusedBy: null }])
    }
    kibana.reset()
    kibana.faults.add({ match: { method: 'POST' }, effect: { cut: 'before-answer', afterWrite: true } })
    await t.rejects(post(kibana))
    t.equal(kibana.exportState().cases?.length, 1)
    t.match(kibana.requests.all(), [{ method: 'POST', status: null, answer: null, duration: Number, fault: { id: 'fault-1' } }])
  })

  t.test('cuts the connection before the answer', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ effect: { cut: 'before-answer' }, times: 1 })
    await t.rejects(post(kibana))
    t.equal(kibana.exportState().cases?.length, 0, 'and before the write')
    t.equal((await kibana.requests.waitFor({ method: 'POST' })).length, 1)
    t.equal((await post(kibana)).status, 200)
  })

  t.test('cuts the connection in the middle of the body', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ effect: { cut: 'in-body' }, times: 1 })
    const response = await post(kibana)
    t.equal(response.status, 200)
    await t.rejects(response.text())
    t.equal(kibana.exportState().cases?.length, 1)
    t.equal((await post(kibana)).status, 200)
  })

  t.test('sends malformed JSON', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ effect: { malformed: true } })
    const response = await post(kibana)
    t.equal(response.status, 200)
    await t.rejects(response.json(), { name: 'SyntaxError' })
  })

  t.test('leaves an answer without a body as it is if the fault affects the body', async t => {
    for (const effect of [{ malformed: true }, { cut: 'in-body' }, { bytesPerSecond: 1 }] satisfies FaultRule['effect'][]) {
      const kibana = await testServer(t, { seed: { cases: [{ id: 'a', title: 'a', comments: [{ comment: 'c' }] }] } })
      kibana.faults.add({ effect })
      const deleted = await send(kibana, '/api/cases/a/comments', { method: 'DELETE' })
      t.strictSame([deleted.status, await deleted.text()], [204, ''])
      t.match(kibana.requests.all({ status: 204 }), [{ answer: null }])
      t.equal((await send(kibana, '/api/status', { method: 'HEAD' })).status, 200)
    }
  })

  t.test('delays by a fixed or a random time', async t => {
    const kibana = await testServer(t)
    for (const delay of [30, '30ms', [20, 40], ['20ms', 40]] as const) {
      kibana.faults.add({ effect: { delay: delay as string }, times: 1 })
      t.equal((await get(kibana, 'x')).status, 404)
    }
    for (const { duration } of kibana.requests.all()) t.ok(duration! >= 18, `${duration} ms`)
    kibana.faults.add({ effect: { delay: 5, status: 502 }, times: 1 })
    t.equal((await get(kibana, 'x')).status, 502)
  })

  t.test('does not keep a server from closing', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ effect: { delay: '1h' } })
    const { port } = kibana
    const socket = connect(port, '127.0.0.1')
    socket.write('GET /api/cases/x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    t.teardown(() => socket.destroy())
    while (kibana.requests.all().length === 0) await new Promise(resolve => setImmediate(resolve))
    await t.resolves(kibana.close())
  })

  t.test('occurs with a probability that follows the random option', async t => {
    const hits = async () => {
      const kibana = await testServer(t, { random: 5 })
      kibana.faults.add({ effect: { status: 500 }, probability: 0.5 })
      const statuses = []
      for (let count = 0; count < 20; count++) statuses.push((await get(kibana, 'x')).status)
      kibana.reset()
      kibana.faults.add({ effect: { status: 500 }, probability: 0.5 })
      const again = []
      for (let count = 0; count < 20; count++) again.push((await get(kibana, 'x')).status)
      t.strictSame(again, statuses, 'a reset starts it again')
      return statuses
    }
    const statuses = await hits()
    t.ok(statuses.includes(500) && statuses.includes(404))
    t.strictSame(await hits(), statuses)
  })

  t.test('occurs in a sequence', async t => {
    const kibana = await testServer(t)
    const statusesOf = async (rule: FaultRule, count: number) => {
      kibana.faults.clear()
      kibana.faults.add(rule)
      const statuses = []
      for (let number = 0; number < count; number++) statuses.push((await get(kibana, 'x')).status)
      return statuses
    }
    t.strictSame(await statusesOf({ sequence: [{ status: 500 }, { status: 503 }, 'pass'] }, 5), [500, 503, 404, 404, 404])
    t.strictSame(await statusesOf({ sequence: ['pass', { status: 500 }], times: 2 }, 6), [404, 500, 404, 500, 404, 404])
  })

  t.test('applies to matching requests; the first matching rule counts', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ id: 'ann', match: { user: 'ann' }, effect: { status: 500 } })
    kibana.faults.add({ match: { path: '/api/cases', body: { title: 'bad' } }, effect: { status: 501 } })
    kibana.faults.add({ match: { path: /^\/api\/cases\/no/ }, effect: { status: 502 } })
    kibana.faults.add({ match: { space: 'default', method: 'DELETE' }, effect: { status: 505 } })
    const ann = { authorization: basic('ann', 'x') }
    t.equal((await call(kibana, 'POST', '/api/cases', { title: 'bad' }, ann)).status, 500)
    t.equal((await call(kibana, 'POST', '/api/cases', { title: 'bad' })).status, 501)
    t.equal((await call(kibana, 'POST', '/api/cases', newCase)).status, 200)
    t.equal((await get(kibana, 'nope')).status, 502)
    t.equal((await get(kibana, 'yes')).status, 404)
    t.equal((await call(kibana, 'DELETE', '/api/cases/x/comments')).status, 505)
    t.equal((await call(kibana, 'POST', '/api/nope', {})).status, 404, 'no rule matches')
    t.strictSame(kibana.faults.list().map(({ id, hits, match }) => ({ id, hits, path: match?.path })), [
      { id: 'ann', hits: 1, path: undefined },
      { id: 'fault-1', hits: 1, path: '/api/cases' },
      { id: 'fault-2', hits: 1, path: '/^\\/api\\/cases\\/no/' },
      { id: 'fault-3', hits: 1, path: undefined },
    ])
  })
})
