import { isPlainObject } from '../../decoding/plain-object.js'
import { patternOf } from '../../decoding/wildcard.js'
import { illegalArgument } from './elasticsearch-error.js'
import { leavesOf } from './values.js'

type Source = Readonly<Record<string, unknown>>
type Test = (path: string) => boolean

/** Tests whether a path matches one of the patterns, or is below such a path. */
function covers (patterns: readonly unknown[]): Test {
  const expressions = patterns.map(String).flatMap(pattern => [patternOf(pattern), patternOf(`${pattern}.*`)])
  return path => expressions.some(expression => expression.test(path))
}

function pick (value: unknown, path: string, isIncluded: Test, isExcluded: Test): unknown {
  if (Array.isArray(value) && value.some(isPlainObject)) {
    const items = value.map(item => pick(item, path, isIncluded, isExcluded)).filter(item => item !== undefined)
    return items.length > 0 ? items : undefined
  }
  if (!isPlainObject(value)) return isIncluded(path) ? value : undefined
  const members = Object.entries(value).flatMap(([key, member]) => {
    const below = path === '' ? key : `${path}.${key}`
    const kept = isExcluded(below) ? undefined : pick(member, below, isIncluded, isExcluded)
    return kept === undefined ? [] : [[key, kept] as const]
  })
  return members.length > 0 || path === '' || isIncluded(path) ? Object.fromEntries(members) : undefined
}

/**
 * Selects the part of a document that `_source` requests: all, none, names, or names to include and exclude.
 * @returns a function that reduces a document; it returns `undefined` if no source is requested
 */
export function sourceFilter (asked: unknown = true): (source: Source) => unknown {
  if (typeof asked === 'boolean') return source => asked ? source : undefined
  if (typeof asked !== 'string' && !Array.isArray(asked) && !isPlainObject(asked)) {
    throw illegalArgument(`Unsupported [_source] [${String(asked)}]`)
  }
  const { includes, include = includes, excludes, exclude = excludes }: Source = isPlainObject(asked) ? asked : { includes: asked }
  const isIncluded: Test = include === undefined ? () => true : covers([include].flat())
  const isExcluded = covers([exclude ?? []].flat())
  return source => pick(source, '', isIncluded, isExcluded)
}

/** The values of the fields that `fields` requests, by dotted name; `undefined` if there are none. */
export function requestedFields (source: Source, asked: readonly unknown[]): Record<string, unknown[]> | undefined {
  const patterns = asked.map(field => patternOf(String(isPlainObject(field) ? field.field : field)))
  const found = [...leavesOf(source)].filter(([path]) => patterns.some(pattern => pattern.test(path)))
  return found.length === 0 ? undefined : Object.fromEntries(found)
}
