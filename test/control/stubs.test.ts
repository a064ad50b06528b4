import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { Stubs } from '../../src/control/stubs/stubs.js'
import { InvalidInput, type RequestStub, type RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { basic } from '../helpers/security.js'

const AGENTS = '/api/fleet/agents'
const XSRF = { 'kbn-xsrf': 'true' }

async function send ({ app }: RunningServer, url: string, { method = 'GET', headers = {}, payload }: {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT', headers?: Record<string, string>, payload?: object | string,
} = {}) {
  const {
    statusCode, body, headers: { 'content-type': type, location },
  } = await app.inject({ method, url, headers, ...(payload !== undefined && { payload }) })
  return { status: statusCode, body, type, location }
}

t.test('kibana.stubs', async t => {
  const answers: [what: string, stub: Omit<RequestStub, 'path'>, answer: object][] = [
    ['JSON', { body: { total: 0 } }, { status: 200, body: '{"total":0}', type: 'application/json; charset=utf-8' }],
    ['a text', { body: 'a,b', contentType: 'text/csv' }, { status: 200, body: 'a,b', type: 'text/csv' }],
    ['HTML', { body: '<p>', status: 502 }, { status: 502, body: '<p>', type: 'text/html' }],
    ['nothing', {}, { status: 200, body: '' }],
    ['no content', { status: 204 }, { status: 204, body: '' }],
    ["an error with Kibana's own body",
      { status: 404 }, { status: 404, body: '{"statusCode":404,"error":"Not Found","message":"Not Found"}' }],
    ['headers', { status: 302, headers: { location: '/x' } }, { status: 302, body: '', location: '/x' }],
  ]
  for (const [what, stub, answer] of answers) {
    t.test(`answer ${what}`, async t => {
      const kibana = await testServer(t)
      kibana.stubs.add({ path: AGENTS, ...stub })
      t.match(await send(kibana, `${AGENTS}?perPage=1`), answer)
    })
  }

  const matches: [stub: RequestStub, method: 'GET' | 'HEAD' | 'POST', url: string, isAnswered: boolean][] = [
    [{ path: AGENTS }, 'POST', AGENTS, true],
    [{ path: AGENTS, method: 'get' }, 'GET', AGENTS, true],
    [{ path: AGENTS, method: 'GET' }, 'HEAD', AGENTS, true],
    [{ path: AGENTS, method: 'GET' }, 'POST', AGENTS, false],
    [{ path: AGENTS, method: ['PUT', 'POST'] }, 'POST', AGENTS, true],
    [{ path: '/api/fleet/*' }, 'GET', '/api/fleet/agents/1', false],
    [{ path: '/api/fleet/**' }, 'GET', '/api/fleet/agents/1', true],
    [{ path: { regex: '^/API/FLEET', flags: 'i' } }, 'GET', AGENTS, true],
    [{ path: AGENTS }, 'GET', `/s/soc${AGENTS}`, true],
    [{ path: `/s/soc${AGENTS}` }, 'GET', `/s/soc${AGENTS}`, true],
    [{ path: `/s/soc${AGENTS}` }, 'GET', AGENTS, false],
    [{ path: `${AGENTS}/` }, 'GET', `${AGENTS}/`, true],
    [{ path: '/api/cases/_find' }, 'GET', '/api/cases/_find', true],
  ]
  for (const [stub, method, url, isAnswered] of matches) {
    t.test(`${isAnswered ? 'answer' : 'leave'} ${method} ${url} for ${JSON.stringify(stub)}`, async t => {
      const kibana = await testServer(t)
      kibana.stubs.add({ ...stub, status: 418 })
      t.equal((await send(kibana, url, { method, headers: XSRF })).status === 418, isAnswered)
      t.equal(kibana.stubs.list()[0]!.hits, isAnswered ? 1 : 0)
    })
  }

  t.test('answer after the checks of any route of Kibana', async t => {
    const kibana = await testServer(t, { security: { users: { ann: { password: 'ann', roles: [] } } }, stubs: [{ path: AGENTS }] })
    const ann = { authorization: basic('ann') }
    t.equal((await send(kibana, AGENTS)).status, 401)
    t.equal((await send(kibana, AGENTS, { headers: ann })).status, 200)
    t.match(await send(kibana, AGENTS, { method: 'POST', headers: ann }), { status: 400, body: /kbn-xsrf/ })
    t.match(
      await send(kibana, AGENTS, { method: 'POST', headers: { ...ann, ...XSRF, 'content-type': 'application/json' }, payload: '{' }),
      { status: 400, body: /Invalid request payload JSON format/ },
    )
    t.equal((await send(kibana, AGENTS, { method: 'POST', headers: { ...ann, ...XSRF }, payload: [1] })).status, 200)
  })

  t.test('are in the request log with the request, and faults apply first', async t => {
    const kibana = await testServer(t)
    kibana.stubs.add({ id: 'fleet', path: AGENTS, body: { item: 1 } })
    kibana.faults.add({ match: { path: AGENTS, body: { name: 'a' } }, effect: { status: 503 }, times: 1 })
    for (const name of ['a', 'b']) await send(kibana, AGENTS, { method: 'POST', headers: XSRF, payload: { name } })
    t.match(kibana.requests.all(), [
      { path: AGENTS, body: { name: 'a' }, status: 503, stub: null, route: null },
      { path: AGENTS, body: { name: 'b' }, status: 200, stub: 'fleet', route: null, answer: { item: 1 } },
    ])
    kibana.stubs.add({ path: AGENTS, status: 500 })
    await send(kibana, AGENTS)
    t.match(kibana.requests.all().at(-1), { status: 500, refusedBy: null }, 'no check refused it')
    t.match(kibana.stubs.list(), [{ id: 'fleet', hits: 1 }])
  })

  t.test('work without a request log', async t => {
    const kibana = await testServer(t, { requestLog: { size: 0 }, stubs: [{ path: AGENTS, body: 'x' }] })
    t.match(await send(kibana, AGENTS), { status: 200, body: 'x' })
  })

  t.test('answer with the newest matching stub; reset restores those of the option', async t => {
    const kibana = await testServer(t, { stubs: [{ path: AGENTS, body: 'first' }] })
    kibana.stubs.add({ path: AGENTS, body: 'second' })
    t.equal((await send(kibana, AGENTS)).body, 'second')
    kibana.stubs.clear()
    t.equal((await send(kibana, AGENTS)).status, 404)
    kibana.reset()
    t.equal((await send(kibana, AGENTS)).body, 'first')
    t.match(kibana.stubs.list(), [{ id: 'stub-1', hits: 1 }])
  })

  t.test('answer no more than `times` requests, even simultaneous ones', async t => {
    const kibana = await testServer(t, { stubs: [{ path: AGENTS, body: 'always' }] })
    kibana.stubs.add({ path: AGENTS, body: 'twice', times: 2 })
    const payload = { name: 'x'.repeat(1000) }
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(kibana, AGENTS, { method: 'POST', headers: XSRF, payload })))
    t.strictSame(answers.map(({ body }) => body).sort(), ['always', 'always', 'twice', 'twice'])
    t.match(kibana.stubs.list(), [{ id: 'stub-1', hits: 2 }])
    kibana.reset()
    kibana.stubs.add({ path: AGENTS, body: 'once', times: 1 })
    t.equal((await send(kibana, AGENTS)).body, 'once')
    t.equal((await send(kibana, AGENTS)).body, 'always')
  })

  t.test('count only answered requests towards `times`', async t => {
    const kibana = await testServer(t)
    kibana.stubs.add({ path: AGENTS, times: 1 })
    kibana.faults.add({ effect: { status: 503 }, times: 1 })
    t.equal((await send(kibana, AGENTS, { method: 'POST' })).status, 503)
    t.equal((await send(kibana, AGENTS, { method: 'POST' })).status, 400)
    t.match(kibana.stubs.list(), [{ times: 1, hits: 0 }])
    t.equal((await send(kibana, AGENTS)).status, 200)
    t.strictSame(kibana.stubs.list(), [])
  })

  t.test('leave a new stub of the same id alone when a request ends after a reset', async t => {
    const stubs = new Stubs([{ id: 'once', path: AGENTS, times: 1 }])
    const claimed = stubs.claim('GET', [AGENTS])!
    stubs.reset()
    claimed.answer()
    t.match(stubs.list(), [{ id: 'once', hits: 0 }])
  })

  t.test('answer after their delay, which ends early if the server closes', async t => {
    const kibana = await testServer(t, { random: 1 })
    kibana.stubs.add({ path: AGENTS, body: 'slow', delay: '20ms' })
    t.equal((await send(kibana, AGENTS)).body, 'slow')
    t.ok(kibana.requests.all()[0]!.duration! >= 19)
    kibana.stubs.add({ path: AGENTS, body: 'never', delay: ['1h', '2h'] })
    const pending = send(kibana, AGENTS)
    await setImmediate()
    await kibana.close()
    t.equal((await pending).body, 'never')
  })

  t.test('are separate for each sandbox', async t => {
    const kibana = await testServer(t, { stubs: [{ path: AGENTS, body: 'server' }] })
    kibana.sandbox({ id: 'a' })
    const b = kibana.sandbox({ id: 'b', stubs: [{ path: AGENTS, body: 'b' }] })
    t.equal((await send(kibana, `/_sandbox/a${AGENTS}`)).body, 'server')
    t.equal((await send(kibana, `/_sandbox/b${AGENTS}`)).body, 'b')
    b.stubs.clear()
    t.equal((await send(kibana, `/_sandbox/b${AGENTS}`)).status, 404)
    t.equal((await send(kibana, AGENTS)).body, 'server')
  })

  const INVALID: [stub: object, message: string | RegExp][] = [
    [{}, /^path: expected a path .*, got nothing$/],
    [{ path: '/(', status: 99 }, 'status: expected a whole number of 200 to 599, got 99'],
    [{ path: { regex: '(' } }, /^path: expected a path /],
    [{ path: '/x', hits: 1 }, /^hits: expected one of the keys id, method, path, .*, got the unknown key "hits"$/],
    [{ path: '/x', method: 'GTE' }, 'method: expected an HTTP method such as "PATCH", or a list of them, got "GTE"'],
    [{ path: '/x', method: ['GET', 'GTE'] }, 'method[1]: expected an HTTP method such as "PATCH", got "GTE"'],
    [{ path: '/x', method: [] }, 'method: expected a list of 1 or more items, got 0 items'],
    [{ path: '/x', body: () => {} }, 'body: expected a value that JSON can represent, got a function'],
    [{ path: '/x', delay: Infinity }, 'delay: expected a duration such as "2s", or two of them, got Infinity'],
    [{ path: '/x', contentType: 'html' }, 'contentType: expected a content type such as "text/html", got "html"'],
    [{ path: '/_mock/state' }, 'path: expected a path outside /_mock and /_sandbox, got "/_mock/state"'],
    [{ path: '/x', status: 204, body: {} }, 'body: expected nothing beside the status 204, which has no body, got {}'],
    [{ path: '/x', times: 0 }, 'times: expected a whole number of 1 or more, got 0'],
    [{ path: '/x', delay: 'soon' }, 'delay: expected a duration such as "2s", or two of them, got "soon"'],
    [{ path: '/x', headers: { 'a b': 'c' } }, 'headers["a b"]: expected a name and a value that a header can have, got "c"'],
  ]
  for (const [stub, message] of INVALID) {
    t.test(`refuse ${JSON.stringify(stub)}`, async t => {
      const kibana = await testServer(t)
      kibana.stubs.add({ id: 'taken', path: '/taken' })
      t.throws(() => kibana.stubs.add(stub as never), { name: InvalidInput.name, message })
    })
  }

  t.test('of the option are refused at the start', async t => {
    await t.rejects(testServer(t, { stubs: [{ path: '/x' }, { path: '/y', headers: { 'a b': 'c' } }] }), {
      message: /stubs\[1\]\.headers\["a b"\]: expected/,
    })
    await t.rejects(testServer(t, { stubs: [{ path: '/x', method: 'GTE' }] }), {
      message: 'startServer: stubs[0].method: expected an HTTP method such as "PATCH", or a list of them, got "GTE"',
    })
  })
})
