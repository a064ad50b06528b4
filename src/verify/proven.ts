import type { Json } from '../kibana-client/json.js'
import type { Answer, Outcome } from './answer.js'
import { labelOf, type Step } from './scenario.js'

/** The few headers that say something about the response itself. */
export const TELLING_HEADERS = ['elastic-api-version', 'location', 'retry-after', 'warning', 'www-authenticate'] as const

/** Headers that are the same on every server; dates, lengths, signatures, host names and the content security policy are not. */
export const SHARED_HEADERS = [
  ...TELLING_HEADERS, 'cache-control', 'content-disposition', 'content-type', 'cross-origin-opener-policy', 'permissions-policy',
  'referrer-policy', 'x-content-type-options',
] as const

/** The items of a list whose id or name comes from an earlier response. */
function ownItems (body: Json, label: string): Json {
  const isOwn = (item: Json) => {
    const { name, id = name } = Object(item)
    return typeof id === 'string' && id.startsWith('{') && !id.startsWith(`{${label}.`)
  }
  return Array.isArray(body) ? body.filter(isOwn) : body
}

/** The part of an outcome that a step proves, which is compared and recorded. */
export function proven (step: Step, index: number, outcome: Outcome, headers: readonly string[]): Outcome {
  if ('unsent' in outcome) return outcome
  const { status, body } = outcome
  if (step.given) return { status }
  const kept = Object.entries(outcome.headers ?? {}).filter(([name]) => headers.includes(name))
  const answer: Answer = { status }
  if (kept.length > 0) answer.headers = Object.fromEntries(kept)
  if (body !== undefined) answer.body = step.own ? ownItems(body, labelOf(step, index)) : body
  return answer
}
