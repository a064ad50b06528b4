import type { Version } from '../versions/version.js'
import { formOf, holds, type FieldValues, type Form } from './conditions.js'
import { valueErrors } from './field-values.js'
import { defaultOf, isDisplayOnly, keyOf, labelOf, type InlineField } from './fields.js'
import { availableKeysAreListed } from './versions.js'

// Source: Kibana's cases/common/types/domain/template/validate_extended_fields.ts, docs/reference/kibana/versions.md §13.4

const MAX_BYTES = 32_766

/** The defaults of fields, by key; an empty string for fields without one. */
export const defaultsOf = (fields: readonly InlineField[]): Record<string, string> =>
  Object.fromEntries(fields.filter(field => !isDisplayOnly(field)).map(field => [keyOf(field), defaultOf(field) ?? '']))

const isEmpty = ({ control }: InlineField, value: string | undefined): value is '' | undefined =>
  value === undefined || value === '' || (value === '[]' && (control === 'CHECKBOX_GROUP' || control === 'USER_PICKER'))

const isShown = ({ display }: InlineField, form: Form) => display?.show_when === undefined || holds(display.show_when, form)

const isRequired = ({ validation }: InlineField, form: Form) =>
  validation?.required === true || (validation?.required_when !== undefined && holds(validation.required_when, form))

const missing = (field: InlineField) => `Field "${labelOf(field)}" is required`

/** Errors for required fields that are shown and empty. */
export function requiredErrors (values: FieldValues, all: readonly InlineField[]): string[] {
  const fields = all.filter(field => !isDisplayOnly(field))
  const form = formOf(fields, values)
  return fields.filter(field => isEmpty(field, values[keyOf(field)]) && isShown(field, form) && isRequired(field, form)).map(missing)
}

/** Errors for empty fields that must be filled before a case is closed. */
export function closingErrors (values: FieldValues, fields: readonly InlineField[]): string[] {
  const form = formOf(fields, values)
  return fields.filter(field => !isDisplayOnly(field) && field.validation?.required_on_close === true &&
    isEmpty(field, values[keyOf(field)]) && isShown(field, form)).map(missing)
}

/** Options for checking extended fields. */
interface FieldCheck {
  readonly version: Version
  /** True if fields that were not sent keep their values; those fields are not checked. */
  readonly partial: boolean
  /** Additional fields for the list of available keys. */
  readonly others?: readonly InlineField[]
}

/** Errors for extended fields: unknown keys, then values that are too long, then the fields in order. */
export function fieldErrors (values: FieldValues, all: readonly InlineField[], { version, partial, others = [] }: FieldCheck): string[] {
  const fields = all.filter(field => !isDisplayOnly(field))
  const form = formOf(fields, values)
  const known = new Set(fields.map(keyOf))
  const available = [...fields, ...others.filter(field => !isDisplayOnly(field))]
  return [
    ...Object.keys(values).filter(key => !known.has(key)).map(key => unknownKey(key, available, version)),
    ...Object.entries(values).filter(([, value]) => Buffer.byteLength(value) > MAX_BYTES)
      .map(([key]) => `Extended field "${key}" exceeds the maximum size of ${MAX_BYTES} bytes`),
    ...fields.flatMap(field => {
      const value = values[keyOf(field)]
      if (!isShown(field, form) || (partial && value === undefined)) return []
      if (!isEmpty(field, value)) return valueErrors(field, value)
      return isRequired(field, form) ? [missing(field)] : []
    }),
  ]
}

function unknownKey (key: string, available: readonly InlineField[], version: Version): string {
  const problem = `Unknown extended field key: "${key}"`
  if (!availableKeysAreListed(version)) return problem
  if (available.length === 0) return `${problem}. No fields are available for this case`
  return `${problem}. Available keys: ${available.map(field => `"${keyOf(field)}" (${labelOf(field)})`).join(', ')}`
}
