import { Type, type Static } from '@sinclair/typebox'
import { parseDuration } from '../kibana/clock.js'

/** A length of time: milliseconds, or a number with its unit. */
export const DurationSchema = Type.Union([
  Type.Number({ minimum: 0 }),
  Type.String({ pattern: '^\\d+(\\.\\d+)?\\s*(ms|s|m|h|d|w)$' }),
], { expected: 'milliseconds, or a text such as "500ms", "90s" or "2h"' })
export type Duration = Static<typeof DurationSchema>

/** The longest that a timer of Node.js can be, nearly 25 days; a longer one would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export const toMilliseconds = (duration: Duration): number => Math.min(parseDuration(duration), LONGEST_TIMER_MS)
