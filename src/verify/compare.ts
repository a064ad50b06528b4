import { isJsonObject, type Json, type JsonObject } from '../kibana-client/json.js'

export type DifferenceKind =
  'status' | 'value' | 'type' | 'missing key' | 'unknown key' | 'order' | 'length' | 'key order' | 'header' | 'unsent'

/** One difference between two responses. */
export interface Difference {
  readonly kind: DifferenceKind
  /** Path in the response: `cases.0.title`; empty for the response as a whole. */
  readonly path: string
  /** Kibana's value; absent if it has none. */
  readonly kibana?: Json
  /** Our value. */
  readonly here?: Json
}

const typeOf = (value: Json) => value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
const under = (path: string, key: string | number) => path === '' ? `${key}` : `${path}.${key}`
const sorted = (values: readonly Json[]) => values.map(value => JSON.stringify(value)).sort()
const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((text, index) => text === other[index])

/** Options of a comparison. */
export interface Compared {
  /** Whether the order of keys matters. */
  readonly keyOrder?: boolean
}

/** Lists the differences between two responses. */
export function compare (kibana: Json, here: Json, options: Compared = {}, path = ''): Difference[] {
  if (typeOf(kibana) !== typeOf(here)) return [{ kind: 'type', path, kibana, here }]
  if (Array.isArray(kibana) && Array.isArray(here)) return compareArrays(kibana, here, options, path)
  if (isJsonObject(kibana) && isJsonObject(here)) return compareObjects(kibana, here, options, path)
  return kibana === here ? [] : [{ kind: 'value', path, kibana, here }]
}

function compareArrays (kibana: Json[], here: Json[], options: Compared, path: string): Difference[] {
  if (kibana.length !== here.length) return [{ kind: 'length', path, kibana, here }]
  const differences = kibana.flatMap((item, index) => compare(item, here[index]!, options, under(path, index)))
  const isOnlyOrder = differences.length > 0 && isSame(sorted(kibana), sorted(here))
  return isOnlyOrder ? [{ kind: 'order', path, kibana, here }] : differences
}

function compareObjects (kibana: JsonObject, here: JsonObject, options: Compared, path: string): Difference[] {
  const [ours, theirs] = [Object.keys(here), Object.keys(kibana)]
  const shared = theirs.filter(key => Object.hasOwn(here, key))
  const differences: Difference[] = [
    ...theirs.filter(key => !Object.hasOwn(here, key)).map(key => ({
      kind: 'missing key' as const, path: under(path, key), kibana: kibana[key]!,
    })),
    ...ours.filter(key => !Object.hasOwn(kibana, key)).map(key => ({
      kind: 'unknown key' as const, path: under(path, key), here: here[key]!,
    })),
    ...shared.flatMap(key => compare(kibana[key]!, here[key]!, options, under(path, key))),
  ]
  const isOrdered = !options.keyOrder || isSame(shared, ours.filter(key => Object.hasOwn(kibana, key)))
  return isOrdered ? differences : [...differences, { kind: 'key order', path, kibana: theirs, here: ours }]
}
