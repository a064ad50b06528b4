import { Type, type Static, type TNull, type TSchema, type TUnion } from '@sinclair/typebox'
import { badRequest } from '../kibana-error.js'
import type { Version } from '../versions/version.js'
import { Failure } from './config-schema-failure.js'
import { compile } from './config-schema-kinds.js'
import type { Check } from './config-schema-values.js'

/**
 * Builds a decoder that behaves like config-schema, which Kibana's platform, connectors and spaces API use to check input. Its
 * messages report only the first failing key, as `[path.to.key]: text`, with one line per branch of a union. The checks are
 * derived from the TypeBox schemas; `decode.ts` does the same for the input of the Cases plugin.
 *
 * Differences from JSON Schema in how a schema is read:
 * - objects reject unknown keys unless they have `additionalProperties: true`; a missing object counts as an empty one
 * - `default` replaces a missing value; a missing value without a default fails unless it is `Type.Optional`
 * - `onlyWith: { key, value }` (an option on optional members of objects) is config-schema's `conditional`: the member is required
 *   if the other member `key` has that value, and forbidden otherwise
 * - `check: (value) => text | undefined` (an option on strings, records and objects) is config-schema's `validate`
 * - numbers and booleans may be sent as strings; objects, arrays and records as JSON strings
 *
 * Parts that need no change are returned as they are, not copied: copy the result before storing it if the caller keeps
 * the input.
 *
 * Messages are those of `version`; without it, those of the versions up to 9.3.
 *
 * Source: Kibana's kbn-config-schema/src/{types,errors}
 */
export function configSchema<Schema extends TSchema> (
  schema: Schema,
): (input: unknown, namespace?: string, version?: Version) => Static<Schema> {
  const validate = configSchemaValidator(schema)
  return (input, namespace, version) => {
    const { value, message } = validate(input, namespace, version)
    if (message !== undefined) throw badRequest(message)
    return value as Static<Schema>
  }
}

// Compiled once per process, so that later servers start faster
const checks = new WeakMap<TSchema, Check>()

/** The decoded value, or the message of the first failure. */
export type Validation<Value> = { readonly value: Value, readonly message?: undefined } | {
  readonly value?: undefined, readonly message: string,
}

/** Like `configSchema`, but returns the message instead of throwing a `KibanaError`. */
export function configSchemaValidator<Schema extends TSchema> (schema: Schema): (
  input: unknown, namespace?: string, version?: Version,
) => Validation<Static<Schema>> {
  let check = checks.get(schema)
  if (!check) {
    check = compile(schema)
    checks.set(schema, check)
  }
  const compiled = check
  return (input, namespace, version) => {
    const output = compiled(input)
    return output instanceof Failure ? { message: output.toText(namespace, version) } : { value: output as Static<Schema> }
  }
}

/** config-schema's `nullable`: the value or null; a missing value becomes null. */
export function NullByDefaultSchema<Schema extends TSchema> (schema: Schema): TUnion<[Schema, TNull]> {
  return Type.Union([schema, Type.Null()], { default: null })
}

/** A string or null; null if absent. */
export const nullableString = NullByDefaultSchema(Type.String())
