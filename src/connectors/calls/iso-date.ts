/** The last date formatted, cached: many responses in a row carry the same one. */
let last: { readonly date: string | number, readonly iso: string } = { date: NaN, iso: '' }

/**
 * Formats a date of an external system, given as a string or in milliseconds, the way Kibana does.
 * @throws RangeError for an invalid date
 */
export function isoDate (date: string | number): string {
  if (date !== last.date) last = { date, iso: new Date(date).toISOString() }
  return last.iso
}
