import { OptionalKind, type TSchema } from '@sinclair/typebox'
import type { Cut, Lifespan } from './cuts.js'
import type { Version } from './version.js'

type Former = { readonly until: Cut, readonly schema: TSchema }

declare module '@sinclair/typebox' {
  interface SchemaOptions extends Lifespan {
    /** Earlier forms of the schema, oldest first. */
    formerly?: readonly Former[]
    /** For an enumeration: the lifespans of values that only some versions have. */
    lifespans?: Readonly<Record<string, Lifespan | undefined>>
    /** For a response, or an object in a request: the first keys before a cut, in their order. */
    formerOrder?: { readonly until: Cut, readonly keys: readonly string[] }
  }
}

/** The keywords that this module reads from a schema. */
export const VERSION_KEYWORDS = ['since', 'until', 'formerly', 'lifespans', 'formerOrder'] as const

/**
 * Marks a property of an object, or a member of a union, that only some versions have.
 * @example
 * Type.Object({ title: TitleSchema, assignees: Type.Optional(In({ since: '8.5' }, AssigneesSchema)) })
 */
export const In = <Schema extends TSchema>(lifespan: Lifespan, schema: Schema): Schema => ({ ...schema, ...lifespan })

/**
 * A schema with its form before a cut. If there are several, the oldest comes first; the type is the current one.
 * @example
 * // a limit that 8.10 introduced
 * export const TitleSchema = Formerly([{ until: '8.10', schema: Type.String() }], LimitedStringSchema('title', 1, 160))
 */
export const Formerly = <Schema extends TSchema>(formerly: readonly Former[], schema: Schema): Schema =>
  ({ ...schema, formerly })

/** The schema as of a version, without the parts that this version lacks. Returns the same object if no part depends on the version. */
export function schemaAt<Schema extends TSchema> (schema: Schema, version: Version): Schema
export function schemaAt (schema: TSchema, version: Version): TSchema {
  const former = schema.formerly?.find(({ until }) => !version.reaches(until))
  if (former) return keepAround(schemaAt(former.schema, version), schema)
  const { lifespans } = schema
  if (lifespans) return { ...schema, enum: schema.enum.filter((value: string) => version.has(lifespans[value] ?? {})) }
  if (schema.properties) return objectAt(schema, version)
  for (const keyword of ['anyOf', 'allOf'] as const) {
    const members: readonly TSchema[] | undefined = schema[keyword]
    if (!members) continue
    const kept = members.filter(member => version.has(member)).map(member => schemaAt(member, version))
    return isSame(kept, members) ? schema : { ...schema, [keyword]: kept }
  }
  if (schema.items) {
    const at = schemaAt(schema.items, version)
    return at === schema.items ? schema : { ...schema, items: at }
  }
  if (schema.patternProperties) {
    const [[pattern, values]] = Object.entries<TSchema>(schema.patternProperties) as [[string, TSchema]]
    const at = schemaAt(values, version)
    return at === values ? schema : { ...schema, patternProperties: { [pattern]: at } }
  }
  return schema
}

function objectAt (schema: TSchema, version: Version): TSchema {
  const kept = inOrder(schema, version)
    .filter(([, member]) => version.has(member))
    .map(([key, member]) => [key, schemaAt(member, version)] as const)
  if (isSame(kept.map(([, member]) => member), Object.values(schema.properties))) return schema
  const properties = Object.fromEntries(kept)
  return { ...schema, properties, required: schema.required?.filter((key: string) => key in properties) }
}

function inOrder ({ properties, formerOrder }: TSchema, version: Version): [string, TSchema][] {
  if (!formerOrder || version.reaches(formerOrder.until)) return Object.entries(properties)
  return [...new Set([...formerOrder.keys, ...Object.keys(properties)])].map(key => [key, properties[key]])
}

const isSame = (some: readonly unknown[], others: readonly unknown[]) =>
  some.length === others.length && some.every((one, index) => one === others[index])

/** An earlier form gets the description of `like`, and is optional if `like` is. */
const keepAround = (schema: TSchema, like: TSchema): TSchema => ({
  ...(like.description !== undefined && { description: like.description }),
  ...schema,
  ...(OptionalKind in like && { [OptionalKind]: 'Optional' }),
})
