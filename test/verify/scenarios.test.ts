import { readFileSync } from 'node:fs'
import t from 'tap'
import { AREAS } from '../../src/verify/areas.js'

const SCENARIOS = AREAS.flatMap(({ scenarios }) => scenarios)

t.test('each of 500 scenarios establishes a different fact, and names a section that exists', async t => {
  const facts = SCENARIOS.map(({ establishes }) => establishes)
  t.ok(facts.length >= 500, `${facts.length}`)
  t.strictSame(facts.filter((fact, index) => facts.indexOf(fact) !== index), [])
  const dead = SCENARIOS.filter(({ source }) => {
    const [page = '', section = ''] = source.split(' §')
    return !new RegExp(`^#+ ${section.replaceAll('.', '\\.')}[. ]`, 'm').test(readFileSync(page, 'utf8'))
  })
  t.strictSame(dead.map(({ source }) => source), [])
})
