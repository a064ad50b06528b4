import { isPlainObject } from '../../decoding/plain-object.js'
import type { SavedAlert } from '../alert.js'
import type { Aggregation, Builder, Options } from './aggregation.js'
import type { Parsing } from './clause.js'
import { dateHistogram } from './date-histogram.js'
import { illegalArgument, parsingFailure, unknownField, unknownName } from './elasticsearch-error.js'
import type { Target } from './indices.js'
import { refuseId } from './mapped-fields.js'
import { placeOf, placeOfKey, tokenOf } from './place.js'
import { add, comparable, fieldValues } from './values.js'

const DEFAULT_BUCKETS = 10

/** The key of a bucket. Booleans and dates become numbers, with their text in `key_as_string`. */
function bucketKey (value: unknown): { key: unknown, key_as_string?: string } {
  const key = comparable(value)
  return typeof value === typeof key ? { key } : { key, key_as_string: String(value) }
}

const terms: Builder = ({ field, size = DEFAULT_BUCKETS, order = { _count: 'desc' } }, below) => alerts => {
  const groups = new Map<unknown, SavedAlert[]>()
  for (const alert of alerts) {
    for (const value of new Set(fieldValues(alert, String(field)))) add(groups, value, alert)
  }
  const [[by, direction] = ['_count', 'desc']] = [order].flat().flatMap(entry => Object.entries(Object(entry)))
  const buckets = [...groups]
    .map(([value, members]) => ({ ...bucketKey(value), doc_count: members.length, ...below(members) }))
    .sort((one, other) => {
      const byKey = comparable(one.key) < comparable(other.key) ? -1 : 1
      const first = by === '_key' ? byKey : one.doc_count - other.doc_count
      return (direction === 'desc' ? -first : first) || byKey
    })
  const rest = buckets.slice(Number(size)).reduce((sum, { doc_count: count }) => sum + count, 0)
  return { doc_count_error_upper_bound: 0, sum_other_doc_count: rest, buckets: buckets.slice(0, Number(size)) }
}

const cardinality: Builder = ({ field }) => alerts =>
  ({ value: new Set(alerts.flatMap(alert => fieldValues(alert, String(field)))).size })

/** Supported aggregations: those that clients of alerts send, with their options. */
const BUILDERS: Readonly<Record<string, { readonly build: Builder, readonly known: readonly string[] } | undefined>> = {
  terms: { build: terms, known: ['field', 'size', 'order'] },
  date_histogram: { build: dateHistogram, known: ['field', 'calendar_interval', 'fixed_interval', 'min_doc_count'] },
  cardinality: { build: cardinality, known: ['field', 'precision_threshold'] },
}
const BELOW = ['aggs', 'aggregations']

/**
 * Parses the aggregations of a search.
 * @throws ElasticsearchError 400 for an unsupported one, like Elasticsearch for an unknown one
 */
export function parseAggregations (asked: unknown, parsing: Parsing, target: Target): Aggregation {
  const named = isPlainObject(asked) ? asked : {}
  const parsed = Object.keys(named).map(name => [name, parseAggregation(named, name, parsing, target)] as const)
  return alerts => Object.fromEntries(parsed.map(([name, aggregate]) => [name, aggregate(alerts)]))
}

/** Returns the object that defines a part of an aggregation. */
function definition (holder: Options, key: string, name: string, { body }: Parsing): Options {
  const value = holder[key]
  if (isPlainObject(value)) return value
  throw parsingFailure(`Expected [START_OBJECT] under [${key}], but got a [${tokenOf(value)}] in [${name}]`, placeOf(body, holder, key))
}

function parseAggregation (named: Options, name: string, parsing: Parsing, target: Target): Aggregation {
  const aggregation = definition(named, name, name, parsing)
  const type = Object.keys(aggregation).find(key => !BELOW.includes(key))
  if (type === undefined) throw parsingFailure(`Missing definition for aggregation [${name}]`, placeOf(parsing.body, named, name))
  const builder = Object.hasOwn(BUILDERS, type) ? BUILDERS[type] : undefined
  if (!builder) throw unknownName('Unknown aggregation type', type, placeOf(parsing.body, aggregation, type))
  const options = definition(aggregation, type, name, parsing)
  const unknown = Object.keys(options).find(key => !builder.known.includes(key))
  if (unknown !== undefined) throw unknownField(type, unknown, placeOfKey(parsing.body, options, unknown))
  if (options.field === undefined) throw illegalArgument('Required one of fields [field, script], but none were specified. ')
  refuseId(String(options.field), target)
  const below = BELOW.map(key => aggregation[key]).find(value => value !== undefined)
  return builder.build(options, parseAggregations(below, parsing, target), parsing)
}
