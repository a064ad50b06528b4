import type { TSchema } from '@sinclair/typebox'
import { byVersion } from './by-version.js'
import type { Version } from './version.js'

type Trim = (answer: unknown) => unknown

/**
 * Builds a function that adapts a response to a version, as declared in its schema with `In`: unsets keys that the version
 * does not have, which JSON then leaves out, and adds constants that only old versions have. Undefined if there is nothing to change.
 * `share` wraps the functions for objects, so that they can reuse earlier results.
 */
export function trimmerOf (schema: TSchema, version: Version, share: (trim: Trim) => Trim = trim => trim): Trim | undefined {
  if (schema.properties) {
    const trim = objectTrimmer(schema.properties, version, share)
    return trim && share(trim)
  }
  if (schema.items) {
    const trim = trimmerOf(schema.items, version, share)
    return trim && (answer => Array.isArray(answer) ? answer.map(trim) : answer)
  }
  const members: readonly TSchema[] = schema.allOf ?? nullableMember(schema)
  const { formerOrder } = schema
  const trims = [
    ...members.flatMap(member => trimmerOf(member, version, share) ?? []),
    ...formerOrder && !version.reaches(formerOrder.until) ? [reorder(formerOrder)] : [],
  ]
  return trims.length === 0 ? undefined : share(answer => trims.reduce((trimmed, trim) => trim(trimmed), answer))
}

/** Like `trimmerOf`, for values built in code; one function per version. */
export function trimmedAt<Value extends object> (schema: TSchema): (version: Version) => (value: Value) => Value {
  return byVersion(version => {
    const trim = trimmerOf(schema, version)
    return trim ? value => trim(value) as Value : value => value
  })
}

/** The schema in a union of a schema and null; in other unions, it is unknown which member a value belongs to. */
const nullableMember = ({ anyOf = [] }: TSchema): TSchema[] => anyOf.length === 2 && anyOf[1].type === 'null' ? [anyOf[0]] : []

/** Moves these keys to the front, in their order. */
function reorder ({ keys }: NonNullable<TSchema['formerOrder']>): Trim {
  return answer => {
    if (typeof answer !== 'object' || answer === null) return answer
    const ordered = [...keys, ...Object.keys(answer)].filter(key => key in answer)
    return Object.fromEntries(ordered.map(key => [key, answer[key as keyof typeof answer]]))
  }
}

/** True if a key exists in responses only before a cut, always with the same value. */
const isFormerConstant = ({ until, const: value }: TSchema) => until !== undefined && value !== undefined

function objectTrimmer (
  properties: Readonly<Record<string, TSchema>>, version: Version, share: (trim: Trim) => Trim,
): Trim | undefined {
  const members = Object.entries(properties)
  const missing = members.filter(([, member]) => !version.has(member) && !isFormerConstant(member)).map(([key]) => key)
  const former = Object.fromEntries(
    members.filter(([, member]) => version.has(member) && isFormerConstant(member)).map(([key, member]) => [key, member.const]),
  )
  const hasFormer = Object.keys(former).length > 0
  const trims = members.flatMap(([key, member]) => {
    const trim = missing.includes(key) ? undefined : trimmerOf(member, version, share)
    return trim ? [{ key, trim }] : []
  })
  if (missing.length + trims.length === 0 && !hasFormer) return undefined
  return answer => {
    if (typeof answer !== 'object' || answer === null) return answer
    // V8 copies an object fast if nothing precedes the spread. JSON leaves out undefined values; deleting keys would make the copy slow
    const trimmed: Record<string, unknown> = hasFormer ? { ...former, ...answer } : { ...answer }
    for (const key of missing) if (key in trimmed) trimmed[key] = undefined
    for (const { key, trim } of trims) if (key in trimmed) trimmed[key] = trim(trimmed[key])
    return trimmed
  }
}
