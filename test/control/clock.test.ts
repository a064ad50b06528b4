import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'

const NOW = '2025-06-01T10:00:00.000Z'

t.test('the clock', async t => {
  t.test('sets times and durations of cases', async t => {
    const kibana = await testServer(t)
    const { id, version, created_at } = await createCase(kibana)
    t.equal(created_at, NOW)
    kibana.clock.advance('2h')
    const { body: [closed] } = await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: 'closed' }] })
    t.match(closed, { duration: 7200, closed_at: '2025-06-01T12:00:00.000Z' })
  })

  t.test('stops, runs, jumps, and runs faster', async t => {
    let time = Date.parse(NOW)
    const kibana = await testServer(t, { clock: { now: () => new Date(time) } })
    const { clock } = kibana
    time += 1000
    t.equal(clock.iso(), '2025-06-01T10:00:01.000Z')
    clock.freeze()
    time += 1000
    t.equal(clock.iso(), '2025-06-01T10:00:01.000Z')
    t.equal(clock.frozen, true)
    clock.resume()
    time += 1000
    t.equal(clock.iso(), '2025-06-01T10:00:02.000Z')
    clock.setPace(60)
    time += 1000
    t.equal(clock.iso(), '2025-06-01T10:01:02.000Z')
    clock.set('2024-01-01')
    t.equal(clock.iso(), '2024-01-01T00:00:00.000Z')
    clock.advance(500)
    t.equal(clock.now().getTime(), Date.parse('2024-01-01T00:00:00.500Z'))
    kibana.reset()
    t.equal(clock.iso(), new Date(time).toISOString())
    t.equal(clock.pace, 1)
    for (const bad of [
      () => clock.set('never'), () => clock.advance('long'), () => clock.setPace(-1), () => clock.setPace(NaN),
      () => clock.set(null as never), () => clock.set(true as never), () => clock.set([] as never),
    ]) t.throws(bad, { name: 'InvalidInput' })
  })

  t.test('runs until the end of time, and stops there', async t => {
    let time = Date.parse(NOW)
    const kibana = await testServer(t, { clock: { now: () => new Date(time) } })
    t.equal((await control(kibana, 'PUT', '/clock', { pace: 1e300 })).status, 200)
    time += 1
    t.match(await control(kibana, 'GET', '/clock'), { status: 200, body: { now: '9999-12-31T23:59:59.999Z' } })
    t.match(await control(kibana, 'PUT', '/clock', { now: NOW, pace: 1 }), { status: 200, body: { now: NOW } })
  })

  t.test('GET and PUT /_mock/clock, POST /_mock/clock/advance', async t => {
    const kibana = await testServer(t)
    t.strictSame(await control(kibana, 'GET', '/clock'), { status: 200, body: { now: NOW, frozen: true, pace: 1 } })
    t.strictSame((await control(kibana, 'POST', '/clock/advance', { by: '90s' })).body, {
      now: '2025-06-01T10:01:30.000Z', frozen: true, pace: 1,
    })
    t.strictSame((await control(kibana, 'POST', '/clock/advance', { by: -30_000 })).body.now, '2025-06-01T10:01:00.000Z')
    t.match((await control(kibana, 'PUT', '/clock', { now: '2030-01-01', frozen: false, pace: 2 })).body, {
      now: /^2030-01-01T00:00/, frozen: false, pace: 2,
    })
    t.match((await control(kibana, 'PUT', '/clock', { frozen: true })).body, { now: /^2030-01-01T00:0/, frozen: true, pace: 2 })
    t.equal(kibana.clock.frozen, true)
    for (const [time, iso] of [['2024-02-29', '2024-02-29T00:00:00.000Z'], ['2025-06-01T10:00Z', '2025-06-01T10:00:00.000Z'], [
      '2025-06-01T10:00:00.5+02:00', '2025-06-01T08:00:00.500Z',
    ]] as const) {
      t.equal((await control(kibana, 'PUT', '/clock', { now: time })).body.now, iso, time)
    }
  })

  t.test('rejects invalid times, naming them', async t => {
    const kibana = await testServer(t)
    for (const [method, url, body, path, expected] of [
      ['PUT', '/clock', undefined, 'body', 'an object'],
      ['PUT', '/clock', { now: 'noon' }, 'now', 'an ISO 8601 time such as "2025-06-01T10:00:00.000Z"'],
      // Accepted by `Date.parse`
      ...[
        '1', 'Jan 5 2025', '2025-02-30T00:00:00Z', '2025-13-01', '2025-06-01T10:00', '+275760-09-13T00:00:00.000Z', '',
        '9999-12-31T23:59:59-01:00', '0000-01-01T00:00:00+01:00',
      ].map(now => ['PUT', '/clock', { now, pace: 2 }, 'now', 'an ISO 8601 time such as "2025-06-01T10:00:00.000Z"'] as const),
      ['PUT', '/clock', { frozen: 'yes' }, 'frozen', 'true or false'],
      ['PUT', '/clock', { pace: -1 }, 'pace', 'a number of 0 or more'],
      ['PUT', '/clock', { time: NOW }, 'time', 'one of the keys now, frozen, pace'],
      ['POST', '/clock/advance', {}, 'by', 'milliseconds, or a text such as "500ms", "90s" or "2h"'],
      ['POST', '/clock/advance', { by: 'a while' }, 'by', 'milliseconds, or a text such as "500ms", "90s" or "2h"'],
      ['POST', '/clock/advance', { by: 1e300 }, 'by', 'a duration that leads to a year from 0 to 9999'],
      ['POST', '/clock/advance', { by: '-99999999999999w' }, 'by', 'a duration that leads to a year from 0 to 9999'],
    ] as const) {
      t.match(await control(kibana, method, url, body), { status: 400, body: { statusCode: 400, path, expected } }, JSON.stringify(body))
    }
    t.equal(kibana.clock.iso(), NOW)
  })
})
