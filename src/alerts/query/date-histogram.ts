import { addUnits, startOf, type Unit } from '../../decoding/date-math.js'
import type { SavedAlert } from '../alert.js'
import type { Aggregation, Builder, Options } from './aggregation.js'
import type { Parsing } from './clause.js'
import { illegalArgument, invalidOption, searchFailure } from './elasticsearch-error.js'
import { placeOf } from './place.js'
import { add, comparable, fieldValues } from './values.js'

/** A way to divide time into intervals: the start of the one that contains a time, and the start of the next one. */
interface Interval { readonly startOf: (time: number) => number, readonly next: (start: number) => number }

const NAME = 'date_histogram'
const MAX_BUCKETS = 65_536
/** The last millisecond that a date can have. */
const MAX_TIME = 8.64e15

const each = (unit: Unit): Interval => ({ startOf: time => startOf(time, unit), next: start => addUnits(start, 1, unit) })

const QUARTER: Interval = {
  startOf: time => addUnits(startOf(time, 'M'), -(new Date(time).getUTCMonth() % 3), 'M'),
  next: start => addUnits(start, 3, 'M'),
}

const CALENDAR: ReadonlyMap<unknown, Interval> = new Map(([
  ['second', '1s', each('s')], ['minute', '1m', each('m')], ['hour', '1h', each('h')], ['day', '1d', each('d')], ['week', '1w', each('w')],
  ['month', '1M', each('M')], ['quarter', '1q', QUARTER], ['year', '1y', each('y')],
] as const).flatMap(([name, short, interval]) => [[name, interval], [short, interval]]))

/** @throws ElasticsearchError 400 */
function fixedInterval (options: Options, { body }: Parsing): Interval {
  const text = String(options.fixed_interval)
  const [, digits, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? []
  const length = addUnits(0, Number(digits), (unit ?? 'ms') as Unit)
  // Not an interval, or one longer than a date can express
  if (!(length <= MAX_TIME)) {
    throw invalidOption(
      NAME, 'fixed_interval',
      `failed to parse setting [${NAME}.fixedInterval] with value [${text}] as a time value: unit is missing or unrecognized`,
      placeOf(body, options, 'fixed_interval'),
    )
  }
  if (length === 0) throw illegalArgument('Zero or negative time interval not supported')
  return { startOf: time => Math.floor(time / length) * length, next: start => start + length }
}

/** @throws ElasticsearchError 400 */
function intervalOf (options: Options, parsing: Parsing): Interval {
  const { calendar_interval: calendar, fixed_interval: fixed } = options
  const refuse = (option: string, reason: string) => invalidOption(NAME, option, reason, placeOf(parsing.body, options, option))
  if (calendar !== undefined && fixed !== undefined) {
    const [first, second] = Object.keys(options).filter(key => key.endsWith('_interval'))
    throw refuse(second!, `Cannot use [${second}] with [${first}] configuration option.`)
  }
  if (fixed !== undefined) return fixedInterval(options, parsing)
  if (calendar === undefined) throw illegalArgument('Invalid interval specified, must be non-null and non-empty')
  const known = CALENDAR.get(calendar)
  if (!known) throw refuse('calendar_interval', `The supplied interval [${calendar}] could not be parsed as a calendar interval.`)
  return known
}

/** @throws ElasticsearchError 400 for too many buckets */
function startsBetween (first: number, last: number, { next }: Interval): number[] {
  const starts = []
  for (let start = first; start <= last; start = next(start)) {
    if (starts.push(start) > MAX_BUCKETS) {
      throw searchFailure({
        type: 'too_many_buckets_exception',
        reason: `Trying to create too many buckets. Must be less than or equal to: [${MAX_BUCKETS}] but this number of buckets was ` +
          'exceeded. This limit can be set by changing the [search.max_buckets] cluster level setting.',
        max_buckets: MAX_BUCKETS,
      })
    }
  }
  return starts
}

/** Counts documents by the interval that contains one of their dates, in UTC. By default, empty intervals between others are listed. */
export const dateHistogram: Builder = (options, below, parsing): Aggregation => {
  const { field, min_doc_count: minimum = 0 } = options
  const interval = intervalOf(options, parsing)
  return alerts => {
    const groups = new Map<number, SavedAlert[]>()
    for (const alert of alerts) {
      const times = fieldValues(alert, String(field)).map(comparable).filter(time => typeof time === 'number')
      for (const start of new Set(times.map(interval.startOf))) add(groups, start, alert)
    }
    const starts = [...groups.keys()].sort((one, other) => one - other)
    const listed = Number(minimum) === 0 && starts.length > 0 ? startsBetween(starts[0]!, starts.at(-1)!, interval) : starts
    const buckets = listed.map(key => {
      const members = groups.get(key) ?? []
      return { key_as_string: new Date(key).toISOString(), key, doc_count: members.length, ...below(members) }
    })
    return { buckets: buckets.filter(({ doc_count: count }) => count >= Number(minimum)) }
  }
}
