import { Type, type Static } from '@sinclair/typebox'
import { AnswerSchema, UnsentSchema, type Outcome } from './answer.js'
import { LICENSES, type License } from '../kibana/license.js'
import { proven, TELLING_HEADERS } from './proven.js'
import type { Step } from './scenario.js'

/** The responses of one server to all scenarios: a file in `fixtures/recorded`. */
export const RecordingSchema = Type.Object({
  version: Type.String({ description: 'version of Kibana that answered, or that was imitated' }),
  recordedFrom: Type.String({ description: 'the server that answered: a Kibana, or this package itself' }),
  license: Type.Unsafe<License>({ type: 'string', enum: [...LICENSES] }),
  security: Type.Boolean({ description: 'whether security was on' }),
  scenarios: Type.Record(Type.String(), Type.Array(Type.Union([AnswerSchema, UnsentSchema])), {
    description: 'by fact, the responses to the steps of its scenario; ids, times, hosts and users are replaced by their roles',
  }),
})
export type Recording = Static<typeof RecordingSchema>

/** The part of a scenario's outcomes that a file records. */
export const recorded = (steps: readonly Step[], outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.map((outcome, index) => proven(steps[index]!, index, outcome, TELLING_HEADERS))

/** Prints a recording with one line per response, so that changes are easy to read. */
export function printRecording ({ scenarios, ...about }: Recording): string {
  const answers = (outcomes: readonly Outcome[]) => outcomes.map(outcome => `      ${JSON.stringify(outcome)}`).join(',\n')
  const entries = Object.entries(scenarios).map(([fact, outcomes]) => `    ${JSON.stringify(fact)}: [\n${answers(outcomes)}\n    ]`)
  const head = Object.entries(about).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`).join('')
  return `{\n${head}  "scenarios": {\n${entries.join(',\n')}\n  }\n}\n`
}
