import t from 'tap'
import { FAULT_PRESETS } from '../../src/control/faults/presets.js'
import { type FaultRule } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { control } from '../helpers/control.js'
import { get } from './fault-requests.js'

const outcomes = 'a delay, bytesPerSecond, or one of preset, status, starting, conflict, alertsConflict, cut, hang, malformed'
const presets = Object.keys(FAULT_PRESETS).map(name => `"${name}"`)
const BAD_RULES: [unknown, string, string][] = [
  [{}, 'effect', 'either effect or sequence'],
  [{ effect: { status: 500 }, sequence: ['pass'] }, 'effect', 'either effect or sequence'],
  [{ effect: {} }, 'effect', outcomes],
  [{ effect: { status: 500, hang: true } }, 'effect', outcomes],
  [{ effect: { status: 500, cut: 'before-answer' } }, 'effect', outcomes],
  [{ effect: { conflict: true, malformed: true } }, 'effect', outcomes],
  [{ effect: { status: 500, malformed: true, cut: 'in-body' } }, 'effect', outcomes],
  [{ sequence: [{ status: 500 }, {}] }, 'sequence[1]', outcomes],
  [{ sequence: [] }, 'sequence', 'a list of 1 or more items'],
  [{ sequence: ['fail'] }, 'sequence[0]', 'an effect or "pass"'],
  [{ effect: { status: 500, contentType: 'json' } }, 'effect.contentType', 'a content type such as "text/html"'],
  [{ effect: { status: 500, contentType: 'a/b\nx' } }, 'effect.contentType', 'a content type such as "text/html"'],
  [{ effect: { status: 600 } }, 'effect.status', 'a whole number of 200 to 599'],
  [{ effect: { preset: 'outage' } }, 'effect.preset', `${presets.slice(0, -1).join(', ')} or ${presets.at(-1)}`],
  [{ effect: { delay: 1, body: 'x' } }, 'effect.status', 'a status for the body'],
  [{ effect: { status: 204, body: 'x' } }, 'effect.body', 'nothing beside the status 204, which has no body'],
  [{ sequence: [{ status: 304, message: 'x' }] }, 'sequence[0].message', 'nothing beside the status 304, which has no body'],
  [{ effect: { hang: true, bytesPerSecond: 1 } }, 'effect.bytesPerSecond', 'nothing beside cut, hang, malformed'],
  [{ effect: { cut: 'in-body', bytesPerSecond: 1 } }, 'effect.bytesPerSecond', 'nothing beside cut, hang, malformed'],
  [{ effect: { status: 500, malformed: true, bytesPerSecond: 1 } }, 'effect.bytesPerSecond', 'nothing beside cut, hang, malformed'],
  [{ effect: { delay: 'long' } }, 'effect.delay', 'a duration such as "2s", or two of them'],
  [{ effect: { delay: [1] } }, 'effect.delay', 'a list of 2 items'],
  [{ effect: { cut: 'somewhere' } }, 'effect.cut', '"before-answer" or "in-body"'],
  [{ effect: { delay: 1, message: 'x' } }, 'effect.status', 'a status for the message'],
  [{ effect: { status: 500, headers: { 'bad name': 'x' } } }, 'effect.headers["bad name"]', 'a name and a value that a header can have'],
  [{ sequence: [{ status: 500, headers: { x: 'a\nb' } }] }, 'sequence[0].headers.x', 'a name and a value that a header can have'],
  [{ effect: { status: 500 }, match: null }, 'match', 'an object'],
  [{ effect: { malformed: true, afterWrite: true } }, 'effect.afterWrite', 'one of preset, status, starting, cut beside it'],
  [{ effect: { delay: 5, afterWrite: true } }, 'effect.afterWrite', 'one of preset, status, starting, cut beside it'],
  [{ effect: { status: 500 }, times: 0 }, 'times', 'a whole number of 1 or more'],
  [{ effect: { status: 500 }, probability: 2 }, 'probability', 'a number of 0 to 1'],
  [{ effect: { status: 500 }, match: { status: 500 } }, 'match.status', 'one of the keys method, path, space, user, service, body'],
  [[], 'rule', 'an object'],
]

t.test('ids of faults', async t => {
  t.test('are generated so that they differ from given ones', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ id: 'fault-1', effect: { status: 500 } })
    t.equal(kibana.faults.add({ effect: { status: 501 } }).id, 'fault-2')
  })
})

t.test('the routes of faults', async t => {
  t.test('add, list, remove and clear', async t => {
    const kibana = await testServer(t)
    const rule = { match: { path: '/api/cases/*' }, effect: { status: 503 }, times: 2 }
    t.strictSame(await control(kibana, 'POST', '/faults', rule), { status: 201, body: { ...rule, id: 'fault-1', hits: 0 } })
    t.equal((await get(kibana, 'x')).status, 503)
    await control(kibana, 'POST', '/faults', { id: 'mine', sequence: ['pass'] })
    t.match((await control(kibana, 'GET', '/faults')).body, { faults: [{ id: 'fault-1', hits: 1 }, { id: 'mine', hits: 0 }] })
    t.equal((await control(kibana, 'DELETE', '/faults/fault-1')).status, 204)
    t.match(await control(kibana, 'DELETE', '/faults/fault-1'), { status: 404, body: { message: 'there is no fault "fault-1"' } })
    t.equal((await get(kibana, 'x')).status, 404)
    t.equal((await control(kibana, 'DELETE', '/faults')).status, 204)
    t.strictSame((await control(kibana, 'GET', '/faults')).body, { faults: [] })
  })

  t.test('reject invalid rules, as the handle does, and change nothing', async t => {
    const kibana = await testServer(t)
    kibana.faults.add({ id: 'taken', match: { method: 'PUT' }, effect: { status: 500 } })
    for (const [rule, path, expected] of BAD_RULES) {
      t.throws(() => kibana.faults.add(rule as FaultRule), { name: 'InvalidInput', path, expected }, JSON.stringify(rule))
      const { status, body } = await control(kibana, 'POST', '/faults', JSON.stringify(rule))
      t.match({ status, body }, { status: 400, body: { expected, path: path === 'rule' ? 'body' : path } }, JSON.stringify(rule))
    }
    t.equal(kibana.faults.list().length, 1)
  })
})

t.test('a preset applies as a whole, even next to keys that are set to undefined', async t => {
  const kibana = await testServer(t)
  const rule: unknown = { effect: { preset: 'proxy-502', status: undefined, headers: undefined, body: undefined } }
  kibana.faults.add(rule as FaultRule)
  const response = await fetch(`${kibana.url}/api/cases/_find`)
  t.match({ status: response.status, server: response.headers.get('server') }, { status: 502, server: 'nginx' })
  t.match(await response.text(), /<h1>502 Bad Gateway<\/h1>/)
})
