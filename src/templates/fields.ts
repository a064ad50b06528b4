import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { StringEnumSchema } from '../decoding/limits.js'

// Source: Kibana's cases/common/types/domain/template/fields.ts

const RuleSchema = Type.Object({
  field: Type.String(),
  operator: StringEnumSchema(['eq', 'neq', 'contains', 'empty', 'not_empty']),
  value: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
})
export type Rule = Static<typeof RuleSchema>

const ConditionSchema = Type.Union([
  RuleSchema,
  Type.Object({ combine: StringEnumSchema(['all', 'any'], { default: 'all' }), rules: Type.Array(RuleSchema, { minItems: 1 }) }),
])
export type Condition = Static<typeof ConditionSchema>

const ValidationSchema = Type.Object({
  required: Type.Optional(Type.Boolean()),
  required_when: Type.Optional(ConditionSchema),
  required_on_close: Type.Optional(Type.Boolean()),
  pattern: Type.Optional(Type.Object({ regex: Type.String(), message: Type.Optional(Type.String()) })),
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  min_length: Type.Optional(Type.Number()),
  max_length: Type.Optional(Type.Number()),
})

const KEYWORD = Type.Literal('keyword')
const NUMBER = StringEnumSchema([
  'long', 'integer', 'short', 'byte', 'double', 'float', 'half_float', 'scaled_float', 'unsigned_long',
])

/** Metadata keeps unknown keys. */
const metadata = <Known extends Record<string, TSchema>>(known: Known) => Type.Object(known, { additionalProperties: true })
const anyDefault = { default: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Array(Type.String())])) }
const optionsSchema = (minItems: number, maxItems: number) => Type.Array(Type.String(), {
  minItems, maxItems, check: (options: readonly string[]) => new Set(options).size < options.length ? 'Options must be unique.' : undefined,
})

function field<Name extends string, FieldType extends TSchema, Metadata extends TSchema> (control: Name, type: FieldType, known: Metadata) {
  return Type.Object({
    name: Type.String(),
    label: Type.Optional(Type.String()),
    type,
    display: Type.Optional(Type.Object({ show_when: Type.Optional(ConditionSchema) })),
    validation: Type.Optional(ValidationSchema),
    metadata: known,
    control: Type.Literal(control),
  })
}

const UsersSchema = Type.Array(Type.Object({ uid: Type.String(), name: Type.String() }))

/** Fields that are defined where they are used. */
const INLINE_FIELDS = [
  field('INPUT_TEXT', KEYWORD, Type.Optional(metadata(anyDefault))),
  field('INPUT_NUMBER', NUMBER, Type.Optional(metadata({ default: Type.Optional(Type.Number()) }))),
  field('SELECT_BASIC', KEYWORD, metadata({ options: Type.Array(Type.String()), default: Type.Optional(Type.String()) })),
  field('TEXTAREA', KEYWORD, Type.Optional(metadata({ default: Type.Optional(Type.String()) }))),
  field('DATE_PICKER', Type.Literal('date'), Type.Optional(metadata({ default: Type.Optional(Type.String()) }))),
  field('TOGGLE', Type.Literal('boolean'), Type.Optional(metadata({ default: Type.Optional(Type.Boolean()) }))),
  field('USER_PICKER', KEYWORD, Type.Optional(metadata({ multiple: Type.Optional(Type.Boolean()), default: Type.Optional(UsersSchema) }))),
  field('CHECKBOX_GROUP', KEYWORD, metadata({ options: optionsSchema(0, 30), default: Type.Optional(Type.Array(Type.String())) })),
  field('RADIO_GROUP', KEYWORD, metadata({ options: optionsSchema(2, 20), default: Type.Optional(Type.String()) })),
  field('MARKDOWN', { ...KEYWORD, default: 'keyword' }, metadata({ content: Type.String() })),
] as const

const RefFieldSchema = Type.Object({
  name: Type.Optional(Type.String()),
  $ref: Type.String({ minLength: 1 }),
  metadata: Type.Optional(Type.Object({
    default: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String()), UsersSchema, Type.Null()])),
  })),
})
/** A reference to a field of the library, with another name or default. */
export type RefField = Static<typeof RefFieldSchema>

export const InlineFieldSchema = Type.Union([...INLINE_FIELDS])
export type InlineField = Static<typeof InlineFieldSchema>

export const FieldSchema = Type.Union([...INLINE_FIELDS, RefFieldSchema])
export type Field = Static<typeof FieldSchema>

export const isRef = (field: Field): field is RefField => !('control' in field)

/** True if a field only displays text and has no value. */
export const isDisplayOnly = ({ control }: InlineField) => control === 'MARKDOWN'

/** The key of a field in the `extended_fields` of a case. */
export const keyOf = ({ name, type }: InlineField) => `${name}_as_${type}`

export const labelOf = ({ name, label }: InlineField) => label ?? name

/** The options of a selection field; undefined for other fields. */
export const optionsOf = ({ metadata }: InlineField): readonly string[] | undefined =>
  metadata && 'options' in metadata ? metadata.options as string[] : undefined

/** The default of a field, as the string that cases store; undefined without one. */
export function defaultOf ({ metadata }: InlineField): string | undefined {
  const value: unknown = metadata && 'default' in metadata ? metadata.default : undefined
  if (value === undefined || value === null) return undefined
  return Array.isArray(value) ? JSON.stringify(value) : String(value)
}
