import t, { type Test } from 'tap'
import {
  connect, InvalidInput, NotFoundError, TimeoutError, VerificationError, type CaseEvent, type ConnectedInstance, type InstanceHandle,
  type RecordedRequest,
} from '../../src/index.js'
import { newCase } from '../helpers/cases.js'
import { httpStub } from '../helpers/http-stub.js'
import { connected, headers, NOW, server } from './servers.js'

// One suite for every handle: in process and over HTTP, of a server and of a sandbox. `await` works for all of them.
type Handle = (InstanceHandle | ConnectedInstance) & { readonly url: string }

const HANDLES: Record<string, (t: Test) => Promise<Handle>> = {
  'a server, in process': server,
  'a server, over HTTP': async t => noting(await connected(t)),
  'a sandbox, in process': async t => (await server(t)).sandbox(),
  'a sandbox, over HTTP': async t => (await connected(t)).sandbox(),
}

/** The verbs over HTTP that the suite has used, as `requests.all`. */
const used = new Set<string>()

function noting<Part extends object> (part: Part, path = ''): Part {
  return new Proxy(part, {
    get (target, key) {
      const value: unknown = Reflect.get(target, key, target)
      const name = path + String(key)
      if (typeof value === 'object' && value !== null && !(value instanceof Promise)) return noting(value, `${name}.`)
      used.add(name)
      return value
    },
  })
}

/** The verbs and values of a handle over HTTP. */
const verbsOf = (part: object, path = ''): string[] => Object.entries(Object.getOwnPropertyDescriptors(part)).flatMap(([key, { value }]) =>
  typeof value === 'object' && value !== null ? verbsOf(value, `${path}${key}.`) : path + key)

const get = (kibana: Handle, path: string) => fetch(kibana.url + path)
const send = (kibana: Handle, method: string, path: string, body: unknown) =>
  fetch(kibana.url + path, { method, headers, body: JSON.stringify(body) })
const push = async (kibana: Handle, id: string) => (await send(kibana, 'POST', `/api/cases/${id}/connector/jira/_push`, {})).status
const ids = (requests: readonly RecordedRequest[]) => requests.map(({ id }) => id)

/** Like `Promise.withResolvers`, which Node.js 20 lacks. */
function withResolvers () {
  let resolve = () => {}
  return { promise: new Promise<void>(_resolve => { resolve = _resolve }), resolve: () => resolve() }
}

