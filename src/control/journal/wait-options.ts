import { Type, type Static } from '@sinclair/typebox'
import { DurationSchema, toMilliseconds } from '../../input/duration.js'
import { checkInput } from '../../input/check-input.js'

/** Duration of the wait. */
export const WaitTimeSchema = Type.Object({
  timeout: Type.Optional({ ...DurationSchema, description: 'the longest wait in real time; 30 seconds if absent', examples: ['10s'] }),
}, { additionalProperties: false })
export type WaitTime = Static<typeof WaitTimeSchema>

/** Duration of the wait, and number of requests to wait for. */
export const WaitOptionsSchema = Type.Object({
  times: Type.Optional(Type.Integer({ minimum: 1, description: 'the number of requests to wait for; 1 if absent', examples: [2] })),
  timeout: Type.Optional({
    ...DurationSchema,
    description: "the longest wait in real time, independent of the server's clock; 5 seconds if absent",
    examples: ['10s'],
  }),
}, { additionalProperties: false })
export type WaitOptions = Static<typeof WaitOptionsSchema>

/** Completes wait options with their defaults; the time-out is in milliseconds. */
export function checkWaitOptions (options: WaitOptions): { times: number, timeout: number } {
  const { times = 1, timeout = '5s' } = checkInput(WaitOptionsSchema, options, 'options')
  return { times, timeout: toMilliseconds(timeout) }
}
