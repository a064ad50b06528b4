import type { Test } from 'tap'
import { InvalidInput, NotFoundError } from '../../src/index.js'
import type { StartHandle } from './handle.js'

/** Tests invalid arguments of a handle. */
export function testRefusals (t: Test, handle: StartHandle): void {
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
      [() => kibana.faults.add({ effect: { status: 500, body: 1n } }), InvalidInput, / expected a value that JSON can represent, got /],
      [() => kibana.requests.all({ body: 1n }), InvalidInput, / expected a value that JSON can represent, got /],
      [() => kibana.faults.add({ effect: { status: 99 } }), InvalidInput, /^effect\.status: expected .*, got 99$/],
      [() => kibana.faults.remove('x'), NotFoundError, 'there is no fault "x"'],
      [() => kibana.faults.remove(''), NotFoundError, 'there is no fault ""'],
      [() => kibana.faults.remove('\ud800'), NotFoundError, /^there is no fault "/],
      [() => kibana.faults.remove('..'), NotFoundError, 'there is no fault ".."'],
      [() => kibana.stubs.add({} as never), InvalidInput, /^path: expected a path .*, or a regular expression .*, got nothing$/],
      [() => kibana.stubs.add(undefined as never), InvalidInput, 'stub: expected an object, got nothing'],
      [() => kibana.stubs.add({ path: '/x', method: 'GTE' }),
        InvalidInput, 'method: expected an HTTP method such as "PATCH", or a list of them, got "GTE"'],
      [() => kibana.stubs.remove('x'), NotFoundError, 'there is no stub "x"'],
      [() => kibana.alerts.add({ source: 1 } as never),
        InvalidInput, 'source: expected an object, such as {"kibana.alert.workflow_status":"open"}, got 1'],
      [() => kibana.alerts.add({ source: { a: 1n } }), InvalidInput, /^alert: expected a value that JSON can represent, got /],
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
        InvalidInput, 'duration: expected a duration that leads to a year from 0 to 9999, got 1000000000000000'],
      [() => kibana.clock.advance('-999999w'),
        InvalidInput, 'duration: expected a duration that leads to a year from 0 to 9999, got "-999999w"'],
      [() => kibana.clock.setPace(-1), InvalidInput, 'pace: expected a number of seconds per second of 0 or more, got -1'],
      [() => kibana.clock.setPace(undefined as never),
        InvalidInput, 'pace: expected a number of seconds per second of 0 or more, got nothing'],
      [() => kibana.webhooks.add({ url: 'ftp://x' }), InvalidInput, 'url: expected an http or https URL, got "ftp://x"'],
      [() => kibana.seed({ cases: [{ title: 5 as never }] }), InvalidInput, /^cases\[0\]\.title: expected /],
      [() => kibana.seed('package' as never),
        InvalidInput, 'state: expected an object, or the fixture "docs-examples" or "demo", got "package"'],
      [() => kibana.importState([] as never), InvalidInput, 'state: expected an object, got []'],
      [() => kibana.importState({ cases: [{ title: 1n as never }] }), InvalidInput, /^state: expected a value that JSON can represent, got /],
      [() => kibana.seed({ cases: [{ title: 1n as never }] }), InvalidInput, /^state: expected a value that JSON can represent, got /],
      [() => kibana.restore('x'), NotFoundError, 'there is no snapshot "x"'],
      [() => kibana.restore(undefined as never), InvalidInput, 'snapshot: expected a snapshot of this server, or its name, got nothing'],
      [() => kibana.restore({} as never), InvalidInput, 'snapshot: expected a snapshot of this server, or its name, got {}'],
      [() => kibana.ready({ timeout: 'long' }),
        InvalidInput, 'timeout: expected milliseconds, or a text such as "500ms", "90s" or "2h", got "long"'],
      [() => kibana.snapshots.remove('x "y"'), NotFoundError, 'there is no snapshot "x \\"y\\""'],
      [() => kibana.on('case.opened' as never, () => {}), InvalidInput, /^event: expected "\*", .*, got "case.opened"$/],
      [() => kibana.on([], () => {}), InvalidInput, 'event: expected a list of 1 or more items, got 0 items'],
      [() => kibana.on('*', undefined as never), InvalidInput, 'listener: expected a function, got nothing'],
    ] as const
    for (const [attempt, kind, message] of REFUSED) {
      // In process they throw synchronously
      const error = await (async () => attempt())().then(() => undefined, (error: unknown) => error)
      t.ok(error instanceof kind, String(message))
      t.match(error, { message })
    }
  })
}
