import { Kind, OptionalKind, type TSchema } from '@sinclair/typebox'
import type { Version } from '../versions/version.js'
import { unknownKeysAreRefusedAtAnyDepth } from './versions.js'

declare module '@sinclair/typebox' {
  interface SchemaOptions {
    /** Prints the io-ts name in versions where it does not follow from the schema, because Kibana builds the codec differently. */
    codec?: (schema: TSchema, version: Version) => string | undefined
  }
}

function object (members: readonly [string, TSchema][], version: Version): string {
  const content = members.map(([key, member]) => `${key}: ${codecName(member, version)}`).join(', ')
  return unknownKeysAreRefusedAtAnyDepth(version) ? `{| ${content} |}` : `{ ${content} }`
}

/** The required and the optional keys are a part each; the part with the first key comes first. */
function objectName ({ properties }: TSchema, version: Version): string {
  const members = Object.entries<TSchema>(properties)
  const isOptional = ([, member]: [string, TSchema]) => OptionalKind in member
  const required = members.filter(member => !isOptional(member))
  const optional = members.filter(isOptional)
  const parts = [
    ...required.length > 0 || optional.length === 0 ? [object(required, version)] : [],
    ...optional.length > 0 ? [`Partial<${object(optional, version)}>`] : [],
  ]
  if (parts.length === 1) return parts[0]!
  return `(${(isOptional(members[0]!) ? parts.reverse() : parts).join(' & ')})`
}

/** Kibana's codecs with limits have names of their own, but only those of strict codecs are printed. */
const limited = (name: string, { fieldName }: TSchema, version: Version) =>
  fieldName !== undefined && unknownKeysAreRefusedAtAnyDepth(version) ? name : undefined

const joined = (members: readonly TSchema[], separator: string, version: Version) =>
  members.length === 1 ? codecName(members[0]!, version) : `(${members.map(member => codecName(member, version)).join(separator)})`

const NAMES: Readonly<Record<string, (schema: TSchema, version: Version) => string>> = {
  String: (schema, version) => limited('LimitedString', schema, version) ?? 'string',
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
  Array: (schema, version) => limited('LimitedArray', schema, version) ?? `Array<${codecName(schema.items, version)}>`,
  Record: ({ patternProperties }, version) => `{ [K in string]: ${codecName(Object.values<TSchema>(patternProperties)[0]!, version)} }`,
  Object: objectName,
  Union: ({ anyOf }, version) => joined(anyOf, ' | ', version),
  Intersect: ({ allOf }, version) => joined(allOf, ' & ', version),
}

/** The name of a schema's codec in io-ts, which 8.0–8.8 print in messages about unknown keys, and all versions if a body is null. */
export function codecName (schema: TSchema, version: Version): string {
  return schema.codec?.(schema, version) ?? NAMES[schema[Kind]]!(schema, version)
}
