import { types } from 'node:util'
import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import { parseIsoTime } from '../input/iso-time.js'

/** Limits of times with a four-digit year. */
export const EARLIEST = Date.parse('0000-01-01T00:00:00.000Z')
export const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

/** True if a time has a four-digit year. */
export const isInRange = (milliseconds: number) => milliseconds >= EARLIEST && milliseconds <= LATEST

/**
 * Converts a time to whole milliseconds since the epoch.
 * @throws InvalidInput if it is not a date in a year from 0 to 9999
 */
export function parseTime (time: string | number | Date): number {
  const milliseconds = typeof time === 'string' ? parseIsoTime(time) : typeof time === 'number' || types.isDate(time) ? Number(time) : NaN
  if (!isInRange(milliseconds)) {
    throw new InvalidInput('time', 'an ISO 8601 time in a year from 0 to 9999', printValue(time))
  }
  return Math.floor(milliseconds)
}
