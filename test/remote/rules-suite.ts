import type { Test } from 'tap'
import type { CaseEvent } from '../../src/index.js'
import { newCase } from '../helpers/cases.js'
import { httpStub } from '../helpers/http-stub.js'
import { get, push, send, withResolvers, type StartHandle } from './handle.js'
import { headers, NOW } from './servers.js'

/** Tests the things that a test adds through a handle. */
export function testRules (t: Test, handle: StartHandle): void {
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
}
