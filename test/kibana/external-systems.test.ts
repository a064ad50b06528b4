import t from 'tap'
import { ExternalSystems } from '../../src/kibana/external-systems.js'

t.test('a reset starts the random numbers for delays again', async t => {
  const systems = new ExternalSystems({ random: 1 })
  const next = () => [systems.chance.fraction(), systems.chance.fraction()]
  const first = next()
  systems.reset()
  t.strictSame(next(), first)
})
