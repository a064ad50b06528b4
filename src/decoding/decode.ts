import type { Static, TSchema } from '@sinclair/typebox'
import { badRequest } from '../kibana-error.js'
import { byVersion } from '../versions/by-version.js'
import { schemaAt } from '../versions/schema.js'
import type { Version } from '../versions/version.js'
import { compile } from './decode-kinds.js'
import { findExcessKeys } from './excess-keys.js'

/**
 * Builds a decoder that behaves like the Cases plugin, which decodes requests with io-ts and formats failures its own way
 * (`docs/reference/kibana/cases.md` §2.2). It is derived from the TypeBox schema; it returns the decoded input or throws a 400
 * whose message lists all failures.
 *
 * A decoder is made for the version of the request's instance: `schemaAt` says what the schema is in that version.
 *
 * Schema options it reads besides the JSON Schema keywords: `fieldName` (the name used in messages about limits),
 * `patternMessage` (the message if `pattern` fails), `maxPerPage` on an object with a `page` (paging.ts), and at the root
 * `codecName` (the io-ts type name printed without a path) and `nullMeansEmpty` (Kibana's handler copies the body first, so that
 * null becomes an empty object).
 *
 * Source: Kibana's kbn-securitysolution-io-ts-utils (format_errors, exact_check), cases/common/schema/index.ts
 */
export function decoder<Schema extends TSchema> (schema: Schema): (input: unknown, version: Version) => Static<Schema> {
  let decoderAt = decoders.get(schema)
  if (!decoderAt) {
    decoderAt = byVersion(version => createDecoder(schemaAt(schema, version)))
    decoders.set(schema, decoderAt)
  }
  const found = decoderAt
  return (input, version) => found(version)(input) as Static<Schema>
}

// Compiled once per process and version, when first used, so that later servers start faster
const decoders = new WeakMap<TSchema, (version: Version) => (input: unknown) => unknown>()

function createDecoder (schema: TSchema) {
  const validate = compile(schema, { path: '', root: String(schema.codecName ?? '') })
  return (input: unknown): unknown => {
    const errors: string[] = []
    const output = validate(input === null && schema.nullMeansEmpty ? {} : input, errors)
    if (errors.length > 0) throw badRequest([...new Set(errors)].join(','))
    const excess = findExcessKeys(input, output)
    if (excess.length > 0) throw badRequest(`invalid keys "${excess.join(',')}"`)
    return output
  }
}
