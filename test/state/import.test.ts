import fc from 'fast-check'
import t from 'tap'
import { startServer, type RunningServer, type State } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, jiraConnector } from '../helpers/cases.js'

const NOW = '2025-06-01T10:00:00.000Z'

/** Operations of a client; each works on any state. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    title: fc.stringMatching(/^[a-z]{1,9}$/),
    tags: fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('update' as const),
    which: fc.nat(9),
    status: fc.constantFrom('open', 'in-progress', 'closed'),
    title: fc.stringMatching(/^[a-z]{1,9}$/),
  }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.nat(5000) }),
)

async function run (kibana: RunningServer, steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]) {
  const answers = []
  for (const { kind, ...rest } of steps) {
    if (kind === 'wait' && 'seconds' in rest) kibana.clock.advance(rest.seconds * 1000)
    if (kind === 'create' && 'tags' in rest) {
      answers.push(await createCase(kibana, { title: rest.title, tags: rest.tags, connector: jiraConnector }))
    }
    if (kind === 'update' && 'status' in rest) {
      const { cases = [] } = kibana.exportState()
      const { id, version } = cases[rest.which % cases.length] ?? {}
      answers.push((await call(kibana, 'PATCH', '/api/cases', { cases: [{ id, version, status: rest.status, title: rest.title }] })).body)
    }
  }
  return answers
}

t.test('importState', async t => {
  t.test('makes a server answer like the exported one, including versions and ids', async t => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.array(step, { maxLength: 5 }), async (before, after) => {
      await using original = await startServer({
        random: 7, clock: { now: NOW, frozen: true }, seed: { cases: [{ title: 'seeded', comments: [{ comment: 'c' }] }] },
      })
      await using copy = await startServer({ random: 8, clock: { now: NOW, frozen: true } })
      await run(original, before)
      const state = original.exportState()
      // First the clock, which background tasks follow
      copy.clock.set(original.clock.now())
      copy.importState(state)
      t.strictSame(copy.exportState(), state)
      t.strictSame(await run(copy, after), await run(original, after))
      t.strictSame(copy.exportState(), original.exportState())
    }), { seed: 1, numRuns: 30 })
  })

  t.test('accepts values that JavaScript has beyond JSON', async t => {
    const kibana = await testServer(t)
    kibana.importState({ cases: [{ title: 'x', created_at: new Date(NOW) as unknown as string, tags: undefined as unknown as string[] }] })
    t.match(kibana.exportState().cases, [{ created_at: NOW, tags: [] }])
    const circular: { cases: unknown[] } = { cases: [] }
    circular.cases.push(circular)
    t.throws(() => kibana.importState(circular as State), { name: 'InvalidInput' })
    t.throws(() => kibana.importState(undefined as unknown as State), { message: 'state: expected an object, got nothing' })
  })

  t.test('does not affect later ids if it fails', async t => {
    const kibana = await testServer(t)
    const before = kibana.exportState()
    t.throws(() => kibana.importState({ cases: [{ title: 'x' }, { title: 'x', space: 'nowhere' }] }), /cases\[1\]\.space/)
    t.strictSame(kibana.exportState(), before)
  })
})
