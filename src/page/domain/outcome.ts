import type { Request } from '../types.js'

/** The outcome of a request: done, refused by Kibana's rules, failed, or waiting for its answer. */
export type Outcome = 'done' | 'refused' | 'failed' | 'waiting'

export function outcomeOf ({ status, duration }: Pick<Request, 'status' | 'duration'>): Outcome {
  if (status === null) return duration === null ? 'waiting' : 'failed'
  if (status < 400) return 'done'
  return status === 424 || status >= 500 ? 'failed' : 'refused'
}

export const isTrouble = (outcome: Outcome) => outcome === 'refused' || outcome === 'failed'

/** The class that sets the color of an outcome. */
export const colorOf = (outcome: Outcome) => (outcome === 'done' ? 'ok' : outcome === 'waiting' ? '' : outcome)
export const colorOfStatus = (status: number) => colorOf(outcomeOf({ status, duration: 0 }))

/** Whether the test planned the outcome: a fault, or a failure of an external system, applied to the request. */
export const isPlanned = ({ fault, failure }: Request) => Boolean(fault ?? failure)

/** The id of the fault or failure that applied to the request. */
export const plannedBy = ({ fault, failure }: Request) => fault?.id ?? failure?.id
