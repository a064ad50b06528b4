import { Type, type Static } from '@sinclair/typebox'
import { NullByDefaultSchema, nullableString } from '../../decoding/config-schema.js'
import { asRecord } from '../calls/http.js'

// Source: Kibana's stack_connectors/server/connector_types/resilient/{schema,utils}.ts

const open = { additionalProperties: true }

const common = {
  input_type: Type.String(),
  name: Type.String(),
  read_only: Type.Boolean(),
  required: nullableString,
  text: Type.String(),
}
const ValueSchema = Type.Object({
  value: Type.Union([Type.Number(), Type.String()]),
  label: Type.String(),
  enabled: Type.Boolean(),
  hidden: Type.Boolean(),
  default: Type.Boolean(),
}, open)

/** The definitions of fields, as Kibana read them before 9.2. */
export const FormerFieldsSchema = Type.Array(Type.Object(common, open))

/** The definitions of fields: `prefix` is the part of an incident that a field belongs to, `values` are its options. */
export const FieldsSchema = Type.Array(Type.Object(
  { ...common, prefix: nullableString, values: NullByDefaultSchema(Type.Array(ValueSchema)) }, open,
))
export type Field = Static<typeof FieldsSchema>[number]
/** Values of fields by name. */
export type Values = Readonly<Record<string, unknown>>

export const byName = (fields: readonly Field[]) => new Map(fields.map(field => [field.name, field]))

/** @throws Error if the field has options, and a value is not one of them */
function checkOptions ({ name, values }: Field, given: readonly unknown[]): void {
  if (!values || given.every(value => values.some(option => option.value === value))) return
  const accepted = values.map(({ value, label }) => `${value} (for "${label}")`).join(',')
  throw new Error(`Invalid values provided to ${name}: ${JSON.stringify(given, null, 2)}. Accepted values: ${accepted}`)
}

/**
 * The additional fields of a new incident, each in the part of the incident that it belongs to.
 * @throws Error for a value that is not an option
 */
export function placedFields (fields: readonly Field[], { properties, ...others }: Values): Values {
  const known = byName(fields)
  const placed: Record<string, unknown> = {}
  for (const [name, value] of Object.entries({ ...asRecord(properties), ...others })) {
    const field = known.get(name)
    if (field?.input_type === 'select' || field?.input_type === 'multiselect') checkOptions(field, [value].flat())
    if (field?.prefix) placed[field.prefix] = { ...asRecord(placed[field.prefix]), [name]: value }
    else placed[name] = value
  }
  return placed
}

/**
 * Wraps a value as changes of the field require; a value of the wrong type gives an empty object.
 * @throws Error for a value that is not an option
 */
export function wrapped (field: Field, value: unknown, old?: unknown): object {
  const { input_type: type } = field
  if (type === 'textarea') {
    const { format = 'text' } = asRecord(old)
    const isFormatted = 'format' in asRecord(value) && 'content' in asRecord(value)
    return { textarea: isFormatted ? value : value === undefined || value === null ? null : { format, content: value } }
  }
  if (value === undefined || value === null) return {}
  const given: string = typeof value
  const ofType = (wanted: string, key: string) => given === wanted ? { [key]: value } : {}
  switch (type) {
    case 'multiselect':
      checkOptions(field, [value].flat())
      return { ids: [value].flat() }
    case 'select':
      checkOptions(field, [value])
      return { id: value }
    case 'datetimepicker':
    case 'datepicker': return ofType('number', 'date')
    case 'boolean': return ofType('boolean', 'boolean')
    case 'number': return ofType('number', 'object')
    case 'text': return ofType('string', 'text')
    default: return {}
  }
}
