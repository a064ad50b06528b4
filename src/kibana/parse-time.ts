import { types } from 'node:util'
import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import { isInRange, parseIsoTime } from '../input/iso-time.js'

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
