const ISO_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/**
 * An ISO 8601 time in milliseconds since the epoch: a date, which stands for its start in UTC, or a date with a time of day and a
 * zone. NaN for all else that `Date.parse` would make something of: other notations, days that no month has, times whose
 * meaning depends on where the machine is.
 */
export function parseIsoTime (text: string): number {
  const match = ISO_TIME.exec(text)
  if (!match) return NaN
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  // The thirtieth of February would be the second of March
  const isInMonth = day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  return isInMonth ? Date.parse(text) : NaN
}
