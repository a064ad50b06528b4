import { isPlainObject } from '../../decoding/plain-object.js'
import type { SavedAlert } from '../alert.js'
import { parsingFailure, unknownField } from './elasticsearch-error.js'
import { placeOf, placeOfKey } from './place.js'

/** A query that documents can be held against. */
export interface Query {
  readonly matches: (alert: SavedAlert) => boolean
  /** False if matching says nothing about how well a document fits, as in a filter. */
  readonly scores: boolean
}

/** Data that parsers need beside the clause: the body, for the places in messages, and the time that `now` is. */
export interface Parsing { readonly body: unknown, readonly now: number }

/** Reads a clause under its name: `term` of `{"term": {"a": 1}}`. */
export type ClauseParser = (options: Readonly<Record<string, unknown>>, parsing: Parsing) => Query

/** The field that a clause is about, and its options; a bare value is the option of the name given. */
export interface FieldClause { readonly field: string, readonly options: Readonly<Record<string, unknown>> }

/**
 * Reads a clause on one field: `{"a": 1}` or `{"a": {"value": 1, "boost": 2}}`.
 * @param known the options of the clause; the first is that of a bare value
 */
export function fieldClause (
  name: string, clause: Readonly<Record<string, unknown>>, known: readonly [string, ...string[]], { body }: Parsing,
): FieldClause {
  const [field, ...others] = Object.keys(clause).filter(key => key !== '_name' && key !== 'boost') as [string, ...string[]]
  if (others.length > 0) {
    throw parsingFailure(`[${name}] query doesn't support multiple fields, found [${field}] and [${others[0]}]`, placeOf(body, clause, others[0]!))
  }
  const value = clause[field]
  if (Array.isArray(value)) throw parsingFailure(`[${name}] query does not support array of values`, placeOf(body, clause, field))
  if (!isPlainObject(value)) return { field, options: { [known[0]]: value } }
  for (const key of Object.keys(value)) {
    if (!known.includes(key) && key !== 'boost' && key !== '_name') {
      throw parsingFailure(`[${name}] query does not support [${key}]`, placeOf(body, value, key))
    }
  }
  return { field, options: value }
}

/** Checks the options of a clause that is not about one field. */
export function ensureKnown (name: string, options: Readonly<Record<string, unknown>>, known: readonly string[], { body }: Parsing): void {
  const unknown = Object.keys(options).find(key => !known.includes(key) && key !== 'boost' && key !== '_name')
  if (unknown !== undefined) throw unknownField(name, unknown, placeOfKey(body, options, unknown))
}
