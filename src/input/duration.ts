import { setTimeout } from 'node:timers/promises'
import { Type, type Static } from '@sinclair/typebox'
import { printValue } from './describe-schema.js'
import { InvalidInput } from './invalid-input.js'

const EXPECTED_DURATION = 'milliseconds, or a text such as "500ms", "90s" or "2h"'

const DURATION = /^(-?\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)$/

/** Milliseconds per unit of a duration such as `'90s'` or `'2h'`. */
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/**
 * Converts a duration to milliseconds: a number, or a number with a unit (`ms s m h d w`), such as `'2h'`.
 * @throws InvalidInput for anything else
 */
export function parseDuration (duration: number | string): number {
  if (typeof duration === 'number' && Number.isFinite(duration)) return duration
  const [, amount, unit] = DURATION.exec(String(duration)) ?? []
  if (amount === undefined || unit === undefined) {
    throw new InvalidInput('duration', EXPECTED_DURATION, printValue(duration))
  }
  return Number(amount) * UNIT_MS[unit]!
}

/** A duration: milliseconds, or a number with its unit. */
export const DurationSchema = Type.Union([
  Type.Number({ minimum: 0 }),
  Type.String({ pattern: '^\\d+(\\.\\d+)?\\s*(ms|s|m|h|d|w)$' }),
], { expected: EXPECTED_DURATION })
export type Duration = Static<typeof DurationSchema>

/** A duration that may be negative, to move a clock back. */
export const SignedDurationSchema = Type.Union([
  Type.Number(),
  Type.String({ pattern: DURATION.source }),
], { expected: EXPECTED_DURATION })

/** Maximum delay of a Node.js timer, nearly 25 days; a longer one would fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

/** A wait in real time: a duration, or a random one between two. */
export const DelaySchema = Type.Union([DurationSchema, Type.Array(DurationSchema, { minItems: 2, maxItems: 2 })], {
  expected: 'a duration such as "2s", or two of them',
  description: 'a wait in real time before anything else happens: a duration, or two for a random one between them',
  examples: ['2s', ['100ms', '1s']],
})
type Delay = Static<typeof DelaySchema>

/** Picks a delay in milliseconds. `fraction` is a random number from 0 to 1. */
export function pickDelay (delay: Delay, fraction: () => number): number {
  if (!Array.isArray(delay)) return toMilliseconds(delay)
  const [shortest, longest] = delay.map(toMilliseconds) as [number, number]
  return shortest + (longest - shortest) * fraction()
}

/** Passes a delay in real time, or less if `signal` aborts. */
export async function passDelay (delay: Delay | undefined, fraction: () => number, signal: AbortSignal): Promise<void> {
  const wait = delay === undefined ? 0 : pickDelay(delay, fraction)
  if (wait > 0) await setTimeout(wait, undefined, { signal }).catch(() => {})
}

export const toMilliseconds = (duration: Duration): number => Math.min(parseDuration(duration), LONGEST_TIMER_MS)
