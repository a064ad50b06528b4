import { Type, type TArray, type TInteger, type TSchema, type TString, type TUnion, type TNull, type TUnsafe } from '@sinclair/typebox'

/** A string that is one of `values`; one clear message when it is not. */
export function StringEnumSchema<const Value extends string> (values: readonly Value[]): TUnsafe<Value> {
  return Type.Unsafe<Value>({ type: 'string', enum: [...values] })
}

export function NullableSchema<Schema extends TSchema> (schema: Schema): TUnion<[Schema, TNull]> {
  return Type.Union([schema, Type.Null()])
}

/**
 * A string whose trimmed length is limited; `fieldName` is how the messages of `decode` call it.
 * Source: Kibana's cases/common/schema/index.ts
 */
export function LimitedStringSchema (fieldName: string, minLength: number, maxLength: number, options: { pattern?: string, patternMessage?: string } = {}): TString {
  return Type.String({ fieldName, minLength, maxLength, ...options })
}

export function LimitedArraySchema<Schema extends TSchema> (fieldName: string, items: Schema, minItems: number, maxItems: number): TArray<Schema> {
  return Type.Array(items, { fieldName, minItems, maxItems })
}

/** A number that JavaScript can count with exactly. */
export function SafeIntegerSchema (fieldName: string): TInteger {
  return Type.Integer({ fieldName, minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })
}
