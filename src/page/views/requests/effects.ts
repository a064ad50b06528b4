import { messageOf } from '../../domain/describe.js'
import type { Request, Rule } from '../../types.js'

type Effect = NonNullable<Rule['effect']>

const COMMON: readonly { readonly name: string; readonly effect: Effect }[] = [
  { name: 'Kibana not available: 503', effect: { status: 503 } },
  { name: 'Too many requests: 429', effect: { preset: 'rate-limited' } },
  { name: 'The connection is cut before the answer', effect: { cut: 'before-answer' } },
  { name: 'Kibana makes the change, but the client is not told: 502', effect: { status: 502, afterWrite: true } },
  { name: 'The answer takes 5 seconds', effect: { delay: '5s' } },
]
const STALE = { name: 'Another write just before: the version is stale', effect: { conflict: true } } as const

/** A logged effect as a rule can have it. The log also has the details of a preset, which a rule must not repeat. */
function asInRule (effect: Effect): Effect {
  const { status, body, contentType, headers, starting, alertsConflict, ...own } = effect
  return effect.preset === undefined ? effect : own
}

/** The effects offered for a request, its own outcome first if it failed. */
export function effectsFor (request: Request) {
  const { status, fault } = request
  const message = messageOf(request)
  const isError = status !== null && status >= 400
  const own = fault ? asInRule(fault.effect) : (isError ? { status, ...(message && { message }) } : undefined)
  return [
    ...(own ? [{ name: `The same again${status === null ? '' : `: ${status}`}`, effect: own }] : []),
    ...(request.method === 'PATCH' ? [STALE] : []),
    ...COMMON,
  ]
}
