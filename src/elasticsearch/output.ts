import { isPlainObject } from '../decoding/plain-object.js'
import { patternOf } from '../decoding/wildcard.js'
import { isOn } from './route.js'

type Query = Readonly<Record<string, string>>

/** Prints a response, over several lines for `?pretty`. */
export const print = (answer: unknown, { pretty }: Query): string =>
  isOn(pretty) ? `${JSON.stringify(answer, null, 2)}\n` : JSON.stringify(answer)

/** The steps of a path: names with wildcards, and `**` for any number of steps. */
type Steps = readonly string[]

/** The remainders of a pattern below a key: none if it does not match the key, several for `**`. */
function below (pattern: Steps, key: string): Steps[] {
  const [step, ...rest] = pattern
  if (step === undefined) return []
  if (step === '**') return [pattern, ...below(rest, key)]
  return patternOf(step).test(key) ? [rest] : []
}

/** Whether one of the patterns has ended, and so includes the whole member. */
const isWhole = (patterns: readonly Steps[]) => patterns.some(({ length }) => length === 0)

function include (value: unknown, patterns: readonly Steps[]): unknown {
  if (Array.isArray(value)) {
    const items = value.map(item => include(item, patterns)).filter(item => item !== undefined)
    return items.length > 0 ? items : undefined
  }
  if (!isPlainObject(value)) return undefined
  const members = Object.entries(value).flatMap(([key, member]) => {
    const left = patterns.flatMap(pattern => below(pattern, key))
    const kept = isWhole(left) ? member : include(member, left)
    return kept === undefined ? [] : [[key, kept] as const]
  })
  return members.length > 0 ? Object.fromEntries(members) : undefined
}

function exclude (value: unknown, patterns: readonly Steps[]): unknown {
  if (Array.isArray(value)) return value.map(item => exclude(item, patterns))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => {
    const left = patterns.flatMap(pattern => below(pattern, key))
    return isWhole(left) ? [] : [[key, exclude(member, left)] as const]
  }))
}

/** The part of a response that `filter_path` requests: paths with `*` and `**`; a minus excludes a path. */
export function filterPath (answer: unknown, { filter_path: paths }: Query): unknown {
  if (paths === undefined) return answer
  const patternsOf = (wanted: readonly string[]) => wanted.map(path => path.split('.'))
  const all = paths.split(',').map(path => path.trim()).filter(path => path !== '')
  const included = patternsOf(all.filter(path => !path.startsWith('-')))
  const excluded = patternsOf(all.filter(path => path.startsWith('-')).map(path => path.slice(1)))
  return exclude(included.length > 0 ? include(answer, included) : answer, excluded) ?? {}
}
