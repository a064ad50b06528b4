import { Type, type TObject, type TSchema, type TUnsafe } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import { ExternalServiceSchema } from '../documents/case.js'
import { UserSchema, type User } from '../documents/user.js'
import { TimeSchema } from '../input/time.js'
import { OWNERS } from '../security/features.js'

// The schemas of a state are those of the store with more optional keys and the same descriptions. Their types are
// written by hand: TypeScript can't infer the type of a schema built in a loop.

const PersonSchema = Type.Partial(UserSchema)
type Person = Partial<User>

// With any other owner, the cases would be invisible
export const OwnerSchema = StringEnumSchema(OWNERS)

/** Checks times and owners; all keys of a user are optional. */
const STAMPS: Readonly<Record<string, TSchema>> = {
  created_at: TimeSchema,
  updated_at: NullableSchema(TimeSchema),
  closed_at: NullableSchema(TimeSchema),
  in_progress_at: NullableSchema(TimeSchema),
  pushed_at: NullableSchema(TimeSchema),
  created: TimeSchema,
  createdAt: TimeSchema,
  updatedAt: TimeSchema,
  created_by: PersonSchema,
  updated_by: NullableSchema(PersonSchema),
  closed_by: NullableSchema(PersonSchema),
  pushed_by: NullableSchema(PersonSchema),
  external_service: NullableSchema(Type.Object({
    ...ExternalServiceSchema.properties, pushed_at: { ...TimeSchema, description: 'the time of the push' },
  })),
  deletedAt: NullableSchema(TimeSchema),
  lastUsedAt: TimeSchema,
  owner: OwnerSchema,
}

export const idSchema = (description: string) => Type.String({ minLength: 1, description })
export const place = {
  id: Type.Optional(idSchema('the id; generated if absent')),
  version: Type.Optional(Type.String({
    pattern: '^[A-Za-z0-9+/]+={0,2}$',
    expected: 'a version as Kibana writes them, such as "WzIzLDFd"',
    description: 'the version; the next one if absent',
    examples: ['WzIzLDFd'],
  })),
  space: Type.Optional(Type.String({ minLength: 1, default: 'default', description: 'the id of its space' })),
}
type Place = { [Key in keyof typeof place]?: string }

/** Any attributes of a document, with an optional id (default: generated), version (default: the next) and space. */
export type Draft<Attributes> = Place & {
  -readonly [Key in keyof Attributes]?: Attributes[Key] extends User
    ? Person
    : Attributes[Key] extends User | null ? Person | null : Attributes[Key]
}
export type Needing<Entry, Key extends keyof Entry> = Entry & Required<Pick<Entry, Key>>

export function draftProperties ({ properties }: TObject, required: readonly string[] = []): Record<string, TSchema> {
  const drafted = Object.entries(properties).map(([key, schema]) => {
    const stamp = STAMPS[key]
    const checked = stamp ? { ...stamp, description: schema.description! } : schema
    return [key, required.includes(key) ? checked : Type.Optional(checked)]
  })
  return { ...place, ...Object.fromEntries(drafted) }
}

export function entrySchema<Entry> (properties: Record<string, TSchema>): TUnsafe<Entry> {
  return Type.Object(properties, { additionalProperties: false }) as TSchema as TUnsafe<Entry>
}
