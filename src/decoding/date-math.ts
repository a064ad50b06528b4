/** Thrown for a text that Elasticsearch can't parse as a date. The message is Elasticsearch's reason. */
class DateMathError extends Error {
  override readonly name = 'DateMathError'
}

/** Selects the first or last millisecond of a span of time (a day, a month). */
export type Edge = 'start' | 'end'

/** The units of date math. */
const UNITS = ['y', 'M', 'w', 'd', 'h', 'H', 'm', 's'] as const
export type Unit = typeof UNITS[number] | 'ms'

const DAY = 86_400_000
const WEEK = 7 * DAY
/** Units of fixed length, in milliseconds. */
const FIXED_UNITS: Readonly<Partial<Record<Unit, number>>> = { w: WEEK, d: DAY, h: 3_600_000, H: 3_600_000, m: 60_000, s: 1000, ms: 1 }
/** 1970 began on a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY

/** Adds units to a time. If the resulting month lacks the day, its last day is used. */
export function addUnits (time: number, amount: number, unit: Unit): number {
  const fixed = FIXED_UNITS[unit]
  if (fixed !== undefined) return time + amount * fixed
  const date = new Date(time)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + amount * (unit === 'y' ? 12 : 1))
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(day, lastDay))
}

/** The start of the unit that contains a time, in UTC. */
export function startOf (time: number, unit: Unit): number {
  const fixed = FIXED_UNITS[unit]
  const offset = unit === 'w' ? FIRST_MONDAY : 0
  if (fixed !== undefined) return Math.floor((time - offset) / fixed) * fixed + offset
  const date = new Date(startOf(time, 'd'))
  return unit === 'y' ? date.setUTCMonth(0, 1) : date.setUTCDate(1)
}

const edgeOf = (start: number, unit: Unit, edge: Edge) => edge === 'start' ? start : addUnits(start, 1, unit) - 1

/** `strict_date_optional_time`: a year, optionally followed by smaller units. */
const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(?:([01]\d|2[0-3])(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/
const EPOCH_MILLIS = /^-?\d+(?:\.\d+)?$/

const FORMAT = 'strict_date_optional_time||epoch_millis'

function parseDate (text: string, edge: Edge): number {
  if (text === '') throw new DateMathError('cannot parse empty datetime')
  const time = readDate(text, edge)
  if (!isTime(time)) throw notADate(text)
  return time
}

const isTime = (time: number) => !Number.isNaN(new Date(time).getTime())

function notADate (text: string): DateMathError {
  const reason = `failed to parse date field [${text}] with format [${FORMAT}]`
  return new DateMathError(`${reason}: [${reason}]`)
}

/** Parses a date in either format; NaN for any other text. */
function readDate (text: string, edge: Edge): number {
  const [matched, year, month, day, hour, minute, second, fraction, zone = 'Z'] = DATE.exec(text) ?? []
  if (matched === undefined) return EPOCH_MILLIS.test(text) ? Math.floor(Number(text)) : NaN
  const date = `${year}-${month ?? '01'}-${day ?? '01'}`
  // Date.parse turns the 30th of February into a day in March
  if (!new Date(Date.parse(date)).toJSON()?.startsWith(date)) return NaN
  const time = `${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}.${(fraction ?? '').padEnd(3, '0').slice(0, 3)}`
  const start = Date.parse(`${date}T${time}${zone.replace(/^([+-]\d\d)$/, '$1:00').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`)
  const finest: Unit = fraction ? 'ms' : second ? 's' : minute ? 'm' : hour ? 'h' : day ? 'd' : month ? 'M' : 'y'
  return edgeOf(start, finest, edge)
}

const STEP = /([+\-/])(?:(\d*)(.))?|./gsu

function applyMath (start: number, math: string, edge: Edge): number {
  let time = start
  for (const [, operator, digits = '', letter] of math.matchAll(STEP)) {
    if (operator === undefined) throw new DateMathError(`operator not supported for date math [${math}]`)
    if (letter === undefined || /\d/.test(letter)) throw new DateMathError(`truncated date math [${math}]`)
    const amount = digits === '' ? 1 : Number(digits)
    if (operator === '/' && amount !== 1) throw new DateMathError(`rounding \`/\` can only be used on single unit types [${math}]`)
    const unit = UNITS.find(unit => unit === letter)
    if (unit === undefined) throw new DateMathError(`unit [${letter}] not supported for date math [${math}]`)
    time = operator === '/' ? edgeOf(startOf(time, unit), unit, edge) : addUnits(time, operator === '-' ? -amount : amount, unit)
  }
  return time
}

/**
 * Evaluates a point in time as in Elasticsearch's range queries: a date of any precision, milliseconds since the epoch, or date
 * math (`now-1d/d`, `2025-06-01||+1M/M`). `edge` is `end` for an upper bound, which rounds up: a bare date then means
 * its last millisecond.
 * @throws DateMathError for anything else
 * Source: Elasticsearch's documentation of date math and of the range query, JavaDateMathParser for the texts; the date formats are
 * those of its `date` type
 */
export function evaluateDateMath (text: string, now: number, edge: Edge): number {
  const trimmed = text.trim()
  const split = trimmed.indexOf('||')
  const [start, math] = trimmed.startsWith('now')
    ? [now, trimmed.slice('now'.length)]
    : split < 0 ? [parseDate(trimmed, edge), ''] : [parseDate(trimmed.slice(0, split), 'start'), trimmed.slice(split + 2)]
  const time = applyMath(start, math, edge)
  if (!isTime(time)) throw notADate(trimmed)
  return time
}

/** Like `evaluateDateMath`, but returns `undefined` for anything that is not a date. */
export function parseDateMath (text: string, now: number, edge: Edge): number | undefined {
  try {
    return evaluateDateMath(text, now, edge)
  } catch {
    return undefined
  }
}
