import { setImmediate } from 'node:timers/promises'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import type { CaseEvent } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'
import { basic } from '../helpers/security.js'
import { uncaught } from '../helpers/uncaught.js'

const NOW = '2025-06-01T10:00:00.000Z'
const connector = {
  id: 'j', name: 'J', actionTypeId: '.jira', config: { apiUrl: 'https://jira', projectKey: 'J' }, secrets: { email: 'e', apiToken: 't' },
}

t.test('kibana.on', async t => {
  t.test('emits events once they are committed', async t => {
    const kibana = await testServer(t, { seed: { connectors: [connector] } })
    const events: CaseEvent[] = []
    const off = kibana.on('*', event => events.push(event))
    const { id, version } = await createCase(kibana)
    const ann = { authorization: basic('ann', 'x') }
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, title: 'new', tags: ['a'] }] }, ann)
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, title: 'stale' }] })
    const { body: commented } = await call(kibana, 'POST', `/api/cases/${id}/comments`, { type: 'user', comment: 'hello', owner: 'cases' })
    const [comment] = commented.comments
    await call(kibana, 'PATCH', `/api/cases/${id}/comments`, {
      id: comment.id, version: comment.version, type: 'user', comment: 'bye', owner: 'cases',
    })
    await call(kibana, 'DELETE', `/api/cases/${id}/comments/${comment.id}`)
    await call(kibana, 'POST', `/api/cases/${id}/connector/j/_push`, {})
    t.strictSame(events.map(({ type, actions }) => [type, actions.map(({ type }) => type)]), [
      ['case.created', ['create_case']],
      ['case.updated', ['title', 'tags', 'tags']],
      ['comment.added', ['comment']],
      ['comment.updated', ['comment']],
      ['comment.deleted', ['comment']],
      ['case.pushed', ['pushed']],
    ])
    t.match(events[1], {
      at: NOW,
      space: 'default',
      user: { username: 'ann' },
      case: { id, title: 'new', tags: ['a'] },
      actions: [
        { payload: { title: 'new' } }, {}, {},
      ],
    })
    off()
    await createCase(kibana)
    t.equal(events.length, 6)
  })

  t.test('emits events of one type or several', async t => {
    const kibana = await testServer(t)
    const seen: string[] = []
    kibana.on('case.created', ({ type }) => seen.push(type))
    kibana.on(['case.updated', 'case.created'], ({ type }) => seen.push(`some ${type}`))
    kibana.on(['*'], ({ type }) => seen.push(`any ${type}`))
    const { id, version } = await createCase(kibana)
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, title: 'new' }] })
    t.strictSame(seen, ['case.created', 'some case.created', 'any case.created', 'some case.updated', 'any case.updated'])
  })

  t.test('accepts only known types and functions', async t => {
    const kibana = await testServer(t)
    t.throws(() => kibana.on('case.opened' as never, () => {}), {
      name: 'InvalidInput', path: 'event', message: /^event: expected "\*", "case.created", .* or "comment.deleted", got "case.opened"$/,
    })
    t.throws(() => kibana.on([], () => {}), { name: 'InvalidInput', message: 'event: expected a list of 1 or more items, got 0 items' })
    t.throws(() => kibana.on('*', undefined as never), { name: 'InvalidInput', message: 'listener: expected a function, got nothing' })
  })

  t.test('emits nothing for control calls, nor for a simulated conflict', async t => {
    const kibana = await testServer(t)
    const { id, version } = await createCase(kibana)
    let count = 0
    kibana.on('*', () => count++)
    kibana.seed({ cases: [{ title: 'x' }] })
    const snapshot = kibana.snapshot()
    kibana.restore(snapshot)
    kibana.faults.add({ effect: { conflict: true } })
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, title: 'x' }] })
    kibana.importState({ cases: [{ title: 'x' }] })
    kibana.reset()
    t.equal(count, 0)
  })

  t.test('emits events for changes without activity, and for deletions', async t => {
    const kibana = await testServer(t, { seed: { spaces: [{ id: 'lab' }], cases: [{ id: 'a', title: 'a', space: 'lab' }] } })
    const events: CaseEvent[] = []
    kibana.on('*', event => events.push(event))
    const internal = { 'x-elastic-internal-origin': 'kibana' }
    await call(kibana, 'POST', '/s/lab/internal/cases/a/observables', {
      observable: { typeKey: 'observable-type-ipv4', value: '1.2.3.4', description: null },
    }, internal)
    await call(kibana, 'DELETE', '/api/spaces/space/lab')
    t.match(events, [
      { type: 'case.updated', actions: [], case: { id: 'a' } },
      { type: 'case.deleted', space: 'lab', actions: [], user: null, case: { id: 'a', title: 'a' } },
    ])
  })

  t.test('keeps exceptions of a listener away from the request', async t => {
    const kibana = await testServer(t)
    const thrown = uncaught(t)
    kibana.on('*', () => { throw new Error('mine') })
    t.ok((await createCase(kibana)).id)
    t.match(await thrown, { message: 'mine' })
  })
})

