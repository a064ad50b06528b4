import { parseDateMath, type Edge } from '../../decoding/date-math.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import { backingIndexOf } from '../index-names.js'
import { valuesAt } from '../fields.js'
import type { SavedAlert } from '../alert.js'

/** Analyzed fields. All others are compared as a whole: keywords, numbers, booleans and dates. */
const WORDS = /^(message|error\.message)$|\.text$/
/** Fields that are always dates. */
const DATES = new Set([
  '@timestamp', 'event.created', 'event.start', 'event.end', 'event.ingested',
  ...[
    'start', 'end', 'last_detected', 'original_time', 'intended_timestamp', 'workflow_status_updated_at',
    'rule.created_at', 'rule.updated_at', 'rule.execution.timestamp',
  ].map(name => `kibana.alert.${name}`),
])
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T|$)/

export const isWords = (field: string) => WORDS.test(field)
export const isDate = (field: string) => DATES.has(field)

/** The values of a field in a document, including metadata fields. */
export function fieldValues ({ id, attributes: { index, source } }: SavedAlert, field: string): readonly unknown[] {
  if (field === '_id') return [id]
  if (field === '_index') return [backingIndexOf(index)]
  return valuesAt(source, isWords(field) ? field.replace(/\.text$/, '') : field)
}

export const wordsOf = (value: unknown): string[] => String(value).toLowerCase().split(/[^\p{L}\p{N}_]+/u).filter(word => word !== '')

/** True if a value in a document equals a requested one. */
export function isEqual (value: unknown, asked: unknown, now: number, ignoresCase = false): boolean {
  if (typeof value === 'number') return value === Number(asked)
  const text = String(value)
  const wanted = String(asked)
  if (text === wanted || (ignoresCase && text.toLowerCase() === wanted.toLowerCase())) return true
  if (!ISO_DATE.test(text)) return false
  const time = comparable(text)
  const [first, last] = (['start', 'end'] as const).map(edge => parseDateMath(wanted, now, edge))
  return typeof time === 'number' && first !== undefined && last !== undefined && first <= time && time <= last
}

/** Converts a value for sorting: a date becomes its time, a boolean 0 or 1. */
export function comparable (value: unknown): number | string {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  const text = String(value)
  return (ISO_DATE.test(text) ? parseDateMath(text, 0, 'start') : undefined) ?? text
}

/** Converts the bound of a range for comparison with a value; `undefined` if it is not comparable. */
export function boundFor (value: unknown, bound: unknown, now: number, edge: Edge): number | string | undefined {
  const isTime = typeof value === 'string' && ISO_DATE.test(value)
  if (!isTime && typeof value !== 'number') return String(bound)
  const number = isTime ? NaN : Number(bound)
  return Number.isNaN(number) ? parseDateMath(String(bound), now, edge) : number
}

/** Adds an item to the group with that key. */
export function add<Key, Item> (groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}

/** The values in a document by dotted path. */
export function leavesOf (source: Readonly<Record<string, unknown>>): Map<string, unknown[]> {
  const leaves = new Map<string, unknown[]>()
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) value.forEach(item => walk(item, path))
    else if (isPlainObject(value)) for (const [key, member] of Object.entries(value)) walk(member, path === '' ? key : `${path}.${key}`)
    else if (value !== null && value !== undefined) add(leaves, path, value)
  }
  walk(source, '')
  return leaves
}
