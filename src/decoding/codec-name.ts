import { Kind, OptionalKind, type TSchema } from '@sinclair/typebox'
import type { Version } from '../versions/version.js'

declare module '@sinclair/typebox' {
  interface SchemaOptions {
    /** Prints the io-ts name where it does not follow from the schema, because Kibana builds the codec differently. */
    codec?: (schema: TSchema, version: Version) => string
  }
}

const object = (members: readonly [string, TSchema][], version: Version) =>
  `{ ${members.map(([key, member]) => `${key}: ${codecName(member, version)}`).join(', ')} }`

function objectName ({ properties }: TSchema, version: Version): string {
  const members = Object.entries<TSchema>(properties)
  const required = members.filter(([, member]) => !(OptionalKind in member))
  const optional = members.filter(([, member]) => OptionalKind in member)
  const parts = [
    ...required.length > 0 || optional.length === 0 ? [object(required, version)] : [],
    ...optional.length > 0 ? [`Partial<${object(optional, version)}>`] : [],
  ]
  return parts.length === 1 ? parts[0]! : `(${parts.join(' & ')})`
}

const joined = (members: readonly TSchema[], separator: string, version: Version) =>
  members.length === 1 ? codecName(members[0]!, version) : `(${members.map(member => codecName(member, version)).join(separator)})`

const NAMES: Readonly<Record<string, (schema: TSchema, version: Version) => string>> = {
  String: () => 'string',
  Boolean: () => 'boolean',
  Number: () => 'number',
  Integer: () => 'number',
  NumberFromText: () => 'NumberFromString',
  Null: () => 'null',
  Unknown: () => 'unknown',
  Literal: ({ const: value }) => JSON.stringify(value),
  Unsafe: ({ enum: values }) => values.length === 1
    ? JSON.stringify(values[0])
    : `(${values.map((value: string) => JSON.stringify(value)).join(' | ')})`,
  Array: ({ items }, version) => `Array<${codecName(items, version)}>`,
  Record: ({ patternProperties }, version) => `{ [K in string]: ${codecName(Object.values<TSchema>(patternProperties)[0]!, version)} }`,
  Object: objectName,
  Union: ({ anyOf }, version) => joined(anyOf, ' | ', version),
  Intersect: ({ allOf }, version) => joined(allOf, ' & ', version),
}

/** The name of a schema's codec in io-ts, which 8.0–8.8 print in their messages about unknown keys. */
export function codecName (schema: TSchema, version: Version): string {
  return schema.codec?.(schema, version) ?? NAMES[schema[Kind]]!(schema, version)
}
