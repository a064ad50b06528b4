import { patternOf } from '../decoding/wildcard.js'
import { isGranted, type Caller } from './cluster.js'

/** Privileges that allow reading an index, and writing to it; one of them is enough. */
export const READING = ['read', 'all'] as const
export const WRITING = ['write', 'all'] as const

/** Matches a whole text against a regular expression; `undefined` if it is malformed. */
function matches (expression: string, text: string): boolean | undefined {
  try {
    return new RegExp(`^(?:${expression})$`).test(text)
  } catch {
    return undefined
  }
}

/**
 * Matches an index against a pattern in a role: with `*` and `?`, or a regular expression between slashes; `~(…)` negates it. A malformed
 * expression matches nothing.
 */
function isNamed (pattern: string, index: string): boolean {
  const [, negated, expression] = /^\/(?:~\((.*)\)|(.*))\/$/.exec(pattern) ?? []
  if (negated !== undefined) return matches(negated, index) === false
  if (expression !== undefined) return matches(expression, index) === true
  return patternOf(pattern, { questionMarks: true }).test(index)
}

/** Whether the caller has one of these privileges on an index, by any of its names. */
export function holdsIndexPrivilege (caller: Caller, index: readonly string[], grantedBy: readonly string[]): boolean {
  return isGranted(caller, ({ indices = [] }) => indices.some(({ names, privileges }) =>
    privileges.some(held => grantedBy.includes(held)) && names.some(pattern => index.some(name => isNamed(pattern, name)))))
}
