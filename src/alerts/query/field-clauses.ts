import { leavesOf, boundFor, comparable, fieldValues, isDate, isEqual, isWords, wordsOf } from './values.js'
import { ensureKnown, fieldClause, isCommonOption, type ClauseParser, type Parsing, type Query } from './clause.js'
import { illegalArgument, invalidDate, parsingFailure } from './elasticsearch-error.js'
import { placeOf } from './place.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import { evaluateDateMath, type Edge } from '../../decoding/date-math.js'
import { patternOf } from '../../decoding/wildcard.js'

/** A query for documents in which at least one value of a field fits. */
const anyValue = (field: string, fits: (value: unknown) => boolean): Query =>
  ({ scores: true, matches: alert => fieldValues(alert, field).some(fits) })

const required = (value: unknown, text: string): unknown => {
  if (value === undefined || value === null) throw illegalArgument(text)
  return value
}

const term: ClauseParser = (clause, parsing) => {
  const { field, options } = fieldClause('term', clause, ['value', 'case_insensitive'], parsing)
  const value = required(options.value, 'value cannot be null')
  // An analyzed field consists of words; a term matches one of them
  if (isWords(field)) return anyValue(field, words => wordsOf(words).includes(String(value)))
  return anyValue(field, held => isEqual(held, value, parsing.now, options.case_insensitive === true))
}

const terms: ClauseParser = (clause, parsing) => {
  const field = Object.keys(clause).find(key => !isCommonOption(key))
  if (field === undefined) throw illegalArgument('field name cannot be null.')
  const asked = clause[field]
  if (!Array.isArray(asked)) throw parsingFailure(`[terms] query does not support [${field}]`, placeOf(parsing.body, clause, field))
  const queries = asked.map(value => term({ [field]: { value } }, parsing))
  return { scores: true, matches: alert => queries.some(({ matches }) => matches(alert)) }
}

/** A query for words in an analyzed field, or for the whole value of any other field. */
export function matchValue (
  field: string, asked: unknown, fits: (held: readonly string[], asked: readonly string[]) => boolean, now: number,
): Query {
  if (!isWords(field)) return anyValue(field, held => isEqual(held, asked, now))
  const words = wordsOf(asked)
  return anyValue(field, held => words.length > 0 && fits(wordsOf(held), words))
}

export const holdsSome = (held: readonly string[], asked: readonly string[]) => asked.some(word => held.includes(word))
const holdsAll = (held: readonly string[], asked: readonly string[]) => asked.every(word => held.includes(word))
export const holdsPhrase = (held: readonly string[], asked: readonly string[]) =>
  held.some((_, start) => asked.every((word, index) => held[start + index] === word))

const match: ClauseParser = (clause, parsing) => {
  const { field, options: { query, operator = 'or' } } = fieldClause('match', clause, ['query', 'operator', 'lenient'], parsing)
  const fits = String(operator).toLowerCase() === 'and' ? holdsAll : holdsSome
  return matchValue(field, required(query, 'unknown value for match: null'), fits, parsing.now)
}

const matchPhrase: ClauseParser = (clause, parsing) => {
  const { field, options: { query } } = fieldClause('match_phrase', clause, ['query'], parsing)
  return matchValue(field, required(query, 'No text specified for text query'), holdsPhrase, parsing.now)
}

/** A query for documents that have a field, or a field below it. */
export function fieldExists (field: string): Query {
  const matches = patternOf(field)
  return {
    scores: true,
    matches: alert => fieldValues(alert, field).length > 0 ||
      [...leavesOf(alert.attributes.source).keys()].some(path => path.startsWith(`${field}.`) || matches.test(path)),
  }
}

const exists: ClauseParser = (options, parsing) => {
  ensureKnown('exists', options, ['field'], parsing)
  return fieldExists(String(required(options.field, 'Required [field]')))
}

const ids: ClauseParser = (options, parsing) => {
  ensureKnown('ids', options, ['values'], parsing)
  const values = [required(options.values, 'Required [values]')].flat().map(String)
  return { scores: true, matches: ({ id }) => values.includes(id) }
}

/** The bounds of a range. With `gt` and `lte`, a bare date means its last moment. */
const BOUNDS = [
  ['gt', 'end', (order: number) => order > 0],
  ['gte', 'start', (order: number) => order >= 0],
  ['lt', 'start', (order: number) => order < 0],
  ['lte', 'end', (order: number) => order <= 0],
] as const

/** @throws ElasticsearchError */
function ensureDate (text: string, now: number, edge: Edge): void {
  try {
    evaluateDateMath(text, now, edge)
  } catch (error) {
    throw invalidDate((error as Error).message)
  }
}

/** A query for values between bounds. */
export function between (field: string, options: Readonly<Record<string, unknown>>, { now }: Parsing): Query {
  const bounds = BOUNDS.filter(([name]) => (options[name] ?? null) !== null)
  for (const [name, edge] of bounds) {
    if (isDate(field)) ensureDate(String(options[name]), now, edge)
  }
  return anyValue(field, value => bounds.every(([name, edge, fits]) => {
    const held = comparable(value)
    const bound = boundFor(value, options[name], now, edge)
    return bound !== undefined && fits(compare(held, bound))
  }))
}

const compare = (one: number | string, other: number | string) => one < other ? -1 : one > other ? 1 : 0

const range: ClauseParser = (clause, parsing) => {
  const { field, options } = fieldClause('range', clause, ['gte', 'gt', 'lte', 'lt', 'format'], parsing)
  // Other clauses take a bare value
  if (!isPlainObject(clause[field])) throw parsingFailure(`[range] query does not support [${field}]`, placeOf(parsing.body, clause, field))
  return between(field, options, parsing)
}

const wildcard: ClauseParser = (clause, parsing) => {
  const { field, options } = fieldClause('wildcard', clause, ['value', 'wildcard', 'case_insensitive'], parsing)
  const value = String(required(options.value ?? options.wildcard, 'value cannot be null'))
  return valueLike(field, value, options.case_insensitive === true)
}

/** A query for values that match a pattern; in an analyzed field, for words that do. */
export function valueLike (field: string, pattern: string, ignoresCase = false): Query {
  const expression = patternOf(pattern, { ignoresCase: ignoresCase || isWords(field), questionMarks: true })
  return anyValue(field, held => isWords(field) ? wordsOf(held).some(word => expression.test(word)) : expression.test(String(held)))
}

const prefix: ClauseParser = (clause, parsing) => {
  const { field, options } = fieldClause('prefix', clause, ['value', 'case_insensitive'], parsing)
  const wanted = String(required(options.value, 'value cannot be null'))
  const fold = (text: string) => options.case_insensitive === true ? text.toLowerCase() : text
  return anyValue(field, held => fold(String(held)).startsWith(fold(wanted)))
}

/** Clauses about the values of a field, by name. */
export const FIELD_CLAUSES = { term, terms, match, match_phrase: matchPhrase, exists, ids, range, wildcard, prefix } as const
