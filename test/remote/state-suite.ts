import type { Test } from 'tap'
import type { StartHandle } from './handle.js'
import { headers, NOW } from './servers.js'

/** Tests the state and the clock through a handle. */
export function testState (t: Test, handle: StartHandle): void {
  t.test('lists upcoming expiries until the clock has passed them', async t => {
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
    for (const id of ['.', '..']) {
      await kibana.snapshot(id)
      await kibana.restore(id)
      await kibana.snapshots.remove(id)
    }
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
}
