import { Type, type Static } from '@sinclair/typebox'
import { checkInput } from '../../input/check-input.js'
import { InvalidInput } from '../../input/invalid-input.js'
import { withoutUndefined } from '../../input/without-keys.js'
import { printValue } from '../../input/describe-schema.js'
import type { Entry } from './entry.js'
import { compileFilter, FilterSchema, type Filter } from './filter.js'
import { count, describeMisses, printFilter } from './misses.js'

/** An expectation about the requests so far: how many match, or in which order they came. */
export const ExpectationSchema = Type.Object({
  match: Type.Optional({
    ...FilterSchema, description: 'the requests that count; all if absent', examples: [{ method: 'PATCH', path: '/api/cases' }],
  }),
  times: Type.Optional(Type.Integer({ minimum: 0, description: 'exactly this many; without any number, at least one', examples: [1] })),
  atLeast: Type.Optional(Type.Integer({ minimum: 0, description: 'at least this many', examples: [2] })),
  atMost: Type.Optional(Type.Integer({ minimum: 0, description: 'at most this many', examples: [3] })),
  never: Type.Optional(Type.Literal(true, { description: 'none at all', examples: [true] })),
  order: Type.Optional(Type.Array(FilterSchema, {
    minItems: 1,
    description: 'instead of the above: one request for each filter, in this order; others may come between',
    examples: [[{ method: 'PATCH', status: 409 }, { method: 'PATCH', status: 200 }]],
  })),
}, { additionalProperties: false, examples: [{ match: { method: 'PATCH', path: '/api/cases', status: 409 }, times: 1 }] })
export type Expectation = Static<typeof ExpectationSchema>

export const VerificationSchema = Type.Object({
  verified: Type.Boolean({ description: 'whether the expectation holds' }),
  count: Type.Integer({ description: 'the number of matching requests; for an order, the number found in that order' }),
  message: Type.String({ description: 'the number found; if the expectation fails, the expectation and the closest requests' }),
}, {
  examples: [{
    verified: true, count: 1, message: "1 request like { method: 'PATCH', path: '/api/cases', status: 409 }, as expected",
  }],
})
export type Verification = Readonly<Static<typeof VerificationSchema>>

/** Thrown when the requests are not as expected; the message explains why. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError'

  constructor ({ message }: Verification) {
    super(message)
  }
}

/**
 * @param forgotten the newest request that came before `entries` and is no longer kept
 * @throws InvalidInput for an invalid expectation
 */
export function verify (expectation: Expectation, entries: readonly Entry[], forgotten: Entry | undefined): Verification {
  checkExpectation(expectation)
  const { match, order, ...counts } = expectation
  // Requests before `since` do not count, kept or not
  const isComplete = !forgotten || (match?.since !== undefined && !compileFilter({ since: match.since }).matches(forgotten))
  const verification = order ? verifyOrder(order, entries) : verifyCount(match, counts, entries, isComplete)
  return verification.verified || isComplete ? verification : { ...verification, message: `${verification.message}\n${FORGOTTEN}` }
}

const FORGOTTEN = 'Earlier requests are no longer kept: see the option requestLog'

function checkExpectation (expectation: Expectation): void {
  checkInput(ExpectationSchema, expectation, 'expectation')
  const given = Object.entries(withoutUndefined(expectation))
  if (given.length === 0) throw new InvalidInput('expectation', 'match, a number of requests, or order', '{}')
  for (const alone of ['order', 'never', 'times']) {
    const [key, value] = given.find(([key]) => key !== alone && (key !== 'match' || alone === 'order')) ?? []
    if (key !== undefined && given.some(([key]) => key === alone)) throw new InvalidInput(key, `nothing beside ${alone}`, printValue(value))
  }
  const { atLeast = 0, atMost = Infinity } = expectation
  if (atLeast > atMost) throw new InvalidInput('atMost', `no less than atLeast, ${atLeast}`, String(atMost))
}

function verifyCount (
  match: Filter | undefined, { times, atLeast, atMost, never }: Expectation, entries: readonly Entry[], isComplete: boolean,
): Verification {
  const compiled = compileFilter(match, ['match'])
  const found = entries.filter(entry => compiled.matches(entry)).length
  const exactly = never ? 0 : times
  const least = exactly ?? atLeast ?? (atMost === undefined ? 1 : 0)
  const most = exactly ?? atMost ?? Infinity
  const wanted = least === most ? `exactly ${count(least)}` : most === Infinity ? `at least ${count(least)}` : `${least} to ${count(most)}`
  // Dropped requests can't be counted
  const verified = found >= least && found <= most && (isComplete || most === Infinity)
  return {
    verified,
    count: found,
    message: verified
      ? `${count(found)} like ${printFilter(match)}, as expected`
      : `expected ${describeMisses({ filter: match, wanted }, entries, compiled)}`,
  }
}

function verifyOrder (order: readonly Filter[], entries: readonly Entry[]): Verification {
  const filters = order.map((filter, index) => compileFilter(filter, ['order', index]))
  let next = 0
  for (const [index, compiled] of filters.entries()) {
    const found = entries.findIndex((entry, place) => place >= next && compiled.matches(entry))
    if (found === -1) {
      const after = index === 0 ? '' : ` after one like ${printFilter(order[index - 1])}`
      return {
        verified: false,
        count: index,
        message: `expected${after} ${describeMisses({ filter: order[index], wanted: '1 request' }, entries.slice(next), compiled)}`,
      }
    }
    next = found + 1
  }
  return { verified: true, count: order.length, message: `${count(order.length)} came in this order` }
}
