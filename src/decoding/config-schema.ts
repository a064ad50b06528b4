import { Type, type Static, type TNull, type TSchema, type TUnion } from '@sinclair/typebox'
import { badRequest } from '../kibana-error.js'
import { Failure } from './config-schema-failure.js'
import { compile } from './config-schema-kinds.js'
import type { Check } from './config-schema-values.js'

/**
 * Kibana's platform, its connectors and its spaces API check input with config-schema, which has a grammar of its own for what
 * is wrong: the first failing key only, `[path.to.key]: text`, the branches of a union on lines of their own. Written once
 * here, and driven by the TypeBox schemas; `decode.ts` does the same for what the Cases plugin decodes.
 *
 * How a schema is read, where config-schema differs from JSON Schema:
 * - objects refuse unknown keys unless they have `additionalProperties: true`; a missing object is an empty one
 * - `default` stands in for a missing value; a value that is missing without one fails unless it is `Type.Optional`
 * - `check: (value) => text | undefined` (an option on strings, records and objects) is config-schema's `validate`
 * - numbers and booleans may be sent as text, objects, arrays and records as JSON text
 *
 * What comes out is what came in, wherever nothing had to change: whoever keeps it while the caller still has it makes a copy.
 *
 * Source: Kibana's kbn-config-schema/src/{types,errors}
 */
export function configSchema<Schema extends TSchema> (schema: Schema): (input: unknown, namespace?: string) => Static<Schema> {
  const validate = configSchemaValidator(schema)
  return (input, namespace) => {
    const { value, message } = validate(input, namespace)
    if (message !== undefined) throw badRequest(message)
    return value as Static<Schema>
  }
}

// Compiled once in a process: servers that start later start faster
const checks = new WeakMap<TSchema, Check>()

export type Validation<Value> = { readonly value: Value, readonly message?: undefined } | { readonly value?: undefined, readonly message: string }

/** As `configSchema`, for where a failure is not the answer to a request: gives the value, defaults filled in, or the text. */
export function configSchemaValidator<Schema extends TSchema> (schema: Schema): (input: unknown, namespace?: string) => Validation<Static<Schema>> {
  let check = checks.get(schema)
  if (!check) {
    check = compile(schema)
    checks.set(schema, check)
  }
  const compiled = check
  return (input, namespace) => {
    const output = compiled(input)
    return output instanceof Failure ? { message: output.toText(namespace) } : { value: output as Static<Schema> }
  }
}

/** config-schema's `nullable`: the value, or null, which is also what a missing one becomes. */
export function NullByDefaultSchema<Schema extends TSchema> (schema: Schema): TUnion<[Schema, TNull]> {
  return Type.Union([schema, Type.Null()], { default: null })
}
