import { keyOf, type Condition, type InlineField, type Rule } from './fields.js'

// Source: Kibana's cases/common/types/domain/template/evaluate_conditions.ts

/** The extended fields of a case, by key. */
export type FieldValues = Readonly<Record<string, string>>

/** Fields by name, with their values. */
export type Form = ReadonlyMap<string, { readonly field: InlineField, readonly value: string | undefined }>

export const formOf = (fields: readonly InlineField[], values: FieldValues): Form =>
  new Map(fields.map(field => [field.name, { field, value: values[keyOf(field)] }]))

export function holds (condition: Condition, form: Form): boolean {
  if (!('rules' in condition)) return ruleHolds(condition, form)
  const { combine, rules } = condition
  return combine === 'any' ? rules.some(rule => ruleHolds(rule, form)) : rules.every(rule => ruleHolds(rule, form))
}

function ruleHolds ({ field: name, operator, value: wanted = '' }: Rule, form: Form): boolean {
  const entry = form.get(name)
  // Rules about unknown fields always hold
  if (!entry) return true
  const { value, field } = entry
  const text = String(wanted)
  if (operator === 'eq') return (value ?? '') === text
  if (operator === 'neq') return (value ?? '') !== text
  const held = itemsOf(field, value) ?? value
  if (operator === 'contains') return held?.includes(text) ?? false
  return (operator === 'empty') === (held === undefined || held.length === 0)
}

/** The items of a value that is a list: selected options, or the ids of users. Undefined for other fields. */
function itemsOf ({ control }: InlineField, value = ''): unknown[] | undefined {
  if (control === 'CHECKBOX_GROUP') return listIn(value) ?? []
  if (control !== 'USER_PICKER') return undefined
  return (listIn(value) ?? []).map(item => typeof item === 'object' && item !== null && 'uid' in item ? item.uid : undefined)
}

/** Parses a list from JSON; undefined for anything else. */
export function listIn (text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
