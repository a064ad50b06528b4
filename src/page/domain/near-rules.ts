// Faults that nearly matched a request: a fault that never matches is a common mistake in tests.
import type { ListedRule, Request, Rule } from '../types.js'

/** A fault and the criterion, if any, that kept it from a request. */
export interface NearRule {
  readonly rule: ListedRule
  readonly fits: readonly string[]
  /** The criterion that does not match, in words; undefined if all match. */
  readonly miss: string | undefined
}

/** Converts a pattern from a list to the form that the server accepts, in which a regular expression is an object. */
export function patternToSend (pattern: string): string | { readonly regex: string, readonly flags: string } {
  const [, regex, flags = ''] = /^\/(.*[\\^$()[\]{}|?+].*)\/([dgimsuvy]*)$/.exec(pattern) ?? []
  return regex === undefined ? pattern : { regex, flags }
}

type Pattern = NonNullable<NonNullable<Rule['match']>['path']>

/** A path with `*` for anything but a slash and `**` for anything, or a regular expression. */
function toRegExp (pattern: Pattern): RegExp {
  if (pattern instanceof RegExp) return pattern
  if (typeof pattern !== 'string') return new RegExp(pattern.regex, pattern.flags)
  const source = pattern
    .split(/(\*+)/)
    .map(part => (part === '*' ? '[^/]*' : part.startsWith('*') ? '.*' : part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&')))
    .join('')
  return new RegExp(`^${source}$`, 's')
}

const fitsPath = (pattern: Pattern, path: string) => path.search(toRegExp(pattern)) !== -1

/** Whether a value contains all of a partial value. */
function contains (whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) return Array.isArray(whole) && part.every(item => whole.some(other => contains(other, item)))
  if (typeof part !== 'object' || part === null) return Object.is(whole, part)
  return typeof whole === 'object' && whole !== null && Object.entries(part).every(([key, value]) =>
    contains((whole as Record<string, unknown>)[key], value))
}

function * criteria (match: NonNullable<Rule['match']>, request: Request): Generator<{ name: string; isMet: boolean; miss: string }> {
  const { method, path, space, user, service, body } = match
  if (method !== undefined) {
    const methods = [method].flat().map(name => name.toUpperCase())
    yield { name: 'method', isMet: methods.includes(request.method), miss: `the method is ${request.method}, not ${methods.join(' or ')}` }
  }
  if (path !== undefined) {
    const pattern = typeof path === 'string' ? patternToSend(path) : path
    const sent = request.url.split('?', 1)[0]!
    const isMet = fitsPath(pattern, request.path) || fitsPath(pattern, sent)
    yield { name: 'path', isMet, miss: `the path is not ${String(path)}` }
  }
  if (space !== undefined) yield { name: 'space', isMet: space === request.space, miss: `the space is ${request.space}, not ${space}` }
  if (user !== undefined) {
    yield { name: 'user', isMet: user === request.user, miss: `the user is ${request.user ?? 'unknown'}, not ${user}` }
  }
  const { service: received = 'kibana' } = request
  if (service !== undefined) yield { name: 'service', isMet: service === received, miss: `it was sent to ${received}, not ${service}` }
  if (body !== undefined) yield { name: 'body', isMet: contains(request.body, body), miss: 'the body does not match' }
}

/** Whether a fault or stub with these criteria would apply to a request. */
export function wouldMeet (match: NonNullable<Rule['match']>, request: Request): boolean {
  try {
    return [...criteria(match, request)].every(({ isMet }) => isMet)
  } catch {
    // An incomplete regular expression
    return false
  }
}

/** The faults that match a request in all criteria or all but one. */
export function nearRules (request: Request, rules: readonly ListedRule[]): NearRule[] {
  return rules.flatMap(rule => {
    if (request.fault?.id === rule.id) return []
    const all = [...criteria(rule.match ?? {}, request)]
    const misses = all.filter(({ isMet }) => !isMet)
    if (misses.length > 1 || (misses.length === 1 && all.length === 1)) return []
    return [{ rule, fits: all.filter(({ isMet }) => isMet).map(({ name }) => name), miss: misses[0]?.miss }]
  })
}
