/** The last time that was written, and how: a system's answers to many calls tell the same one. */
let last: { readonly date: string | number, readonly iso: string } = { date: NaN, iso: '' }

/**
 * A time of an external system, as text or in milliseconds, as Kibana writes it.
 * @throws RangeError for what is no time
 */
export function isoDate (date: string | number): string {
  if (date !== last.date) last = { date, iso: new Date(date).toISOString() }
  return last.iso
}
