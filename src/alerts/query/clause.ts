import { isPlainObject } from '../../decoding/plain-object.js'
import type { SavedAlert } from '../alert.js'
import { illegalArgument, parsingFailure, unknownField } from './elasticsearch-error.js'
import { placeOf, placeOfKey } from './place.js'

/** A parsed query, which documents can be tested against. */
export interface Query {
  readonly matches: (alert: SavedAlert) => boolean
  /** False if a match has no effect on the score, as in a filter. */
  readonly scores: boolean
}

/** Data that parsers need besides the clause: the body, to report positions in it, and the current time. */
export interface Parsing { readonly body: unknown, readonly now: number }

/** Parses the options of a clause: `{"a": 1}` in `{"term": {"a": 1}}`. */
export type ClauseParser = (options: Readonly<Record<string, unknown>>, parsing: Parsing) => Query

/** Options that every clause accepts; they have no effect here. */
export const isCommonOption = (key: string): boolean => key === 'boost' || key === '_name'

/** The field of a clause, and its options. */
interface FieldClause { readonly field: string, readonly options: Readonly<Record<string, unknown>> }

/**
 * Parses a clause about one field: `{"a": 1}` or `{"a": {"value": 1, "boost": 2}}`.
 * @param known the options of the clause; a bare value is the first of them
 */
export function fieldClause (
  name: string, clause: Readonly<Record<string, unknown>>, known: readonly [string, ...string[]], { body }: Parsing,
): FieldClause {
  const [field, ...others] = Object.keys(clause).filter(key => !isCommonOption(key))
  if (field === undefined) {
    throw illegalArgument(name.startsWith('match') ? `[${name}] requires fieldName` : 'field name is null or empty')
  }
  if (others.length > 0) {
    throw parsingFailure(
      `[${name}] query doesn't support multiple fields, found [${field}] and [${others[0]}]`, placeOf(body, clause, others[0]!),
    )
  }
  const value = clause[field]
  if (Array.isArray(value)) throw parsingFailure(`[${name}] query does not support array of values`, placeOf(body, clause, field))
  if (!isPlainObject(value)) return { field, options: { [known[0]]: value } }
  for (const key of Object.keys(value)) {
    if (!known.includes(key) && !isCommonOption(key)) {
      throw parsingFailure(`[${name}] query does not support [${key}]`, placeOf(body, value, key))
    }
  }
  return { field, options: value }
}

/** Checks the options of a clause that is not about a single field. */
export function ensureKnown (name: string, options: Readonly<Record<string, unknown>>, known: readonly string[], { body }: Parsing): void {
  const unknown = Object.keys(options).find(key => !known.includes(key) && !isCommonOption(key))
  if (unknown !== undefined) throw unknownField(name, unknown, placeOfKey(body, options, unknown))
}
