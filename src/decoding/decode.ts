import type { Static, TSchema } from '@sinclair/typebox'
import { badRequest } from '../kibana-error.js'
import { compile } from './decode-kinds.js'
import { findExcessKeys } from './excess-keys.js'

/**
 * Kibana's Cases decode requests with io-ts and print what fails in a grammar of their own (`kibana/cases.md` §2.2). Here
 * that grammar is written once and driven by the TypeBox schemas: `decoder(schema)` is a function that gives back the
 * decoded input or throws the 400 whose message lists everything that is wrong.
 *
 * Of a schema it reads, besides the JSON Schema keywords: `fieldName` (the name in the texts about limits), `patternMessage`
 * (the text when `pattern` fails), `maxPerPage` of an object with a `page` (paging.ts), and at the root `codecName` (the io-ts
 * type name printed when there is no path) and `nullMeansEmpty` (Kibana's handler copies the body into a new object first).
 *
 * Source: Kibana's kbn-securitysolution-io-ts-utils (format_errors, exact_check), cases/common/schema/index.ts
 */
export function decoder<Schema extends TSchema> (schema: Schema): (input: unknown) => Static<Schema> {
  let decode = decoders.get(schema)
  if (!decode) {
    decode = createDecoder(schema)
    decoders.set(schema, decode)
  }
  return decode as (input: unknown) => Static<Schema>
}

// Compiled once in a process: servers that start later start faster
const decoders = new WeakMap<TSchema, (input: unknown) => unknown>()

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