t.test('GET /_mock/events', async t => {
  t.test('streams events', async t => {
    const kibana = await testServer(t)
    const response = await fetch(`${kibana.url}/_mock/events?type=case.created`)
    const chunks = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    t.equal((await chunks.read()).value, ': connected\n\n')
    const { id } = await createCase(kibana)
    const { value = '' } = await chunks.read()
    t.match(value, /^event: case\.created\ndata: \{.*\}\n\n$/)
    t.match(JSON.parse(value.split('data: ')[1]!), { type: 'case.created', case: { id } })
    await kibana.close()
    t.equal((await chunks.read()).done, true)
  })

  t.test('refuses unknown types', async t => {
    const kibana = await testServer(t)
    t.match(await control(kibana, 'GET', '/events?type=case.opened'), { status: 400, body: { path: 'type' } })
  })
})

t.test('webhooks', async t => {
  t.test('receive events by POST, in order, with a record of each delivery', async t => {
    const received: { headers: Record<string, unknown>, body: CaseEvent }[] = []
    const receiver = createServer((request, response) => {
      let text = ''
      request.on('data', chunk => { text += chunk })
      request.on('end', () => {
        received.push({ headers: request.headers, body: JSON.parse(text) })
        response.writeHead(request.url === '/bad' ? 500 : 200).end('ok')
      })
    })
    await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
    t.teardown(() => receiver.close())
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
    const kibana = await testServer(t)
    const {
      status, body,
    } = await control(kibana, 'POST', '/webhooks', {
      url: `${url}/good`, events: ['case.created'], headers: { 'X-Token': 'abc', 'Content-Type': 'application/cloudevents+json' },
    })
    t.strictSame({ status, body }, {
      status: 201,
      body: {
        id: 'webhook-1', url: `${url}/good`, events: ['case.created'], hits: 0, delivered: 0, failed: 0, lastError: null, deliveries: [],
      },
    })
    const { id, version } = await createCase(kibana)
    await createCase(kibana)
    await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, title: 'new' }] })
    const webhooks = async () => (await control(kibana, 'GET', '/webhooks')).body.webhooks
    while ((await webhooks())[0].delivered < 2) await setImmediate()
    t.match(received, [
      { headers: { 'content-type': 'application/cloudevents+json', 'x-token': 'abc' }, body: { type: 'case.created', case: { id } } },
      { body: { type: 'case.created' } },
    ])
    t.equal(received.length, 2)

    t.equal((await control(kibana, 'DELETE', '/webhooks/webhook-1')).status, 204)
    t.equal((await control(kibana, 'DELETE', '/webhooks/webhook-1')).status, 404)
    await control(kibana, 'POST', '/webhooks', { url: `${url}/bad` })
    await createCase(kibana)
    while ((await webhooks())[0].failed < 1) await setImmediate()
    t.match(await webhooks(), [{
      id: 'webhook-2',
      hits: 1,
      delivered: 0,
      failed: 1,
      lastError: 'answered 500',
      deliveries: [
        { event: 'case.created', attempts: 3, status: 500, error: 'answered 500' },
      ],
    }])
    t.match(received.at(-1), { headers: { 'content-type': 'application/json' } })
    kibana.webhooks.clear()
    receiver.close()
    receiver.closeAllConnections()
    await once(receiver, 'close')
    t.equal(kibana.webhooks.add({ id: 'gone', url }).id, 'gone')
    t.throws(() => kibana.webhooks.add({ id: 'gone', url }), { name: 'ConflictError', message: 'there is already a webhook "gone"' })
    await createCase(kibana)
    while (kibana.webhooks.list()[0]!.failed < 1) await setImmediate()
    t.match(await webhooks(), [{ lastError: /ECONNREFUSED/, deliveries: [{ status: null, attempts: 3, error: /ECONNREFUSED/ }] }])
    t.strictSame(await webhooks(), JSON.parse(JSON.stringify(kibana.webhooks.list())))
    t.equal((await control(kibana, 'DELETE', '/webhooks')).status, 204)
    t.strictSame(kibana.webhooks.list(), [])
  })

  t.test('are refused if invalid', async t => {
    const kibana = await testServer(t)
    for (const [webhook, path, expected] of [
      [{}, 'url', 'an http or https URL'],
      [{ url: 'ftp://x' }, 'url', 'an http or https URL'],
      [{ url: 'http://' }, 'url', 'an http or https URL'],
      [{ url: 'http://x', events: [] }, 'events', 'a list of 1 or more items'],
      [{ url: 'http://x', events: ['all'] },
        'events[0]',
        '"case.created", "case.updated", "case.pushed", "case.deleted", "comment.added", "comment.updated" or "comment.deleted"'],
      [{ url: 'http://x', headers: { a: 1 } }, 'headers.a', 'a string'],
      [{ url: 'http://x', headers: { 'a b': '1' } }, 'headers["a b"]', 'a name and a value that a header can have'],
    ] as const) {
      t.match(await control(kibana, 'POST', '/webhooks', webhook), { status: 400, body: { path, expected } }, JSON.stringify(webhook))
    }
    t.strictSame((await control(kibana, 'GET', '/webhooks')).body, { webhooks: [] })
  })
})
