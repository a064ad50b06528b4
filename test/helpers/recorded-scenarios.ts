import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { checkInput } from '../../src/input/check-input.js'
import type { Outcome } from '../../src/verify/answer.js'
import { compareOutcomes } from '../../src/verify/compare-outcomes.js'
import { recorded, RecordingSchema } from '../../src/verify/recording.js'
import type { Step } from '../../src/verify/scenario.js'
import type { Lifespan } from '../../src/versions/cuts.js'
import { isReal, recordedIn, runAll } from './scenarios.js'

/** Returns the status of a response, and the message if the step has one. */
const seen = (answer: Outcome | undefined, { message }: Step) =>
  !answer || 'unsent' in answer ? answer : `${answer.status}${message === undefined ? '' : ` ${Object(answer.body).message}`}`
const wanted = ({ method, status = method === 'DELETE' ? 204 : 200, message }: Step) =>
  `${status}${message === undefined ? '' : ` ${message}`}`

/** Tests that scenarios hold for the recorded versions in this span, with the recorded answers. */
export function testScenarios (lifespan: Lifespan): void {
  for (const kibanaVersion of recordedIn(lifespan)) {
    t.test(`scenarios hold for Kibana ${kibanaVersion}, with the recorded answers`, async t => {
      const ran = await runAll(kibanaVersion)
      const path = `fixtures/recorded/${kibanaVersion}.json`
      t.ok(existsSync(path), `${path}: run \`npm run record\``)
      const recording = checkInput(RecordingSchema, JSON.parse(readFileSync(path, 'utf8')), path)
      t.match(recording, { version: kibanaVersion, license: 'trial', security: true })
      // A real Kibana may have been recorded without an external system
      const missing = ran.filter(({ scenario }) => !(isReal(recording) && scenario.needsExternalSystem))
        .map(({ scenario }) => scenario.establishes).filter(fact => !Object.hasOwn(recording.scenarios, fact))
      t.strictSame(missing, [], 'a recording of every scenario: `npm run record`')
      const facts = new Set(ran.map(({ scenario }) => scenario.establishes))
      t.strictSame(Object.keys(recording.scenarios).filter(fact => !facts.has(fact)), [], 'and of no other: `npm run record`')
      for (const { area, scenario, outcomes } of ran) {
        const now = recorded(scenario.steps, outcomes)
        const before = recording.scenarios[scenario.establishes] ?? now
        const wrong = scenario.steps.flatMap((step, index) => {
          const [got, want] = [seen(outcomes[index], step), wanted(step)]
          const differences = compareOutcomes(before[index], now[index], { keyOrder: true })
          if (got === want && differences.length === 0) return []
          return [{ step: index + 1, got, want, differences, ...(got === want && { ifRight: 'npm run record' }) }]
        })
        t.strictSame(wrong, [], `${area}: ${scenario.establishes}`)
      }
    })
  }
}
