import { readFileSync } from 'node:fs'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'
import { uncaught } from '../helpers/uncaught.js'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** Returns the ids of the first requests in a stream of the request log. */
async function idsIn (response: Response, count: number) {
  const chunks = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while ((text.match(/^id: /gm) ?? []).length < count) text += (await chunks.read()).value
  await chunks.cancel()
  return [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
}

t.test('a client that resumes following the request log gets the requests that it missed', async t => {
  const kibana = await testServer(t)
  await createCase(kibana)
  for (const id of ['x', 'y']) await call(kibana, 'GET', `/api/cases/${id}`)
  const follow = (headers: Record<string, string>) => fetch(`${kibana.url}/_mock/requests?follow=true`, { headers })
  t.strictSame(await idsIn(await follow({ 'last-event-id': '1' }), 2), [2, 3])
  t.strictSame(
    await idsIn(await fetch(`${kibana.url}/_mock/requests/follow`, { method: 'POST', headers: { 'last-event-id': '2' } }), 1), [3],
  )
  const [fromNow, odd] = [await follow({}), await follow({ 'last-event-id': 'none' })]
  await call(kibana, 'GET', '/api/cases/z')
  t.strictSame(await idsIn(fromNow, 1), [4])
  t.strictSame(await idsIn(odd, 1), [4])
})

t.test('a client that reconnects with the same body continues after its last request, not at the start of the body', async t => {
  const kibana = await testServer(t)
  for (const id of ['x', 'y', 'z']) await call(kibana, 'GET', `/api/cases/${id}`)
  const follow = (headers: Record<string, string>) => fetch(`${kibana.url}/_mock/requests/follow`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{"after":1}',
  })
  t.strictSame(await idsIn(await follow({}), 2), [2, 3])
  t.strictSame(await idsIn(await follow({ 'last-event-id': '2' }), 1), [3])
  t.strictSame(await idsIn(await follow({ 'last-event-id': 'none' }), 2), [2, 3])
})

t.test('a stream of requests accepts neither a page nor another format', async t => {
  const kibana = await testServer(t)
  for (const [query, got] of [['limit=1', '1'], ['order=desc', '"desc"'], ['before=2', '2'], ['format=har', '"har"']]) {
    t.match(await control(kibana, 'GET', `/requests?follow=true&${query}`), {
      status: 400, body: { message: `${query!.split('=')[0]}: expected nothing beside follow, got ${got}` },
    })
  }
  t.match(await control(kibana, 'GET', '/requests?follow=false&limit=1'), { status: 200, body: { requests: [] } })
})

t.test('an HTTP Archive names its creator and shows the headers of each answer', async t => {
  const kibana = await testServer(t)
  const { headers } = await call(kibana, 'GET', '/api/cases/x')
  await call(kibana, 'GET', '/')
  const { log } = (await control(kibana, 'GET', '/requests?format=har')).body
  t.strictSame(log.creator, { name: 'kibana-cases-mock', version })
  const [{ response }, { response: redirect }] = log.entries
  const { 'content-length': _length, date: _date, connection: _connection, ...shown } = headers
  t.match(Object.fromEntries(response.headers.map(({ name, value }: { name: string, value: string }) => [name, value])), shown)
  t.ok(Object.keys(shown).length > 3)
  t.match(redirect, { status: 302, redirectURL: /^\/\w/ })
})

for (const [title, url, status] of [
  ['a path that cannot be decoded', '/api/cases/%E0%A4', 400],
  ['a path without a route', '/api/none', 404],
] as const) {
  t.test(`a request for ${title} is in the request log and subject to faults`, async t => {
    const kibana = await testServer(t)
    t.equal((await call(kibana, 'GET', url)).status, status)
    t.match((await control(kibana, 'GET', '/requests')).body.requests, [{ id: 1, method: 'GET', url, status, route: null, fault: null }])
    const { body: { id } } = await control(kibana, 'POST', '/faults', { match: { method: 'GET' }, effect: { status: 503 }, times: 2 })
    t.equal((await call(kibana, 'GET', url)).status, 503)
    t.match((await control(kibana, 'GET', '/faults')).body.faults, [{ id, hits: 1 }])
    kibana.faults.clear()
    t.equal((await call(kibana, 'GET', url)).status, status)
    t.match(kibana.requests.all({}, { order: 'desc', limit: 2 }), [{ id: 3, status, fault: null }, {
      id: 2, url, status: 503, fault: { id }, answer: { statusCode: 503 }, answerHeaders: { 'content-type': /json/ },
    }])
  })
}

t.test('an exception in a follower ends neither the request nor a wait for it', async t => {
  const kibana = await testServer(t)
  const thrown = uncaught(t)
  kibana.requests.follow({}, () => { throw new Error('mine') })
  const waiting = kibana.requests.waitFor({ status: 200 })
  t.equal((await fetch(`${kibana.url}/api/cases/tags`)).status, 200)
  t.match(await waiting, [{ id: 1, status: 200 }])
  t.match(await thrown, { message: 'mine' })
})
