import { types } from 'node:util'
import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import { parseDuration } from '../input/duration.js'
import { EARLIEST, isInRange, LATEST } from '../input/iso-time.js'
import { parseTime } from './parse-time.js'

/** @throws InvalidInput for a pace below 0 */
export function checkPace (pace: number): void {
  if (!Number.isFinite(pace) || pace < 0) throw new InvalidInput('pace', 'a number of seconds per second of 0 or more', printValue(pace))
}

/** A clock that starts at a time, and does not move if it is frozen. */
interface FixedClock {
  /** The start time, as an ISO string. */
  readonly now: string
  /** Whether the clock stays at that time. */
  readonly frozen?: boolean | undefined
}
/** Any object that returns the time. */
interface ClockSource {
  /**
   * Returns the time.
   * @example
   * const source = { now: () => new Date(2025, 5, 1) }
   */
  now (): Date
}

/** The values of the option `clock`. */
export type ClockOption = string | FixedClock | ClockSource

const isFixed = (option: FixedClock | ClockSource): option is FixedClock => typeof option.now === 'string'

/** @throws InvalidInput for a source whose now() does not return a Date */
function checkSource (source: ClockSource): void {
  const now: unknown = source.now()
  if (!types.isDate(now)) throw new InvalidInput('clock', 'an object whose now() returns a Date', `one that returns ${printValue(now)}`)
}

/** The clock of one instance. It follows its source (by default the system's clock) until it is set, frozen or paced. */
export class Clock {
  readonly #source: () => number
  readonly #start: string | undefined
  readonly #startsFrozen: boolean
  #anchorSource = 0
  #anchorTime = 0
  #pace = 1
  #frozen = false
  #follow: (by: number) => void = () => {}
  /** The last formatted time and its text, cached: many are requested within a millisecond. */
  #written = { milliseconds: NaN, iso: '' }

  constructor (option?: ClockOption) {
    const { now: start, frozen = false } = typeof option === 'object' && isFixed(option) ? option : { now: option }
    if (typeof start === 'object') checkSource(start)
    this.#source = typeof start === 'object' ? () => start.now().getTime() : Date.now
    this.#start = typeof start === 'string' ? start : undefined
    this.#startsFrozen = frozen
    this.reset()
  }

  /**
   * Resets the clock to its start time, or to the current time of its source.
   * @internal
   */
  reset (): void {
    this.#pace = 1
    this.#frozen = this.#startsFrozen
    this.#anchor(parseTime(this.#start ?? this.#source()))
  }

  /**
   * The time as milliseconds since the epoch.
   * @example
   * const start = kibana.clock.milliseconds()
   */
  milliseconds (): number {
    if (this.#frozen) return this.#anchorTime
    const milliseconds = Math.floor(this.#anchorTime + (this.#source() - this.#anchorSource) * this.#pace)
    // Stops at the last possible time
    return Math.min(Math.max(milliseconds, EARLIEST), LATEST)
  }

  /**
   * The time.
   * @example
   * kibana.clock.now().getFullYear()
   */
  now (): Date {
    return new Date(this.milliseconds())
  }

  /**
   * The time in Kibana's format: ISO 8601, UTC, milliseconds.
   * @example
   * assert.equal(found.created_at, kibana.clock.iso())
   */
  iso (): string {
    const milliseconds = this.milliseconds()
    if (milliseconds !== this.#written.milliseconds) this.#written = { milliseconds, iso: new Date(milliseconds).toISOString() }
    return this.#written.iso
  }

  /** True if the clock is stopped. */
  get frozen (): boolean {
    return this.#frozen
  }

  /** Seconds of this clock per second of its source. */
  get pace (): number {
    return this.#pace
  }

  /**
   * Sets the clock to a time, forwards or back.
   * @throws InvalidInput for an invalid time
   * @example
   * kibana.clock.set('2025-06-01T10:00:00.000Z')
   */
  set (time: string | number | Date): void {
    const before = this.milliseconds()
    this.#anchor(parseTime(time))
    this.#follow(this.#anchorTime - before)
  }

  /**
   * Sets the function to call when the clock is set, with the difference in milliseconds.
   * @internal
   */
  onMove (follow: (by: number) => void): void {
    this.#follow = follow
  }

  #anchor (time: number): void {
    this.#anchorTime = time
    this.#anchorSource = this.#source()
  }

  /**
   * Moves the clock by a duration (`'2h'` or milliseconds).
   * @throws InvalidInput for an invalid duration
   * @example
   * kibana.clock.advance('2h')
   */
  advance (duration: number | string): void {
    const time = this.milliseconds() + parseDuration(duration)
    if (!isInRange(time)) throw new InvalidInput('duration', 'a duration that leads to a year from 0 to 9999', printValue(duration))
    this.set(time)
  }

  /**
   * Stops the clock, at `time` if given.
   * @throws InvalidInput for an invalid time
   * @example
   * kibana.clock.freeze()
   */
  freeze (time?: string | number | Date): void {
    this.set(time === undefined ? this.milliseconds() : time)
    this.#frozen = true
  }

  /**
   * Starts a stopped clock again, from its current time.
   * @example
   * kibana.clock.resume()
   */
  resume (): void {
    this.set(this.milliseconds())
    this.#frozen = false
  }

  /**
   * Makes the clock run `pace` times as fast as its source, from its current time.
   * @throws InvalidInput for a pace below 0
   * @example
   * kibana.clock.setPace(60)
   */
  setPace (pace: number): void {
    checkPace(pace)
    this.set(this.milliseconds())
    this.#pace = pace
  }
}
