import { Type, type Static } from '@sinclair/typebox'
import { parseDuration } from '../clock.js'

/** A length of time: milliseconds, or a number with its unit. */
export const DurationSchema = Type.Union([
  Type.Number({ minimum: 0 }),
  Type.String({ pattern: '^\\d+(\\.\\d+)?\\s*(ms|s|m|h|d|w)$' }),
], { expected: 'milliseconds, or a text such as "500ms", "90s" or "2h"' })
export type Duration = Static<typeof DurationSchema>

export const toMilliseconds: (duration: Duration) => number = parseDuration
