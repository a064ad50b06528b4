import { Type, type Static } from '@sinclair/typebox'
import { DurationSchema, toMilliseconds } from '../../input/duration.js'
import { checkInput } from '../../input/check-input.js'

export const WaitOptionsSchema = Type.Object({
  times: Type.Optional(Type.Integer({ minimum: 1, description: 'the number of requests to wait for; 1 if absent' })),
  /** How long to wait in real time, whatever the server's clock does; 5 seconds unless said. */
  timeout: Type.Optional(DurationSchema),
}, { additionalProperties: false })
export type WaitOptions = Static<typeof WaitOptionsSchema>

/** Wait options with their defaults, the time-out in milliseconds. */
export function checkWaitOptions (options: WaitOptions): { times: number, timeout: number } {
  const { times = 1, timeout = '5s' } = checkInput(WaitOptionsSchema, options, 'options')
  return { times, timeout: toMilliseconds(timeout) }
}
