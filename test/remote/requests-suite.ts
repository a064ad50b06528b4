import type { Test } from 'tap'
import { TimeoutError, VerificationError } from '../../src/index.js'
import { get, ids, send, withResolvers, type StartHandle } from './handle.js'
import { NOW } from './servers.js'

/** Tests the request log of a handle. */
export function testRequests (t: Test, handle: StartHandle): void {
  t.test('is ready, and reports its version', async t => {
    t.strictSame(await (await handle(t)).ready(), {
      status: 'ok', kibanaVersion: '9.1.0', behavesAs: '9.1', isNewerThanKnown: false, now: NOW, cases: 2, connectors: 1,
    })
  })

  t.test('shows the requests', async t => {
    const kibana = await handle(t)
    await get(kibana, '/api/cases/a')
    await send(kibana, 'PATCH', '/api/cases', { cases: [] })
    await get(kibana, '/api/cases/b')
    t.strictSame((await kibana.requests.all()).map(({ method, path, status }) => [method, path, status]), [
      ['GET', '/api/cases/a', 200], ['PATCH', '/api/cases', 400], ['GET', '/api/cases/b', 200],
    ])
    t.strictSame(ids(await kibana.requests.all({ method: 'GET' }, { order: 'desc', limit: 1 })), [3])
    t.strictSame(ids(await kibana.requests.all({ body: { cases: [] } })), [2])
    t.strictSame(ids(await kibana.requests.all({ path: /\/CASES\/.$/i })), [1, 3])
    t.strictSame(ids(await kibana.requests.waitFor({ path: '/api/cases/*' }, { times: 2 })), [1, 3])
    const { log: { entries } } = await kibana.requests.toHar({ method: 'PATCH' })
    t.match(entries, [{ request: { method: 'PATCH' }, response: { status: 400 } }])
    t.equal(await kibana.requests.verify({ match: { method: 'GET' }, times: 2 }), undefined)
    await kibana.requests.verify({ order: [{ path: /a$/ }, { path: /b$/ }] })
    await kibana.requests.clear()
    t.strictSame(await kibana.requests.all(), [])
  })

  t.test('explains missing requests', async t => {
    const kibana = await handle(t)
    await get(kibana, '/api/cases/a')
    const refusals = [
      [async () => kibana.requests.verify({ match: { path: /^\/x/ } }),
        VerificationError, /like \{ path: \/\^\\\/x\/ \}, got 0 among 1 request\nnearest misses:\n {2}#1 GET/],
      [async () => kibana.requests.waitFor({ method: 'PUT' }, { timeout: 1 }),
        TimeoutError, /^waited 1 ms for 1 request like \{ method: 'PUT' \}/],
    ] as const
    for (const [attempt, kind, message] of refusals) {
      const error = await attempt().then(() => undefined, (error: unknown) => error)
      t.ok(error instanceof kind)
      t.match(error, { message })
    }
  })

  t.test('follows requests until it is stopped', async t => {
    const kibana = await handle(t)
    const seen: number[] = []
    await get(kibana, '/api/cases/a')
    await kibana.requests.waitFor()
    const { promise, resolve } = withResolvers()
    const stop = await kibana.requests.follow({ method: 'GET', path: /a$/ }, ({ id }) => { if (seen.push(id) === 2) resolve() }, 0)
    await get(kibana, '/api/cases/b')
    await get(kibana, '/api/cases/a')
    await promise
    stop()
    await get(kibana, '/api/cases/a')
    await kibana.requests.waitFor({}, { times: 4 })
    t.strictSame(seen, [1, 3])
  })
}
