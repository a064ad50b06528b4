import type { Static, TSchema } from '@sinclair/typebox'
import { badRequest } from '../kibana-error.js'
import { byVersion } from '../versions/by-version.js'
import { schemaAt } from '../versions/schema.js'
import type { Version } from '../versions/version.js'
import { codecName } from './codec-name.js'
import { compile } from './decode-kinds.js'
import { findExcessKeys } from './excess-keys.js'
import { excessRefusals } from './excess-properties.js'
import { isPlainObject } from './plain-object.js'
import { unknownKeysAreRefusedAtAnyDepth } from './versions.js'

/**
 * Builds a decoder that behaves like the Cases plugin, which decodes requests with io-ts and formats failures its own way
 * (`docs/reference/kibana/cases.md` §2.2). It is derived from the TypeBox schema; it returns the decoded input or throws a 400
 * whose message lists all failures.
 *
 * A decoder is compiled for the version of the request's instance, with the schema that `schemaAt` returns for it.
 *
 * Besides the keywords of JSON Schema, it reads these schema options: `fieldName` (the name used in messages about limits),
 * `patternMessage` (the message if `pattern` fails), `maxPerPage` on an object with a `page` (paging.ts), and at the root
 * `codecName` (the io-ts type name printed without a path), `nullMeansEmpty` (Kibana's handler copies the body first, so that
 * null becomes an empty object) and `filledWith` (keys that the handler adds if they are missing).
 * A union with `isUntagged` reports the errors of all members, even where a literal tells them apart.
 *
 * Source: Kibana's kbn-securitysolution-io-ts-utils (format_errors, exact_check), cases/common/schema/index.ts
 */
export function decoder<Schema extends TSchema> (schema: Schema): (input: unknown, version: Version) => Static<Schema> {
  let decoderAt = decoders.get(schema)
  if (!decoderAt) {
    decoderAt = byVersion(version => createDecoder(schemaAt(schema, version), version))
    decoders.set(schema, decoderAt)
  }
  const found = decoderAt
  return (input, version) => found(version)(input) as Static<Schema>
}

// Compiled once per process and version, when first used, so that later servers start faster
const decoders = new WeakMap<TSchema, (version: Version) => (input: unknown) => unknown>()

function createDecoder (schema: TSchema, version: Version) {
  const isStrict = unknownKeysAreRefusedAtAnyDepth(version)
  const root = isStrict && schema.codecName ? schema.codecName : codecName(schema, version)
  const validate = compile(schema, { path: '', root })
  const { before, after } = isStrict ? { before: undefined, after: refuseExcessKeys } : excessRefusals(schema, version)
  return (sent: unknown): unknown => {
    const input = filled(schema, sent)
    before?.(input)
    const errors: string[] = []
    const output = validate(input, errors)
    if (errors.length > 0) throw badRequest([...new Set(errors)].join(','))
    after?.(input, output)
    return output
  }
}

/** The input as completed by Kibana's handler before decoding. */
function filled ({ nullMeansEmpty, filledWith }: TSchema, sent: unknown): unknown {
  const input = sent === null && nullMeansEmpty ? {} : sent
  return filledWith && isPlainObject(input) ? { ...filledWith, ...input } : input
}

function refuseExcessKeys (input: unknown, output: unknown): void {
  const excess = findExcessKeys(input, output)
  if (excess.length > 0) throw badRequest(`invalid keys "${excess.join(',')}"`)
}
