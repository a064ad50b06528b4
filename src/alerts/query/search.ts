import { negativeWindow, windowTooLarge } from '../../decoding/errors.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import type { KibanaContext } from '../../kibana/context.js'
import type { SavedAlert } from '../alert.js'
import { backingIndexOf } from '../index-names.js'
import { parseAggregations } from './aggregations.js'
import type { Parsing, Query } from './clause.js'
import { ElasticsearchError, illegalArgument, parsingFailure, searchFailure } from './elasticsearch-error.js'
import type { Target } from './indices.js'
import { placeOf, tokenOf } from './place.js'
import { EVERYTHING, parseQuery } from './query.js'
import type { SearchAnswer } from './search-schema.js'
import { parseSort } from './sort.js'
import { requestedFields, sourceFilter } from './source-filter.js'

type Body = Readonly<Record<string, unknown>>

const MAX_WINDOW = 10_000
const DEFAULT_SIZE = 10
/** Accepted keys in the body of a search. Some have no effect here: no document has runtime fields. */
const KEYS: readonly string[] = [
  'query', 'from', 'size', 'sort', 'search_after', '_source', 'fields', 'track_total_hits', 'aggs', 'aggregations', 'runtime_mappings',
  'timeout', 'version', 'seq_no_primary_term',
]

const OBJECTS: readonly string[] = ['query', 'aggs', 'aggregations', 'runtime_mappings']
const SCALARS: readonly string[] = ['from', 'size', 'track_total_hits', 'timeout', 'version', 'seq_no_primary_term']

/**
 * Checks the keys in the body of a search, and the kinds of their values.
 * @throws ElasticsearchError 400 for an unsupported key, like Elasticsearch for an unknown one
 */
export function ensureKeys (body: Body): void {
  for (const [key, value] of Object.entries(body)) {
    const fits = OBJECTS.includes(key) ? isPlainObject(value) : !SCALARS.includes(key) || typeof value !== 'object'
    if (!fits || !KEYS.includes(key)) throw parsingFailure(`Unknown key for a ${tokenOf(value)} in [${key}].`, placeOf(body, body, key))
  }
}

/** @throws ElasticsearchError 400 for a value that is not a number */
function toInteger (value: unknown): number {
  const number = Math.trunc(Number(value))
  if (!Number.isNaN(number)) return number
  throw new ElasticsearchError(400, { type: 'number_format_exception', reason: `For input string: "${String(value)}"` })
}

function windowOf ({ from = 0, size = DEFAULT_SIZE }: Body): { from: number, size: number } {
  const window = { from: toInteger(from), size: toInteger(size) }
  const negative = negativeWindow(window.from, window.size)
  if (negative !== undefined) throw illegalArgument(negative)
  if (window.from + window.size <= MAX_WINDOW) return window
  throw searchFailure({ type: 'illegal_argument_exception', reason: windowTooLarge(window.from + window.size) })
}

function totalOf (count: number, asked: unknown = MAX_WINDOW): SearchAnswer['hits']['total'] {
  if (asked === false || asked === 'false') return undefined
  const limit = asked === true || asked === 'true' ? Infinity : toInteger(asked)
  return count > limit ? { value: limit, relation: 'gte' } : { value: count, relation: 'eq' }
}

const parsingOf = ({ clock }: KibanaContext, body: Body): Parsing => ({ body, now: clock.milliseconds() })

/**
 * Parses the `query` of a body; without one, all documents match.
 * @throws ElasticsearchError 400
 */
export function readQuery (kibana: KibanaContext, body: Body): Query {
  return body.query === undefined ? EVERYTHING : parseQuery(body, 'query', parsingOf(kibana, body))
}

/** The counts of shards for these indices. */
export const shardsOf = ({ length }: readonly string[]) => ({ total: length, successful: length, skipped: 0, failed: 0 })

/**
 * Searches alert documents like Elasticsearch's `_search`. Matching documents have the score 1, or 0 if only a filter
 * selects them; nothing here depends on scores.
 * @throws ElasticsearchError 400 for a body that Elasticsearch rejects, or that uses unsupported features
 */
export function searchAlerts (kibana: KibanaContext, target: Target, body: Body): SearchAnswer {
  const { indices, alerts } = target
  ensureKeys(body)
  const { from, size } = windowOf(body)
  const query = readQuery(kibana, body)
  const aggregations = body.aggs ?? body.aggregations
  const aggregate = parseAggregations(aggregations, parsingOf(kibana, body), target)
  const order = body.sort === undefined ? undefined : parseSort(body.sort, target)
  const matching = alerts.filter(query.matches)
  const score = order ? null : Number(query.scores)
  const sorted = matching.map(alert => ({ alert, sort: order?.valuesOf(alert) }))
  if (order) sorted.sort((one, other) => order.compare(one.sort ?? [], other.sort ?? []))
  const { search_after: after } = body
  const following = order && Array.isArray(after) ? sorted.filter(({ sort = [] }) => order.compare(sort, after) > 0) : sorted
  const select = sourceFilter(body._source)
  const hits = following.slice(from, from + size).map(({ alert, sort }) => toHit(alert, { score, sort, select, fields: body.fields }))
  const total = totalOf(matching.length, body.track_total_hits)
  return {
    took: 1,
    timed_out: false,
    _shards: shardsOf(indices),
    hits: { ...(total && { total }), max_score: hits.length === 0 ? null : score, hits },
    ...(aggregations !== undefined && { aggregations: { ...aggregate(matching) } }),
  }
}

interface HitParts {
  readonly score: number | null
  readonly sort: (string | number | null)[] | undefined
  readonly select: ReturnType<typeof sourceFilter>
  readonly fields: unknown
}

function toHit (
  { id, attributes: { index, source } }: SavedAlert, { score, sort, select, fields }: HitParts,
): SearchAnswer['hits']['hits'][number] {
  const selected = select(source)
  const named = Array.isArray(fields) ? requestedFields(source, fields) : undefined
  return {
    _index: backingIndexOf(index),
    _id: id,
    _score: score,
    ...(selected !== undefined && { _source: selected }),
    ...(named && { fields: named }),
    ...(sort && { sort }),
  }
}
