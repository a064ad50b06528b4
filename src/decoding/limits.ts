import { Type, type TArray, type TInteger, type TSchema, type TString, type TUnion, type TNull, type TUnsafe } from '@sinclair/typebox'
import type { Lifespan } from '../versions/cuts.js'

interface EnumOptions<Value extends string> {
  readonly description?: string
  readonly examples?: readonly Value[]
  readonly default?: NoInfer<Value>
  /** Lifespans of the values that only some versions have. */
  readonly lifespans?: Readonly<Partial<Record<Value, Lifespan>>>
}

/** A string that is one of `values`; any other gets a single clear message. */
export function StringEnumSchema<const Value extends string> (values: readonly Value[], options: EnumOptions<Value> = {}): TUnsafe<Value> {
  return Type.Unsafe<Value>({ type: 'string', enum: [...values], ...options })
}

/** The schema's value, or null. */
export function NullableSchema<Schema extends TSchema> (schema: Schema, options: { description?: string } = {}): TUnion<[Schema, TNull]> {
  return Type.Union([schema, Type.Null()], options)
}

/**
 * A string with a limited trimmed length; `fieldName` is its name in the messages of `decode`.
 * Source: Kibana's cases/common/schema/index.ts
 */
export function LimitedStringSchema (
  fieldName: string, minLength: number, maxLength: number,
  options: { pattern?: string, patternMessage?: string, emptyMessage?: string, description?: string } = {},
): TString {
  return Type.String({ fieldName, minLength, maxLength, ...options })
}

/** An array with a limited length; `fieldName` is its name in the messages of `decode`. */
export function LimitedArraySchema<Schema extends TSchema> (
  fieldName: string, items: Schema, minItems: number, maxItems: number, options: { description?: string } = {},
): TArray<Schema> {
  return Type.Array(items, { fieldName, minItems, maxItems, ...options })
}

/** An integer that JavaScript represents exactly. */
export function SafeIntegerSchema (fieldName: string): TInteger {
  return Type.Integer({ fieldName, minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })
}
