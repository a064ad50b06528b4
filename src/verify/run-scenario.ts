import type { Outcome } from './answer.js'
import type { Received, Send } from '../kibana-client/exchange.js'
import { requestOf, type Client } from './request.js'
import { Names, type Json, type Surroundings } from './names.js'
import { MissingValue } from './references.js'
import { labelOf, type Scenario } from './scenario.js'

/** A server to run scenarios on. */
export interface Runner extends Client {
  readonly send: Send
  readonly surroundings: Surroundings
}

/** Parses the text of an answer, which may be no JSON. Undefined for an empty one. */
export function decodeText (text: string): Json | undefined {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Runs the steps of a scenario one after the other, up to the first that can't be sent. */
export async function runScenario ({ steps }: Scenario, runner: Runner): Promise<Outcome[]> {
  const names = new Names(runner.surroundings)
  const known = new Map<string, unknown>([['space', runner.space], ['password', runner.password]])
  const outcomes: Outcome[] = []
  for (const [index, step] of steps.entries()) {
    try {
      const received = await runner.send(requestOf(step, known, runner))
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
