import t from 'tap'
import { type RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { createCase } from '../helpers/cases.js'
import { control } from '../helpers/control.js'

const NOW = '2025-06-01T10:00:00.000Z'
const contents = (kibana: RunningServer) => {
  const { random, ...state } = kibana.exportState()
  return state
}

t.test('reset', async t => {
  t.test('restores the seed: documents, ids, license and clock', async t => {
    const kibana = await testServer(t, { seed: { cases: [{ title: 'seeded' }] }, clock: { now: NOW, frozen: true } })
    const before = kibana.exportState()
    const first = await createCase(kibana)
    kibana.clock.advance('2h')
    kibana.importState({ license: 'basic' })
    t.equal((await control(kibana, 'POST', '/reset')).status, 204)
    t.strictSame(kibana.exportState(), before)
    t.equal(kibana.clock.iso(), NOW)
    t.strictSame(await createCase(kibana), first, 'the same request gives the same answer')
    kibana.reset()
    t.strictSame(kibana.exportState(), before)
  })

  t.test('sets a running clock back to its start', async t => {
    const kibana = await testServer(t, { clock: '2020-01-01T00:00:00.000Z' })
    kibana.clock.freeze('2030-01-01')
    kibana.clock.setPace(5)
    kibana.reset()
    t.match(kibana.clock.iso(), /^2020-01-01T00:00:/)
    t.strictSame([kibana.clock.frozen, kibana.clock.pace], [false, 1])
  })
})

t.test('snapshots', async t => {
  t.test('restore documents and later ids, any number of times', async t => {
    const kibana = await testServer(t)
    const snapshot = kibana.snapshot()
    const first = await createCase(kibana)
    kibana.restore(snapshot)
    t.strictSame(contents(kibana).cases, [])
    t.strictSame(await createCase(kibana), first)
    kibana.restore(snapshot)
    t.strictSame(contents(kibana).cases, [])
  })

  t.test('have names', async t => {
    const kibana = await testServer(t)
    kibana.snapshot('empty')
    await createCase(kibana)
    kibana.snapshot('one case')
    kibana.restore('empty')
    t.strictSame(contents(kibana).cases, [])
    kibana.restore('one case')
    t.equal(contents(kibana).cases?.length, 1)
    t.throws(() => kibana.restore('none'), { message: 'there is no snapshot "none"' })
    t.throws(() => kibana.restore({ id: 'empty' } as never), {
      name: 'InvalidInput', message: 'snapshot: expected a snapshot of this server, or its name, got {"id":"empty"}',
    })
  })

  t.test('keep their name when others are generated', async t => {
    const kibana = await testServer(t)
    kibana.snapshot('snapshot-1')
    await createCase(kibana)
    t.strictSame(await control(kibana, 'POST', '/snapshots'), { status: 201, body: { id: 'snapshot-2' } })
    kibana.restore('snapshot-1')
    t.strictSame(contents(kibana).cases, [])
  })

  t.test('can be restored on another server', async t => {
    const [a, b] = [await testServer(t), await testServer(t)]
    await createCase(a)
    b.restore(a.snapshot())
    t.strictSame(b.exportState(), a.exportState())
  })

  t.test('POST /_mock/snapshots and POST /_mock/snapshots/{id}/restore', async t => {
    const kibana = await testServer(t)
    t.strictSame(await control(kibana, 'POST', '/snapshots'), { status: 201, body: { id: 'snapshot-1' } })
    await createCase(kibana)
    t.strictSame(await control(kibana, 'POST', '/snapshots', { id: '__proto__' }), { status: 201, body: { id: '__proto__' } })
    t.strictSame((await control(kibana, 'GET', '/snapshots')).body, { snapshots: [{ id: 'snapshot-1' }, { id: '__proto__' }] })
    t.equal((await control(kibana, 'POST', '/snapshots/snapshot-1/restore')).status, 204)
    t.strictSame(contents(kibana).cases, [])
    t.equal((await control(kibana, 'POST', '/snapshots/__proto__/restore')).status, 204)
    t.equal(contents(kibana).cases?.length, 1)
    t.equal((await control(kibana, 'DELETE', '/snapshots/snapshot-1')).status, 204)
    t.strictSame(await control(kibana, 'POST', '/snapshots/snapshot-1/restore'), {
      status: 404,
      body: { statusCode: 404, error: 'Not Found', message: 'there is no snapshot "snapshot-1"' },
    })
    t.equal((await control(kibana, 'DELETE', '/snapshots/snapshot-1')).status, 404)
    t.equal((await control(kibana, 'DELETE', '/snapshots')).status, 204)
    t.strictSame(kibana.snapshots.list(), [])
    t.match(await control(kibana, 'POST', '/snapshots', { id: 5 }), {
      status: 400, body: { path: 'id', expected: 'a string of 1 or more characters' },
    })
  })
})
