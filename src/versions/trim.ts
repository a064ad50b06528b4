import type { TSchema } from '@sinclair/typebox'
import type { Version } from './version.js'

type Trim = (answer: unknown) => unknown

/**
 * Builds the function that removes from an answer the keys that a version does not have, as the answer's schema declares them with
 * `In`. Undefined if there are none: then the answer goes out as it is.
 */
export function trimmerOf (schema: TSchema, version: Version): Trim | undefined {
  if (schema.properties) return objectTrimmer(schema.properties, version)
  if (schema.items) {
    const trim = trimmerOf(schema.items, version)
    return trim && (answer => Array.isArray(answer) ? answer.map(trim) : answer)
  }
  const members: readonly TSchema[] = schema.allOf ?? nullableMember(schema)
  const trims = members.flatMap(member => trimmerOf(member, version) ?? [])
  return trims.length === 0 ? undefined : answer => trims.reduce((trimmed, trim) => trim(trimmed), answer)
}

/** Of unions, only a schema or null: nothing tells whose keys the others have. */
const nullableMember = ({ anyOf = [] }: TSchema): TSchema[] => anyOf.length === 2 && anyOf[1].type === 'null' ? [anyOf[0]] : []

function objectTrimmer (properties: Readonly<Record<string, TSchema>>, version: Version): Trim | undefined {
  const missing = new Set(Object.keys(properties).filter(key => !version.has(properties[key]!)))
  const trims = new Map(Object.entries(properties).flatMap(([key, member]) => {
    const trim = missing.has(key) ? undefined : trimmerOf(member, version)
    return trim ? [[key, trim]] : []
  }))
  if (missing.size === 0 && trims.size === 0) return undefined
  return answer => {
    if (typeof answer !== 'object' || answer === null) return answer
    const kept = Object.entries(answer).filter(([key]) => !missing.has(key))
    return Object.fromEntries(kept.map(([key, value]) => [key, trims.get(key)?.(value) ?? value]))
  }
}
