import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { checkInput } from '../../src/input/check-input.js'
import type { Outcome } from '../../src/verify/answer.js'
import { AREAS } from '../../src/verify/areas.js'
import { compareOutcomes } from '../../src/verify/compare-outcomes.js'
import { recorded, RecordingSchema } from '../../src/verify/recording.js'
import type { Step } from '../../src/verify/scenario.js'
import { RECORDED_VERSIONS, runAll } from '../helpers/scenarios.js'

const SCENARIOS = AREAS.flatMap(({ scenarios }) => scenarios)

t.test('each of 400 scenarios establishes another fact, and names a section that exists', async t => {
  const facts = SCENARIOS.map(({ establishes }) => establishes)
  t.ok(facts.length >= 400, `${facts.length}`)
  t.strictSame(facts.filter((fact, index) => facts.indexOf(fact) !== index), [])
  const dead = SCENARIOS.filter(({ source }) => {
    const [page = '', section = ''] = source.split(' §')
    return !new RegExp(`^#+ ${section.replaceAll('.', '\\.')}[. ]`, 'm').test(readFileSync(page, 'utf8'))
  })
  t.strictSame(dead.map(({ source }) => source), [])
})

/** The status of an answer, and the message if the step has one. */
const seen = (answer: Outcome | undefined, { message }: Step) =>
  !answer || 'unsent' in answer ? answer : `${answer.status}${message === undefined ? '' : ` ${Object(answer.body).message}`}`
const wanted = ({ method, status = method === 'DELETE' ? 204 : 200, message }: Step) => `${status}${message === undefined ? '' : ` ${message}`}`

for (const kibanaVersion of RECORDED_VERSIONS) {
  t.test(`scenarios hold for Kibana ${kibanaVersion}, and answers are those that were recorded`, async t => {
    const ran = await runAll(kibanaVersion)
    const path = `fixtures/recorded/${kibanaVersion}.json`
    t.ok(existsSync(path), `${path}: run \`npm run record\``)
    const recording = checkInput(RecordingSchema, JSON.parse(readFileSync(path, 'utf8')), path)
    t.match(recording, { version: kibanaVersion, recordedFrom: /^kibana-cases-mock itself/, license: 'trial', security: true })
    t.strictSame(Object.keys(recording.scenarios), ran.map(({ scenario }) => scenario.establishes), 'a recording of every scenario: `npm run record`')
    for (const { area, scenario, outcomes } of ran) {
      const now = recorded(scenario, outcomes)
      const before = recording.scenarios[scenario.establishes] ?? []
      const wrong = scenario.steps.flatMap((step, index) => {
        const [got, want] = [seen(outcomes[index], step), wanted(step)]
        const differences = compareOutcomes(before[index], now[index], { keyOrder: true })
        return got === want && differences.length === 0 ? [] : [{ step: index + 1, got, want, differences }]
      })
      t.strictSame(wrong, [], `${area}: ${scenario.establishes}`)
    }
  })
}
