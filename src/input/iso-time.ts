/** Limits of times with a four-digit year. */
export const EARLIEST = Date.parse('0000-01-01T00:00:00.000Z')
export const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

/** True if a time has a four-digit year. */
export const isInRange = (milliseconds: number) => milliseconds >= EARLIEST && milliseconds <= LATEST

const ISO_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/**
 * Parses an ISO 8601 time to milliseconds since the epoch: a date, meaning its start in UTC, or a date with a time of day and a
 * zone. NaN for anything else, even if `Date.parse` accepts it: other notations, impossible days, times whose
 * meaning depends on the local time zone, times outside the years 0 to 9999.
 */
export function parseIsoTime (text: string): number {
  const match = ISO_TIME.exec(text)
  if (!match) return NaN
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  // Date.UTC turns February 30 into March 2
  const isInMonth = day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  const milliseconds = Date.parse(text)
  return isInMonth && isInRange(milliseconds) ? milliseconds : NaN
}
