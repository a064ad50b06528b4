// Active time: real time without idle periods and clock changes.
import { turnBetween } from '../../domain/clock-turns.js'
import type { Request } from '../../types.js'

/** A folded stretch after the request at this index. */
export interface Fold {
  readonly index: number
  /** Its place, in active time. */
  readonly place: number
  /** The distance the clock was turned, in milliseconds; 0 if it was not. */
  readonly turn: number
  /** The duration without events, in milliseconds. */
  readonly quiet: number
}

export interface Axis {
  readonly requests: readonly Request[]
  /** The position of each request, in active milliseconds since the first. */
  readonly places: readonly number[]
  readonly folds: readonly Fold[]
  readonly length: number
}

const LONG_MS = 60_000
const NOTICED_MS = 1000
const TIMES_MEDIAN = 8
/** The active time kept for a fold, so that requests on both sides stay apart. */
export const FOLD_MS = 20

function median (values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/**
 * Lays requests out in active time.
 * @param requests the oldest first
 * @param isTrue whether the server's clock runs at the pace of real time: only then does a jump mean that it was turned
 */
export function axisOf (requests: readonly Request[], isTrue: boolean): Axis {
  const times = requests.map(({ receivedAt }) => Date.parse(receivedAt))
  const gaps = times.slice(1).map((time, index) => time - times[index]!)
  const usual = median(gaps)
  const places: number[] = []
  const folds: Fold[] = []
  let place = 0
  for (const [index] of requests.entries()) {
    const gap = index === 0 ? 0 : gaps[index - 1]!
    const turn = index === 0 || !isTrue ? 0 : turnBetween(requests[index - 1]!, requests[index]!)
    const isQuiet = gap > LONG_MS || (gap > NOTICED_MS && gap > TIMES_MEDIAN * usual)
    if (turn !== 0 || isQuiet) {
      folds.push({ index: index - 1, place: place + FOLD_MS / 2, turn, quiet: gap })
      place += FOLD_MS
    } else place += gap
    places.push(place)
  }
  return { requests, places, folds, length: place }
}

/** The index of the last request at or before a place; -1 before the first. */
export function lastAt ({ places }: Axis, place: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! <= place) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The two clocks at a place: the server's, and the real time since the first request, in milliseconds. */
export function clocksAt (axis: Axis, place: number): { server: number; elapsed: number } {
  const { requests, places } = axis
  const index = Math.max(0, lastAt(axis, place))
  const before = requests[index]!
  const after = requests[index + 1]
  const past = place - places[index]!
  const elapsed = Date.parse(before.receivedAt) - Date.parse(requests[0]!.receivedAt) + past
  const isFolded = axis.folds.some(fold => fold.index === index)
  const step = after && !isFolded ? places[index + 1]! - places[index]! : 0
  const pace = step > 0 ? (Date.parse(after!.at) - Date.parse(before.at)) / step : 1
  return { server: Date.parse(before.at) + past * pace, elapsed }
}
