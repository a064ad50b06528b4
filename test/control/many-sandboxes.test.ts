import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, newCase } from '../helpers/cases.js'

const json = { 'kbn-xsrf': 'x', 'content-type': 'application/json' }
const seed = { cases: [{ id: 'seeded', title: 'seeded' }] }

t.test('two hundred sandboxes at once', async t => {
  t.test('share neither data nor time', async t => {
    const kibana = await testServer(t, { seed })
    const sandboxes = Array.from({ length: 200 }, (_, number) => kibana.sandbox({ id: `s${number}` }))
    const results = await Promise.all(sandboxes.map(async (sandbox, number) => {
      sandbox.clock.freeze(Date.parse('2025-01-01') + number * 1000)
      const ask = async (method: 'GET' | 'POST' | 'PATCH', url: string, body?: object) =>
        (await kibana.app.inject({
          method, url: `/_sandbox/${sandbox.id}${url}`, headers: json, ...(body && { payload: JSON.stringify(body) }),
        })).json()
      const { id, version } = await ask('POST', '/api/cases', { ...newCase, title: sandbox.id })
      await Promise.all(Array.from({ length: number % 3 }, () => ask('POST', '/api/cases', { ...newCase, title: sandbox.id })))
      await ask('PATCH', '/api/cases', { cases: [{ id, version, tags: [sandbox.id] }] })
      return ask('GET', `/api/cases/${id}`)
    }))
    for (const [number, sandbox] of sandboxes.entries()) {
      const at = new Date(Date.parse('2025-01-01') + number * 1000).toISOString()
      t.match(results[number], { title: sandbox.id, tags: [sandbox.id], created_at: at, updated_at: at })
      t.strictSame(sandbox.exportState().cases?.map(({ title }) => title), [
        'seeded', ...Array.from({ length: 1 + number % 3 }, () => sandbox.id),
      ])
      t.equal(sandbox.requests.all().length, 3 + number % 3)
    }
    t.strictSame(kibana.exportState().cases?.map(({ id }) => id), ['seeded'])
    t.strictSame(kibana.requests.all(), [])
    t.equal((await call(kibana, 'GET', '/api/cases/seeded')).status, 200)
  })
})

t.test('a snapshot, a reset and a sandbox keep all of 20,000 cases (npm run bench measures their time)', async t => {
  const cases = Array.from({ length: 20_000 }, (_, index) => ({ id: String(index), title: 'x' }))
  const kibana = await testServer(t, { seed: { cases } })
  const snapshot = kibana.snapshot()
  const sandbox = kibana.sandbox()
  const total = async (server: Parameters<typeof call>[0], prefix = '') =>
    (await call(server, 'GET', `${prefix}/api/cases/_find?perPage=1`)).body.total
  t.equal((await call(kibana, 'DELETE', '/api/cases?ids=["0","1"]')).status, 204)
  t.equal(await total(kibana), 19_998)
  t.equal(await total(kibana, `/_sandbox/${sandbox.id}`), 20_000)
  kibana.restore(snapshot)
  t.equal(await total(kibana), 20_000)
  kibana.reset()
  t.equal(await total(kibana), 20_000)
})

t.test('generated ids follow the option random', async t => {
  const idsOf = async (random: number) => {
    const kibana = await testServer(t, { random })
    return [kibana.sandbox().id, kibana.sandbox().id]
  }
  const first = await idsOf(7)
  t.strictSame(await idsOf(7), first)
  t.not(first[0], first[1])
  t.notSame(await idsOf(8), first)
})
