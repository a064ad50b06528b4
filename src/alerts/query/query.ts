import { isPlainObject } from '../../decoding/plain-object.js'
import { ensureKnown, type ClauseParser, type Parsing, type Query } from './clause.js'
import { emptyClause, parsingFailure, unknownName } from './elasticsearch-error.js'
import { FIELD_CLAUSES } from './field-clauses.js'
import { placeOf, placeOfKey } from './place.js'
import { queryString } from './query-string.js'

/** The query that all documents match. */
export const EVERYTHING: Query = { matches: () => true, scores: true }

/** The number of optional clauses that must match. Negative values say how many may be missing; percentages are of all clauses. */
function minimumOf (value: unknown, clauses: number, byDefault: number): number {
  if (value === undefined || value === null) return byDefault
  const text = String(value)
  const number = text.endsWith('%') ? Math.trunc(clauses * parseInt(text, 10) / 100) : Number(text)
  return number < 0 ? clauses + number : number
}

const bool: ClauseParser = (options, parsing) => {
  ensureKnown('bool', options, ['must', 'should', 'filter', 'must_not', 'minimum_should_match', 'adjust_pure_negative'], parsing)
  const listOf = (name: string): Query[] => {
    const value = options[name] ?? []
    if (!Array.isArray(value)) return [parseQuery(options, name, parsing)]
    return value.map((_, index) => parseQuery(value, index, parsing))
  }
  const must = listOf('must')
  const filter = listOf('filter')
  const should = listOf('should')
  const mustNot = listOf('must_not')
  const minimum = minimumOf(options.minimum_should_match, should.length, must.length + filter.length > 0 || should.length === 0 ? 0 : 1)
  const all = [...must, ...filter]
  return {
    scores: [...must, ...should].some(({ scores }) => scores),
    matches: alert => all.every(({ matches }) => matches(alert)) && !mustNot.some(({ matches }) => matches(alert)) &&
      should.filter(({ matches }) => matches(alert)).length >= minimum,
  }
}

/** Supported queries: those that clients of alerts send. */
const CLAUSES: Readonly<Record<string, ClauseParser | undefined>> = {
  ...FIELD_CLAUSES,
  bool,
  query_string: queryString,
  match_all: (options, parsing) => {
    ensureKnown('match_all', options, [], parsing)
    return EVERYTHING
  },
  match_none: () => ({ matches: () => false, scores: true }),
}

/**
 * Parses a query of Elasticsearch's query language.
 * @param holder the object or array that contains it under `key`
 * @throws ElasticsearchError 400 like Elasticsearch, also for an unsupported query
 */
export function parseQuery (holder: object, key: string | number, parsing: Parsing): Query {
  const query: unknown = holder[key as keyof typeof holder]
  // Places are computed only for messages, since each requires a walk through the whole body
  const place = () => placeOf(parsing.body, holder, key)
  if (!isPlainObject(query)) throw parsingFailure('[_na] query malformed, must start with start_object', place())
  const [name, second] = Object.keys(query)
  if (name === undefined) throw emptyClause(place())
  const options = query[name]
  const start = () => placeOf(parsing.body, query, name)
  if (!isPlainObject(options)) throw parsingFailure(`[${name}] query malformed, no start_object after query name`, start())
  const parse = Object.hasOwn(CLAUSES, name) ? CLAUSES[name] : undefined
  if (!parse) throw unknownName('unknown query', name, start())
  const parsed = parse(options, parsing)
  if (second !== undefined) {
    throw parsingFailure(`[${name}] malformed query, expected [END_OBJECT] but found [FIELD_NAME]`, placeOfKey(parsing.body, query, second))
  }
  return parsed
}
