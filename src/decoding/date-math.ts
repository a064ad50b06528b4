/** Selects the first or last millisecond of a span of time (a day, a month). */
export type Edge = 'start' | 'end'

type Unit = 'y' | 'M' | 'w' | 'd' | 'h' | 'H' | 'm' | 's' | 'ms'

const DAY = 86_400_000
const WEEK = 7 * DAY
/** Units of fixed length, in milliseconds. */
const FIXED_UNITS: Readonly<Partial<Record<Unit, number>>> = { w: WEEK, d: DAY, h: 3_600_000, H: 3_600_000, m: 60_000, s: 1000, ms: 1 }
/** 1970 began on a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY

function add (time: number, amount: number, unit: Unit): number {
  const fixed = FIXED_UNITS[unit]
  if (fixed !== undefined) return time + amount * fixed
  const date = new Date(time)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + amount * (unit === 'y' ? 12 : 1))
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(day, lastDay))
}

function startOf (time: number, unit: Unit): number {
  const fixed = FIXED_UNITS[unit]
  const offset = unit === 'w' ? FIRST_MONDAY : 0
  if (fixed !== undefined) return Math.floor((time - offset) / fixed) * fixed + offset
  const date = new Date(startOf(time, 'd'))
  return unit === 'y' ? date.setUTCMonth(0, 1) : date.setUTCDate(1)
}

const edgeOf = (start: number, unit: Unit, edge: Edge) => edge === 'start' ? start : add(start, 1, unit) - 1

/** `strict_date_optional_time`: a year, optionally followed by smaller units. */
const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(?:([01]\d|2[0-3])(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/
const EPOCH_MILLIS = /^-?\d+(?:\.\d+)?$/

function parseDate (text: string, edge: Edge): number | undefined {
  const [matched, year, month, day, hour, minute, second, fraction, zone = 'Z'] = DATE.exec(text) ?? []
  if (matched === undefined) return EPOCH_MILLIS.test(text) ? Math.floor(Number(text)) : undefined
  const date = `${year}-${month ?? '01'}-${day ?? '01'}`
  // Date.parse turns the 30th of February into a day in March
  if (!new Date(Date.parse(date)).toJSON()?.startsWith(date)) return undefined
  const time = `${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}.${(fraction ?? '').padEnd(3, '0').slice(0, 3)}`
  const start = Date.parse(`${date}T${time}${zone.replace(/^([+-]\d\d)$/, '$1:00').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`)
  const finest: Unit = fraction ? 'ms' : second ? 's' : minute ? 'm' : hour ? 'h' : day ? 'd' : month ? 'M' : 'y'
  return edgeOf(start, finest, edge)
}

function applyMath (time: number, math: string, edge: Edge): number | undefined {
  const steps = [...math.matchAll(/([+\-/])(\d*)([yMwdhHms])/g)]
  if (steps.map(([step]) => step).join('') !== math) return undefined
  for (const [, operator, digits, letter] of steps) {
    const unit = letter as Unit
    const amount = digits === '' ? 1 : Number(digits)
    if (operator !== '/') time = add(time, operator === '-' ? -amount : amount, unit)
    else if (amount === 1) time = edgeOf(startOf(time, unit), unit, edge)
    else return undefined
  }
  return time
}

/**
 * Parses a point in time as in Elasticsearch's range queries: a date of any precision, milliseconds since the epoch, or date
 * math (`now-1d/d`, `2025-06-01||+1M/M`). `edge` is `end` for an upper bound, which rounds up: a bare date then means
 * its last millisecond. `undefined` for anything else.
 * Source: Elasticsearch's documentation of date math and of the range query; the date formats are those of its `date` type
 */
export function parseDateMath (text: string, now: number, edge: Edge): number | undefined {
  const trimmed = text.trim()
  const [anchor, ...rest] = trimmed.startsWith('now') ? ['now', trimmed.slice(3)] : trimmed.split('||')
  const base = anchor === 'now' ? now : parseDate(anchor!, rest.length > 0 ? 'start' : edge)
  const time = base === undefined ? undefined : applyMath(base, rest.join('||'), edge)
  return time === undefined || Number.isNaN(new Date(time).getTime()) ? undefined : time
}
