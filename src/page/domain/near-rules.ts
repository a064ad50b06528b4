// Faults that nearly fitted a request: the usual mistake in a test is a fault that nothing meets.
import type { ListedRule, Request } from '../types.js'

/** A fault, and how far a request was from meeting it. */
export interface NearRule {
  readonly rule: ListedRule
  readonly fits: readonly string[]
  /** The criterion that does not fit; undefined when all do. */
  readonly miss: string | undefined
}

/** A pattern as lists show it: a path with `*` for anything but a slash and `**` for anything, or a regular expression in slashes. */
function toRegExp (pattern: string): RegExp {
  const [, expression, flags] = /^\/(.*[\\^$()[\]{}|?+].*)\/([dgimsuvy]*)$/.exec(pattern) ?? []
  if (expression !== undefined) return new RegExp(expression, flags)
  const source = pattern
    .split(/(\*+)/)
    .map(part => (part === '*' ? '[^/]*' : part.startsWith('*') ? '.*' : part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&')))
    .join('')
  return new RegExp(`^${source}$`, 's')
}

const fitsPath = (pattern: string, path: string) => path.search(toRegExp(pattern)) !== -1

/** Whether a value has all that a part of it asks for. */
function contains (whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) return Array.isArray(whole) && part.every(item => whole.some(other => contains(other, item)))
  if (typeof part !== 'object' || part === null) return Object.is(whole, part)
  return typeof whole === 'object' && whole !== null && Object.entries(part).every(([key, value]) =>
    contains((whole as Record<string, unknown>)[key], value))
}

function * criteria ({ match = {} }: ListedRule, request: Request): Generator<{ name: string; isMet: boolean; miss: string }> {
  const { method, path, space, user, body } = match
  if (method !== undefined) {
    const methods = [method].flat().map(name => name.toUpperCase())
    yield { name: 'method', isMet: methods.includes(request.method), miss: `the method is ${request.method}, not ${methods.join(' or ')}` }
  }
  if (path !== undefined) {
    const text = String(path)
    const sent = request.url.split('?', 1)[0]!
    const isMet = fitsPath(text, request.path) || fitsPath(text, sent)
    yield { name: 'path', isMet, miss: `the path is not ${text}` }
  }
  if (space !== undefined) yield { name: 'space', isMet: space === request.space, miss: `the space is ${request.space}, not ${space}` }
  if (user !== undefined) yield { name: 'user', isMet: user === request.user, miss: `the user is ${request.user ?? 'unknown'}, not ${user}` }
  if (body !== undefined) yield { name: 'body', isMet: contains(request.body, body), miss: 'the body lacks a part of it' }
}

/** The faults that one criterion at most kept from a request. */
export function nearRules (request: Request, rules: readonly ListedRule[]): NearRule[] {
  return rules.flatMap(rule => {
    if (request.fault?.id === rule.id) return []
    const all = [...criteria(rule, request)]
    const misses = all.filter(({ isMet }) => !isMet)
    if (misses.length > 1 || (misses.length === 1 && all.length === 1)) return []
    return [{ rule, fits: all.filter(({ isMet }) => isMet).map(({ name }) => name), miss: misses[0]?.miss }]
  })
}
