import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { type RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'
import { ids, NOW, traffic } from './traffic.js'

/** Sends a request that no client would send. */
function sendRaw ({ port }: RunningServer, url: string, host: string): Promise<unknown> {
  const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${url} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`))
  return once(socket.resume(), 'close')
}

t.test('the routes of the request log', async t => {
  t.test('list, find, wait, verify and clear', async t => {
    const kibana = await testServer(t)
    const id = await traffic(kibana)
    const { requests } = (await control(kibana, 'GET', '/requests')).body
    t.strictSame(requests, JSON.parse(JSON.stringify(kibana.requests.all())))
    t.strictSame(
      ids((await control(kibana, 'GET', '/requests?method=PATCH&method=GET&status=409&status=4xx&since=1')).body.requests), [3, 4],
    )
    t.strictSame(ids((await control(kibana, 'POST', '/requests/find', { match: { body: { cases: [{ id }] } } })).body.requests), [2, 3])
    t.equal((await control(kibana, 'POST', '/requests/find')).body.requests.length, 4)
    t.strictSame(ids((await control(kibana, 'GET', '/requests?order=desc&limit=3')).body.requests), [4, 3, 2])
    t.strictSame(ids((await control(kibana, 'GET', '/requests?order=desc&limit=3&before=2')).body.requests), [1])
    t.strictSame(
      ids((await control(kibana, 'POST', '/requests/find', { match: { status: '4xx' }, order: 'desc', limit: 1 })).body.requests), [4],
    )
    t.strictSame(kibana.requests.all({}, { limit: 2, before: 4 }).map(request => request.id), [1, 2])
    t.match(await control(kibana, 'GET', '/requests?limit=0'), {
      status: 400, body: { path: 'limit', expected: 'a whole number of 1 or more' },
    })
    t.strictSame(ids((await control(kibana, 'POST', '/requests/wait', { match: { method: 'POST' } })).body.requests), [1])
    t.match(await control(kibana, 'POST', '/requests/wait', { match: { method: 'PUT' }, timeout: 1 }), {
      status: 408, body: { statusCode: 408, message: /^waited 1 ms for 1 request/ },
    })
    t.strictSame(await control(kibana, 'POST', '/requests/verify', { match: { method: 'PATCH' }, times: 2 }), {
      status: 200, body: { verified: true, count: 2, message: "2 requests like { method: 'PATCH' }, as expected" },
    })
    t.match(await control(kibana, 'POST', '/requests/verify', { match: { method: 'PATCH' }, never: true }), {
      status: 406, body: { verified: false, count: 2, message: /^expected exactly 0 requests/ },
    })
    t.match(await control(kibana, 'POST', '/requests/verify', { order: [{ method: 'POST' }, { method: 'GET' }] }), {
      status: 200, body: { verified: true, count: 2 },
    })
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

  t.test('show the headers that the last steps of an answer add', async t => {
    const kibana = await testServer(t)
    for (let number = 0; number < 3; number++) await createCase(kibana)
    const { headers } = await kibana.app.inject({ url: '/api/cases/_find', headers: { 'accept-encoding': 'gzip' } })
    await kibana.app.inject('/api/cases/tags')
    const [found, tags] = kibana.requests.all().slice(-2).map(({ answerHeaders }) => answerHeaders)
    t.match(found, { vary: 'accept-encoding', 'content-encoding': 'gzip', 'content-length': String(headers['content-length']) })
    t.match(tags, { 'accept-ranges': 'bytes' })
    const { log } = (await control(kibana, 'GET', '/requests?format=har')).body
    t.match(log.entries[3].response.headers.find(({ name }: { name: string }) => name === 'content-encoding'), { value: 'gzip' })
  })

  t.test('export requests that have no proper URL', async t => {
    const kibana = await testServer(t)
    for (const [url, host] of [
      ['/api/cases/a', 'a b'], ['//x/api', 'localhost'], ['//[', 'localhost'], ['http://other/api/status', 'localhost'],
    ] as const) await sendRaw(kibana, url, host)
    const { status, body } = await control(kibana, 'GET', '/requests?format=har')
    t.equal(status, 200)
    t.strictSame(body.log.entries.map(({ request }: { request: { url: string } }) => request.url), [
      'http://localhost/api/cases/a', 'http://localhost//x/api', 'http://localhost//[', 'http://other/api/status',
    ])
  })

  t.test('stream new requests as server-sent events, until the server closes', async t => {
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

  t.test('forget a follower that disconnects', async t => {
    const kibana = await testServer(t)
    const going = new AbortController()
    const response = await fetch(`${kibana.url}/_mock/requests?follow=true`, { signal: going.signal })
    going.abort()
    await t.rejects(response.text())
    t.equal((await call(kibana, 'GET', '/api/cases/x')).status, 404)
  })
})

t.test('requests.follow', async t => {
  t.test('calls the listener for each matching answered request, until stopped', async t => {
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
