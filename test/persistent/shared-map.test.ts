import fc from 'fast-check'
import { test } from 'tap'
import { SharedMap } from '../../src/persistent/shared-map.js'

const key = fc.oneof(
  fc.constantFrom('', 'a', 'case-1', '.jira https://jira.example.com 10001', '.jira https://jira.example.com 20001'),
  fc.uuid(),
  fc.string(),
)
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), of: fc.nat(), key, value: fc.nat() }),
  fc.record({ kind: fc.constant('delete' as const), of: fc.nat(), key }),
  fc.record({ kind: fc.constant('clone' as const), of: fc.nat() }),
)

test('every copy of a shared map holds its own writes and those made to its original before the copy', async t => {
  t.doesNotThrow(() => fc.assert(fc.property(fc.array(step, { maxLength: 60 }), steps => {
    const maps = [{ shared: new SharedMap<number>(), model: new Map<string, number>() }]
    for (const step of steps) {
      const { shared, model } = maps[step.of % maps.length]!
      if (step.kind === 'clone') {
        maps.push({ shared: shared.clone(), model: new Map(model) })
      } else if (step.kind === 'set') {
        shared.set(step.key, step.value)
        model.set(step.key, step.value)
      } else {
        shared.delete(step.key)
        model.delete(step.key)
      }
    }
    for (const { shared, model } of maps) {
      const isSame = shared.size === model.size && [...model].every(([key, value]) => shared.get(key) === value)
      const values = shared.values().sort((a, b) => a - b)
      if (!isSame || values.join() !== [...model.values()].sort((a, b) => a - b).join()) return false
    }
    return true
  })))
})
