import { decodeText, type Outcome } from './answer.js'
import type { ExternalSystem } from './external-system.js'
import type { Received, Send } from '../kibana-client/exchange.js'
import type { Json } from '../kibana-client/json.js'
import { requestOf, type Client } from './request.js'
import { Names, type Surroundings } from './names.js'
import { MissingValue } from './references.js'
import { labelOf, type Step } from './scenario.js'

/** A server to run scenarios on. */
export interface Runner extends Client {
  readonly send: Send
  readonly surroundings: Surroundings
  /** The external system behind the scenarios' connectors, if the server can reach one. */
  readonly system?: ExternalSystem | undefined
}

/** The values that all steps can refer to. */
const knownFrom = ({ space, password, system }: Runner) => new Map<string, unknown>([
  ['space', space], ['password', password], ...(system ? [['system', system.url]] as const : []),
])

/** The response to a step: that of the server, or the list of requests that the external system received. */
async function ask (step: Step, known: ReadonlyMap<string, unknown>, runner: Runner): Promise<Received> {
  if (step.received) return { status: 200, headers: {}, text: JSON.stringify(runner.system?.received) }
  return await runner.send(requestOf(step, known, runner))
}

/** Runs the steps of a scenario in order, until one can't be sent. */
export async function runScenario (steps: readonly Step[], runner: Runner): Promise<Outcome[]> {
  const names = new Names(runner.surroundings)
  const known = knownFrom(runner)
  const outcomes: Outcome[] = []
  for (const [index, step] of steps.entries()) {
    try {
      const received = await ask(step, known, runner)
      const body = decodeText(received.text)
      if (step.as !== undefined) known.set(step.as, body)
      outcomes.push(answerOf(received, body, names, labelOf(step, index)))
    } catch (error) {
      if (!(error instanceof MissingValue)) throw error
      return [...outcomes, { unsent: error.message }]
    }
  }
  return outcomes
}

function answerOf ({ status, headers }: Received, body: Json | undefined, names: Names, label: string): Outcome {
  const texts = Object.entries(headers).map(([name, value]) => [name, names.text([value].flat().join(', '), label)])
  return { status, headers: Object.fromEntries(texts), ...(body !== undefined && { body: names.apply(body, label) }) }
}
