import { listIn } from './conditions.js'
import { labelOf, optionsOf, type InlineField } from './fields.js'

// Source: Kibana's cases/common/types/domain/template/validate_extended_fields.ts

type Validation = NonNullable<InlineField['validation']>

/** Returns the errors in a value, each as the end of a sentence that starts with its field. */
type Check = (value: string, validation: Validation, options: readonly string[]) => (string | false)[]

const length: Check = (value, { min_length: min = 0, max_length: max = Infinity }) => [
  value.length < min && `must be at least ${min} characters`,
  value.length > max && `must be at most ${max} characters`,
]

const range: Check = (value, { min = -Infinity, max = Infinity }) => {
  const number = Number(value)
  if (!Number.isFinite(number)) return ['must be a number']
  return [number < min && `must be >= ${min}`, number > max && `must be <= ${max}`]
}

const oneOption: Check = (value, _validation, options) => [!options.includes(value) && `must be one of: ${options.join(', ')}`]

const someOptions: Check = (value, _validation, options) => {
  const invalid = (listIn(value) ?? []).filter(item => !options.includes(String(item)))
  return [invalid.length > 0 && `contains invalid options: ${invalid.join(', ')}`]
}

const CHECKS: Readonly<Partial<Record<InlineField['control'], Check>>> = {
  INPUT_TEXT: length,
  TEXTAREA: length,
  INPUT_NUMBER: range,
  SELECT_BASIC: oneOption,
  RADIO_GROUP: oneOption,
  CHECKBOX_GROUP: someOptions,
  TOGGLE: value => [value !== 'true' && value !== 'false' && 'must be either true or false'],
}

/** Errors for a value that is not empty. */
export function valueErrors (field: InlineField, value: string): string[] {
  const { control, validation = {} } = field
  const subject = `Field "${labelOf(field)}"`
  const ends = CHECKS[control]?.(value, validation, optionsOf(field) ?? []) ?? []
  return [...patternErrors(subject, value, validation), ...ends.flatMap(end => end === false ? [] : `${subject} ${end}`)]
}

function patternErrors (subject: string, value: string, { pattern }: Validation): string[] {
  if (!pattern || matches(pattern.regex, value)) return []
  return [pattern.message ?? `${subject} does not match pattern ${pattern.regex}`]
}

/** An invalid regular expression matches everything. */
function matches (regex: string, value: string): boolean {
  try {
    return new RegExp(regex).test(value)
  } catch {
    return true
  }
}