for (const [name, handle] of Object.entries(HANDLES)) {
  t.test(name, async t => {
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

    t.test('adds, lists, removes and clears faults', async t => {
      const kibana = await handle(t)
      t.strictSame(await kibana.faults.add({ match: { path: /^\/api\/cases\/a/ }, effect: { status: 503 } }), {
        id: 'fault-1', match: { path: '/^\\/api\\/cases\\/a/' }, effect: { status: 503 }, hits: 0,
      })
      t.equal((await get(kibana, '/api/cases/a')).status, 503)
      t.equal((await get(kibana, '/api/cases/b')).status, 200)
      t.match(await kibana.faults.list(), [{ id: 'fault-1', hits: 1 }])
      await kibana.faults.remove('fault-1')
      await kibana.faults.add({ id: 'all of it/?', effect: { status: 500 } })
      await kibana.faults.remove('all of it/?')
      await kibana.faults.add({ effect: { status: 500 } })
      await kibana.faults.clear()
      t.strictSame(await kibana.faults.list(), [])
      t.equal((await get(kibana, '/api/cases/a')).status, 200)
    })

    t.test('adds, lists, removes and clears alerts', async t => {
      const kibana = await handle(t)
      const added = await kibana.alerts.add({ id: 'alert/1', source: { 'kibana.alert.rule.name': 'Malware' } })
      t.match(added, {
        id: 'alert/1',
        index: '.internal.alerts-security.alerts-default-000001',
        source: {
          'kibana.alert.rule.name': 'Malware', 'kibana.alert.workflow_status': 'open',
        },
      })
      t.strictSame(await kibana.alerts.list(), [added])
      await kibana.alerts.remove('alert/1')
      t.match((await kibana.alerts.add()).source, { '@timestamp': NOW, 'kibana.alert.uuid': String })
      await kibana.alerts.clear()
      t.strictSame(await kibana.alerts.list(), [])
    })

    t.test('adds, lists, removes and clears stubs', async t => {
      const kibana = await handle(t)
      t.strictSame(await kibana.stubs.add({ path: /^\/api\/fleet/, body: { total: 0 } }), {
        id: 'stub-1', path: '/^\\/api\\/fleet/', body: { total: 0 }, hits: 0,
      })
      t.strictSame(await (await get(kibana, '/api/fleet/agents')).json(), { total: 0 })
      t.match(await kibana.stubs.list(), [{ id: 'stub-1', hits: 1 }])
      await kibana.stubs.remove('stub-1')
      await kibana.stubs.add({ id: 'all of it/?', path: '/api/fleet/**' })
      await kibana.stubs.remove('all of it/?')
      await kibana.stubs.add({ path: '/api/fleet/**' })
      await kibana.stubs.clear()
      t.strictSame(await kibana.stubs.list(), [])
      t.equal((await get(kibana, '/api/fleet/agents')).status, 404)
    })

    t.test('makes pushes fail, and shows their incidents and refused calls', async t => {
      const kibana = await handle(t)
      t.match(await kibana.failures.add({ failure: 'bad-credentials', times: 1 }), { id: 'failure-1', hits: 0 })
      t.strictSame([await push(kibana, 'a'), await push(kibana, 'a'), await push(kibana, 'b')], [424, 200, 200])
      t.match(await kibana.incidents.refused({ connectorType: '.jira' }), [{ caseId: 'a', requests: [{ status: 401 }] }])
      t.match(await kibana.incidents.all(), [{ caseId: 'a' }, { caseId: 'b' }])
      await kibana.incidents.clear({ caseId: 'a' })
      t.match(await kibana.incidents.all(), [{ caseId: 'b' }])
      await kibana.failures.remove((await kibana.failures.add()).id)
      await kibana.failures.add()
      t.equal((await kibana.failures.list()).length, 1)
      await kibana.failures.clear()
      t.strictSame(await kibana.failures.list(), [])
    })

    t.test('lists the expiries that the clock will bring, until it has', async t => {
      const kibana = await handle(t)
      t.strictSame(await kibana.due(), [])
      const params = { username: 'elastic', password: 'x' }
      await fetch(`${kibana.url}/internal/security/login`, {
        method: 'POST',
        headers: { ...headers, 'x-elastic-internal-origin': 'Kibana' },
        body: JSON.stringify({ providerType: 'basic', providerName: 'basic', currentURL: '/', params }),
      })
      t.strictSame(await kibana.due(), [{ at: '2025-06-04T10:00:00.000Z', username: 'elastic', type: 'session' }])
      await kibana.clock.advance('3d')
      t.strictSame(await kibana.due(), [])
    })

    t.test('moves the clock', async t => {
      const { clock } = await handle(t)
      t.strictSame([await clock.iso(), await clock.now(), await clock.milliseconds(), await clock.frozen, await clock.pace], [
        NOW, new Date(NOW), Date.parse(NOW), true, 1,
      ])
      await clock.advance('90s')
      t.equal(await clock.iso(), '2025-06-01T10:01:30.000Z')
      await clock.advance(-30_000)
      t.equal(await clock.iso(), '2025-06-01T10:01:00.000Z')
      await clock.freeze(1.5)
      t.strictSame([await clock.iso(), await clock.milliseconds()], ['1970-01-01T00:00:00.001Z', 1], 'in whole milliseconds')
      for (const time of ['2030-01-01', new Date('2030-01-01'), Date.parse('2030-01-01')]) {
        await clock.freeze(0)
        await clock.set(time)
        t.equal(await clock.iso(), '2030-01-01T00:00:00.000Z')
      }
      await clock.setPace(0)
      await clock.resume()
      t.strictSame([await clock.frozen, await clock.pace, await clock.iso()], [false, 0, '2030-01-01T00:00:00.000Z'])
      await clock.freeze()
      await clock.freeze('2031-01-01')
      t.strictSame([await clock.frozen, await clock.iso()], [true, '2031-01-01T00:00:00.000Z'])
    })

    t.test('returns the files of cases, with their bytes', async t => {
      const kibana = await handle(t)
      for (const [id, text] of [['a', 'one'], ['b', 'two']] as const) {
        const form = new FormData()
        form.append('file', new Blob([text]), 'note.txt')
        t.equal(
          (await fetch(`${kibana.url}/api/cases/${id}/files`, { method: 'POST', headers: { 'kbn-xsrf': 'x' }, body: form })).status, 200,
        )
      }
      const files = await kibana.files.all()
      t.strictSame(files.map(({ caseId, name, content }) => [caseId, name, Buffer.from(content).toString()]), [
        ['a', 'note', 'one'], ['b', 'note', 'two'],
      ])
      t.strictSame(await kibana.files.all('b'), [files[1]])
      t.strictSame(await kibana.files.get(files[0]!.id), files[0])
      t.equal(await kibana.files.get('none'), undefined)
      t.equal(await kibana.files.get(undefined as never), undefined)
    })

    t.test('exports, imports, adds and resets its state', async t => {
      const kibana = await handle(t)
      const titles = async () => (await kibana.exportState()).cases?.map(({ title }) => title)
      const before = await kibana.exportState()
      await kibana.seed({ cases: [{ title: 'Theft' }] })
      t.strictSame(await titles(), ['Phishing', 'Malware', 'Theft'])
      await kibana.importState(before)
      t.strictSame(await kibana.exportState(), before)
      await kibana.importState({})
      t.strictSame(await titles(), [])
      await kibana.seed('docs-examples')
      t.match(await titles(), ['Case title 1'])
      await kibana.reset()
      t.strictSame(await titles(), ['Phishing', 'Malware'])
    })

    t.test('takes snapshots and returns to them', async t => {
      const kibana = await handle(t)
      const count = async () => (await kibana.exportState()).cases?.length ?? 0
      const unnamed = await kibana.snapshot()
      t.strictSame({ ...await kibana.snapshot('two') }, { id: 'two' })
      await kibana.seed({ cases: [{ title: 'Theft' }] })
      const { id } = await kibana.snapshots.add()
      t.equal((await kibana.snapshots.add({ id: 'three' })).id, 'three')
      await kibana.restore(unnamed)
      t.equal(await count(), 2)
      await kibana.restore(id)
      t.equal(await count(), 3)
      await kibana.restore('two')
      t.equal(await count(), 2)
      await kibana.snapshots.remove('two')
      t.notOk((await kibana.snapshots.list()).some(({ id }) => id === 'two'))
      await kibana.snapshots.clear()
      t.strictSame(await kibana.snapshots.list(), [])
    })

    t.test('lists the presets of faults and failures', async t => {
      const { faults, failures } = await (await handle(t)).presets()
      t.match(faults, [{ name: 'proxy-502', description: /./, source: /./ }])
      t.match(failures, [{ name: 'jira-epic-name', description: /./, source: /./ }])
    })

    t.test('lists no users with security off', async t => {
      t.strictSame(await (await handle(t)).users(), { security: false, users: [] })
    })

    t.test('changes the license', async t => {
      const kibana = await handle(t)
      t.equal(await kibana.license(), 'trial')
      await kibana.setLicense('basic')
      t.equal(await kibana.license(), 'basic')
    })

    t.test('reports events until it is stopped', async t => {
      const kibana = await handle(t)
      const events: string[] = []
      const { promise, resolve } = withResolvers()
      const note = (kind: string) =>
        ({ type, case: { title } }: CaseEvent) => { if (events.push(`${kind} ${type} ${title}`) === 3) resolve() }
      const stop = [await kibana.on('*', note('any')), await kibana.on(['case.created', 'case.pushed'], note('some')), await kibana.on(
        'case.deleted', note('one'),
      )]
      await send(kibana, 'POST', '/api/cases', { ...newCase, title: 'Zürich\n\ndata: 漢' })
      await fetch(`${kibana.url}/api/cases?ids=["a"]`, { method: 'DELETE', headers })
      await promise
      for (const end of stop) end()
      t.strictSame(events.filter(event => event.startsWith('some')), ['some case.created Zürich\n\ndata: 漢'])
    })

    t.test('sends events to webhooks', async t => {
      const kibana = await handle(t)
      const received = await httpStub(t, () => [200])
      const { id } = await kibana.webhooks.add({ url: received.url, events: ['case.created'] })
      t.equal(id, 'webhook-1')
      await send(kibana, 'POST', '/api/cases', newCase)
      t.match(await kibana.webhooks.list(), [{ id, url: received.url }])
      await kibana.webhooks.remove(id)
      await kibana.webhooks.add({ url: received.url })
      await kibana.webhooks.clear()
      t.strictSame(await kibana.webhooks.list(), [])
    })

    t.test('refuses invalid arguments with the same messages', async t => {
      const kibana = await handle(t)
      const REFUSED = [
        [() => kibana.requests.all({ verb: 'GET' } as never),
          InvalidInput, /^verb: expected one of the keys method, path, .*, got the unknown key "verb"$/],
        [() => kibana.requests.all('GET' as never), InvalidInput, 'filter: expected an object, got "GET"'],
        [() => kibana.requests.all({ path: { regex: '(' } }),
          InvalidInput,
          'path: expected a path such as "/api/cases/*" without a query, or a regular expression as { regex, flags }, got {"regex":"("}'],
        [() => kibana.requests.all({}, { limit: 0 }), InvalidInput, 'limit: expected a whole number of 1 or more, got 0'],
        [() => kibana.requests.waitFor({}, { times: 0 }), InvalidInput, 'times: expected a whole number of 1 or more, got 0'],
        [() => kibana.requests.verify({ match: { path: 5 as never } }),
          InvalidInput,
          'match.path: expected a path such as "/api/cases/*" without a query, or a regular expression as { regex, flags }, got 5'],
        [() => kibana.requests.all({}, 5 as never), InvalidInput, 'page: expected an object, got 5'],
        [() => kibana.requests.all({}, { match: {} } as never),
          InvalidInput, 'match: expected one of the keys limit, order, before, got the unknown key "match"'],
        [() => kibana.requests.toHar({}, null as never), InvalidInput, 'page: expected an object, got null'],
        [() => kibana.requests.waitFor({}, [] as never), InvalidInput, 'options: expected an object, got []'],
        [() => kibana.requests.verify(5 as never), InvalidInput, 'expectation: expected an object, got 5'],
        [() => kibana.requests.verify({ order: 'GET' as never }), InvalidInput, 'order: expected a list of 1 or more items, got "GET"'],
        [() => kibana.requests.follow({}, undefined as never), InvalidInput, 'listener: expected a function, got nothing'],
        [() => kibana.requests.verify({}), InvalidInput, 'expectation: expected match, a number of requests, or order, got {}'],
        [() => kibana.faults.add(undefined as never), InvalidInput, 'rule: expected an object, got nothing'],
        [() => kibana.faults.add({ effect: { status: 99 } }), InvalidInput, /^effect\.status: expected .*, got 99$/],
        [() => kibana.faults.remove('x'), NotFoundError, 'there is no fault "x"'],
        [() => kibana.stubs.add({} as never), InvalidInput, /^path: expected a path .*, or a regular expression .*, got nothing$/],
        [() => kibana.stubs.add(undefined as never), InvalidInput, 'stub: expected an object, got nothing'],
        [() => kibana.stubs.remove('x'), NotFoundError, 'there is no stub "x"'],
        [() => kibana.alerts.add({ source: 1 } as never),
          InvalidInput, 'source: expected an object, such as {"kibana.alert.workflow_status":"open"}, got 1'],
        [() => kibana.alerts.remove('x'), NotFoundError, 'there is no alert "x"'],
        [() => kibana.alerts.remove(undefined as never), NotFoundError, 'there is no alert "undefined"'],
        [() => kibana.faults.remove(5 as never), NotFoundError, 'there is no fault "5"'],
        [() => kibana.failures.add({ failure: 'tired' as never }), InvalidInput, /^failure: expected "bad-credentials", .*, got "tired"$/],
        [() => kibana.incidents.all({ id: '1' } as never),
          InvalidInput, /^id: expected one of the keys connectorId, .*, got the unknown key "id"$/],
        [() => kibana.incidents.refused({ caseId: 5 as never }), InvalidInput, 'caseId: expected a string, got 5'],
        [() => kibana.incidents.clear({ caseId: null as never }), InvalidInput, 'caseId: expected a string, got null'],
        [() => kibana.incidents.clear([] as never), InvalidInput, 'filter: expected an object, got []'],
        [() => kibana.clock.set('noon'), InvalidInput, 'time: expected an ISO 8601 time in a year from 0 to 9999, got "noon"'],
        [() => kibana.clock.freeze('noon'), InvalidInput, 'time: expected an ISO 8601 time in a year from 0 to 9999, got "noon"'],
        [() => kibana.clock.advance('a while'),
          InvalidInput, 'duration: expected milliseconds, or a text such as "500ms", "90s" or "2h", got "a while"'],
        [() => kibana.clock.freeze(null as never), InvalidInput, 'time: expected an ISO 8601 time in a year from 0 to 9999, got null'],
        [() => kibana.clock.advance(1e15),
          InvalidInput, 'duration: expected a length that leads to a year from 0 to 9999, got 1000000000000000'],
        [() => kibana.clock.advance('-999999w'),
          InvalidInput, 'duration: expected a length that leads to a year from 0 to 9999, got "-999999w"'],
        [() => kibana.clock.setPace(-1), InvalidInput, 'pace: expected a number of seconds per second of 0 or more, got -1'],
        [() => kibana.clock.setPace(undefined as never),
          InvalidInput, 'pace: expected a number of seconds per second of 0 or more, got nothing'],
        [() => kibana.webhooks.add({ url: 'ftp://x' }), InvalidInput, 'url: expected an http or https URL, got "ftp://x"'],
        [() => kibana.seed({ cases: [{ title: 5 as never }] }), InvalidInput, /^cases\[0\]\.title: expected /],
        [() => kibana.seed('package' as never),
          InvalidInput, 'state: expected an object, or the fixture "docs-examples" or "demo", got "package"'],
        [() => kibana.importState([] as never), InvalidInput, 'state: expected an object, got []'],
        [() => kibana.restore('x'), NotFoundError, 'there is no snapshot "x"'],
        [() => kibana.restore(undefined as never), InvalidInput, 'snapshot: expected a snapshot of this server, or its name, got nothing'],
        [() => kibana.restore({} as never), InvalidInput, 'snapshot: expected a snapshot of this server, or its name, got {}'],
        [() => kibana.ready({ timeout: 'long' }),
          InvalidInput, 'timeout: expected milliseconds, or a text such as "500ms", "90s" or "2h", got "long"'],
        [() => kibana.snapshots.remove('x "y"'), NotFoundError, 'there is no snapshot "x \\"y\\""'],
        [() => kibana.on('case.opened' as never, () => {}), InvalidInput, /^event: expected "\*", .*, got "case.opened"$/],
        [() => kibana.on('*', undefined as never), InvalidInput, 'listener: expected a function, got nothing'],
      ] as const
      for (const [attempt, kind, message] of REFUSED) {
        // In process they throw synchronously
        const error = await (async () => attempt())().then(() => undefined, (error: unknown) => error)
        t.ok(error instanceof kind, String(message))
        t.match(error, { message })
      }
    })
  })
}

t.test('the suite uses every verb over HTTP; the compiler checks that these are all verbs of the handle', async t => {
  const ofServers = [
    'url', 'sandbox', 'sandboxes.add', 'sandboxes.replace', 'sandboxes.list', 'sandboxes.remove', 'sandboxes.clear', 'close',
  ]
  const verbs = verbsOf(connect('http://localhost')).filter(verb => !ofServers.includes(verb))
  t.ok(verbs.includes('clock.frozen') && verbs.includes('requests.waitFor'))
  t.strictSame(verbs.filter(verb => !used.has(verb)), [])
})
