import type { Static, TObject, TSchema } from '@sinclair/typebox'
import { contentFailure, ElasticsearchError, unknownField } from '../alerts/query/elasticsearch-error.js'
import { placeOf, placeOfKey, tokenOf } from '../alerts/query/place.js'
import { isPlainObject } from '../decoding/plain-object.js'
import { fits } from '../input/check-input.js'

/** @throws ElasticsearchError 400 without a body */
export function requireBody (body: unknown): void {
  if (body === undefined) throw parseFailure('request body is required')
}

/**
 * Reads a body whose members are all optional.
 * @param parser the name of the parser in messages
 * @throws ElasticsearchError 400 for an unknown member, or one of the wrong type
 * Source: Elasticsearch's libs x-content ObjectParser.java
 */
export function readBody<Schema extends TObject> (schema: Schema, body: unknown, parser: string): Static<Schema> {
  requireBody(body)
  if (!isPlainObject(body)) throw contentFailure(`[${parser}] Expected START_OBJECT but was: ${tokenOf(body)}`, { line: 1, col: 1 })
  for (const [key, value] of Object.entries(body)) {
    const member = memberOf(schema, key)
    if (!member) throw unknownField(parser, key, placeOfKey(body, body, key))
    if (!fits(member, value)) {
      throw contentFailure(`[${parser}] ${key} doesn't support values of type: ${tokenOf(value)}`, placeOf(body, body, key))
    }
  }
  // Checked against the schema above
  return body as Static<Schema>
}

/** The schema of a member; `undefined` for an unknown one, such as `toString`. */
export const memberOf = ({ properties }: TObject, key: string): TSchema | undefined =>
  Object.hasOwn(properties, key) ? properties[key] : undefined

/** The error for a request that can't be parsed. */
export const parseFailure = (reason: string) => new ElasticsearchError(400, { type: 'parse_exception', reason })

/** The error for an incomplete request. */
export const invalidRequest = (...problems: readonly string[]) => new ElasticsearchError(400, {
  type: 'action_request_validation_exception', reason: printProblems(problems),
})

/** Prints the problems of a request like Elasticsearch. */
export const printProblems = (problems: readonly string[]): string =>
  `Validation Failed: ${problems.map((problem, index) => `${index + 1}: ${problem};`).join('')}`
