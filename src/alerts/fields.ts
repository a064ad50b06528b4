import { isPlainObject } from '../decoding/plain-object.js'

type Source = Readonly<Record<string, unknown>>

/** Visits every value at a path of a document. Keys may contain dots; lists are searched item by item. */
function visit (value: unknown, path: string, found: (value: unknown) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, path, found)
    return
  }
  if (!isPlainObject(value)) return
  for (const [key, member] of Object.entries(value)) {
    if (key === path) found(member)
    else if (path.startsWith(`${key}.`)) visit(member, path.slice(key.length + 1), found)
  }
}

/** The values of a field, as Elasticsearch indexes them: lists are flattened and nulls left out. */
export function valuesAt (source: Source, path: string): unknown[] {
  const values: unknown[] = []
  visit(source, path, value => { values.push(value) })
  return values.flat(Infinity).filter(value => value !== null && value !== undefined)
}

/** The first string in a field; `undefined` if it has none. */
export const textAt = (source: Source, path: string): string | undefined =>
  valuesAt(source, path).find((value): value is string => typeof value === 'string')

/** Returns a document with a field set: where it already is, else under its dotted key. `undefined` removes the field. */
export function withField (source: Source, path: string, value: unknown): Source {
  const key = Object.keys(source).find(key => path.startsWith(`${key}.`) && holds(source[key], path.slice(key.length + 1)))
  if (key !== undefined) return { ...source, [key]: withField(source[key] as Source, path.slice(key.length + 1), value) }
  const { [path]: _, ...rest } = source
  // An existing key keeps its position
  if (value === undefined) return rest
  return { ...source, [path]: value }
}

/** True if an object has a field, with any value. */
function holds (value: unknown, path: string): boolean {
  return isPlainObject(value) && Object.keys(value).some(key =>
    key === path || (path.startsWith(`${key}.`) && holds(value[key], path.slice(key.length + 1))))
}
