import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase, updateCase } from '../helpers/cases.js'

const NUMBERED = { kibanaVersion: '9.2.0' }

t.test('incremental_id', async t => {
  t.test('is assigned 15 minutes after the start, to the oldest case first', async t => {
    const kibana = await testServer(t, {
      ...NUMBERED,
      seed: {
        cases: [
          { id: 'new', title: 'new', created_at: '2025-05-02T00:00:00.000Z' },
          { id: 'old', title: 'old', created_at: '2025-05-01T00:00:00.000Z' },
        ],
      },
    })
    const numbers = async () =>
      Promise.all(['old', 'new'].map(async id => (await call(kibana, 'GET', `/api/cases/${id}`)).body.incremental_id))
    t.strictSame(await numbers(), [undefined, undefined])
    kibana.clock.advance('899s')
    t.strictSame(await numbers(), [undefined, undefined])
    kibana.clock.advance('1s')
    t.strictSame(await numbers(), [1, 2])
  })

  t.test('changes nothing else', async t => {
    const kibana = await testServer(t, NUMBERED)
    const { incremental_id: none, ...before } = await createCase(kibana)
    kibana.clock.advance('15m')
    const { incremental_id: number, ...after } = (await call(kibana, 'GET', `/api/cases/${before.id}`)).body
    t.strictSame([none, number], [undefined, 1])
    t.strictSame({ ...after, comments: [] }, before)
    t.equal((await call(kibana, 'GET', `/api/cases/${before.id}/user_actions/_find`)).body.total, 1)
  })

  t.test('precedes the id in a response, and survives an update', async t => {
    const kibana = await testServer(t, NUMBERED)
    const { id, version } = await createCase(kibana)
    kibana.clock.advance('15m')
    const { body: [updated] } = await updateCase(kibana, { id, version }, { title: 'other' })
    t.equal(updated.incremental_id, 1)
    const keys = Object.keys(updated)
    t.equal(keys.indexOf('incremental_id') + 1, keys.indexOf('id'))
  })

  t.test('is assigned every 10 minutes afterwards', async t => {
    const kibana = await testServer(t, NUMBERED)
    await createCase(kibana)
    kibana.clock.advance('47m')
    const { id } = await createCase(kibana)
    const number = async () => (await call(kibana, 'GET', `/api/cases/${id}`)).body.incremental_id
    kibana.clock.advance('7m')
    t.equal(await number(), undefined, 'runs were at 15, 25, 35 and 45 minutes')
    kibana.clock.advance('1m')
    t.equal(await number(), 2)
  })

  t.test('is assigned at the next request if the clock runs', async t => {
    let now = Date.parse('2025-06-01T10:00:00.000Z')
    const kibana = await testServer(t, { ...NUMBERED, clock: { now: () => new Date(now) } })
    const { id } = await createCase(kibana)
    now += 15 * 60_000
    t.equal(kibana.exportState().cases![0]!.incremental_id, 1, 'or in an export')
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).body.incremental_id, 1)
    await createCase(kibana)
    now += 10 * 60_000
    const { body } = await call(kibana, 'GET', '/api/cases/_find?sortOrder=asc')
    t.strictSame(body.cases.map((found: { incremental_id: number }) => found.incremental_id), [1, 2])
  })

  t.test('is assigned after the same delay when the clock was set back', async t => {
    const kibana = await testServer(t, NUMBERED)
    await createCase(kibana)
    kibana.clock.set('2020-01-01T00:00:00.000Z')
    kibana.clock.set('2020-01-01T00:14:59.000Z')
    t.equal(kibana.exportState().cases![0]!.incremental_id, undefined)
    kibana.clock.advance('1s')
    t.equal(kibana.exportState().cases![0]!.incremental_id, 1)
  })

  t.test('is counted per space, and never assigned twice', async t => {
    const kibana = await testServer(t, { ...NUMBERED, spaces: ['soc'] })
    const first = await createCase(kibana)
    await createCase(kibana, {}, '/s/soc')
    kibana.clock.advance('15m')
    await call(kibana, 'DELETE', `/api/cases?ids=["${first.id}"]`)
    const { id } = await createCase(kibana)
    kibana.clock.advance('10m')
    t.equal((await call(kibana, 'GET', `/api/cases/${id}`)).body.incremental_id, 2)
    t.strictSame(kibana.exportState().caseCounters, [{ id: 'default', last_id: 2 }, { id: 'soc', last_id: 1 }])
    await call(kibana, 'DELETE', '/api/spaces/space/soc')
    t.strictSame(kibana.exportState().caseCounters, [{ id: 'default', last_id: 2 }])
  })

  t.test('continues after the numbers of an imported state', async t => {
    const kibana = await testServer(t, NUMBERED)
    kibana.importState({ caseCounters: [{ id: 'default', last_id: 7 }], cases: [{ title: 'one' }] })
    kibana.clock.advance('15m')
    t.strictSame(kibana.exportState().cases!.map(({ incremental_id: number }) => number), [8])
    kibana.importState({ cases: [{ title: 'one', incremental_id: 40 }, { title: 'two' }] })
    kibana.clock.advance('15m')
    t.strictSame(kibana.exportState().cases!.map(({ incremental_id: number }) => number), [40, 41])
  })

  t.test('is removed by a reset, and assigned again', async t => {
    const kibana = await testServer(t, { ...NUMBERED, seed: { cases: [{ title: 'one' }] } })
    kibana.clock.advance('1h')
    t.equal(kibana.exportState().cases![0]!.incremental_id, 1)
    kibana.reset()
    t.equal(kibana.exportState().cases![0]!.incremental_id, undefined)
    kibana.clock.advance('15m')
    t.equal(kibana.exportState().cases![0]!.incremental_id, 1)
  })

  t.test('is not assigned early when a clock that was set back is reset', async t => {
    const kibana = await testServer(t, { ...NUMBERED, seed: { cases: [{ title: 'one' }] } })
    kibana.clock.set('2020-01-01T00:00:00.000Z')
    kibana.reset()
    t.equal(kibana.exportState().cases![0]!.incremental_id, undefined)
  })

  t.test('is found by search', async t => {
    const kibana = await testServer(t, {
      ...NUMBERED,
      seed: {
        cases: [
          { id: 'a', title: 'about 12', incremental_id: 1 }, { id: 'b', title: 'other', incremental_id: 12 }, { id: 'c', title: 'third' },
        ],
      },
    })
    for (const [query, ids] of [
      ['search=12&searchFields=incremental_id.text', ['b']],
      ['search=1*&searchFields=incremental_id.text', ['a', 'b']],
      ['search=%2312&searchFields=incremental_id.text', ['b']],
      ['search=12', ['a', 'b']],
      ['search=12&searchFields=title', ['a']],
      ['search=3&searchFields=incremental_id.text', []],
    ] as const) {
      const { body } = await call(kibana, 'GET', `/api/cases/_find?${query}`)
      t.strictSame(body.cases.map(({ id }: { id: string }) => id).sort(), ids, query)
    }
  })
})
