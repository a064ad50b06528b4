import { Type } from '@sinclair/typebox'
import { isObject } from './describe-schema.js'

/** A regular expression in JSON. */
interface PathRegex {
  /** The expression, without slashes around it. */
  readonly regex: string
  /** Its flags, such as `i`. */
  readonly flags?: string
}

/** A path with wildcards, or a regular expression. */
export type PathPattern = string | RegExp | PathRegex

const isPathRegex = (value: unknown): value is PathRegex =>
  isObject(value) && 'regex' in value &&
    Object.entries(value).every(([key, part]) => ['regex', 'flags'].includes(key) && typeof part === 'string')

/** A path as requests have it: another text, or one with a query, would match no request. */
const PATH = /^[/*][^?]*$/

/** True if a value is a path or a valid regular expression. */
function isPathPattern (value: unknown): value is PathPattern {
  if (typeof value === 'string') return PATH.test(value)
  if (value instanceof RegExp) return true
  if (!isPathRegex(value)) return false
  try {
    return toRegExp(value) instanceof RegExp
  } catch {
    return false
  }
}

/** A path with wildcards, or a regular expression. */
export const PathPatternSchema = Type.Unsafe<PathPattern>({
  oneOf: [{ type: 'string', pattern: PATH.source }, {
    type: 'object', properties: { regex: { type: 'string' }, flags: { type: 'string' } }, required: ['regex'], additionalProperties: false,
  }],
  accepts: isPathPattern,
  expected: 'a path such as "/api/cases/*" without a query, or a regular expression as { regex, flags }',
  description: 'path without base path, space and query; `*` matches all but a slash, `**` anything; or a RegExp, in JSON { regex, flags }',
  examples: ['/api/cases/*/comments'],
})

/** Converts a pattern to a regular expression; a path with wildcards must match as a whole. */
export function toRegExp (pattern: PathPattern): RegExp {
  if (pattern instanceof RegExp) return pattern
  return typeof pattern === 'string' ? wildcard(pattern) : new RegExp(pattern.regex, pattern.flags)
}

/** A pattern as lists print it. */
export const printPattern = (pattern: PathPattern): string => typeof pattern === 'string' ? pattern : String(toRegExp(pattern))

/** A pattern in a form that JSON can represent. */
export function toJsonPattern (pattern: PathPattern): string | PathRegex {
  return pattern instanceof RegExp ? { regex: pattern.source, flags: pattern.flags } : pattern
}

/** Converts a path with `*` and `**` to a regular expression for whole paths. */
function wildcard (path: string): RegExp {
  const source = path.split(/(\*+)/).map(
    part => part === '*' ? '[^/]*' : part.startsWith('*') ? '.*' : part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'),
  )
  return new RegExp(`^${source.join('')}$`, 's')
}
