import { Type, type Static } from '@sinclair/typebox'
import { checkBody } from '../../input/check-body.js'
import { checkHeaders } from '../../input/check-headers.js'
import { checkInput } from '../../input/check-input.js'
import { InvalidInput, type Path } from '../../input/invalid-input.js'
import { printPath } from '../../input/describe-schema.js'
import { FilterSchema } from '../journal/filter.js'
import { EffectSchema, type Effect } from './effect-schema.js'

const OUTCOMES = ['preset', 'status', 'starting', 'conflict', 'alertsConflict', 'cut', 'hang', 'malformed'] as const
/** Outcomes with an answer, which can also break off. */
const ANSWERS: readonly string[] = ['preset', 'status', 'starting']
/** Outcomes without a whole answer that could be sent slowly. */
const BREAKING: readonly string[] = ['cut', 'hang', 'malformed']
const FAILING_AFTER = ['preset', 'status', 'starting', 'cut'] as const
/** Keys that are only allowed with a status. */
const OF_STATUS = ['message', 'body', 'contentType', 'headers'] as const

/** Selects the requests that a fault applies to: a filter without the criteria about the response. */
const MatchSchema = Type.Omit(
  FilterSchema, ['status', 'since'],
  {
    additionalProperties: false,
    description: 'the requests it applies to; all if absent',
    examples: [{ method: 'PATCH', path: '/api/cases' }],
  },
)

const EXAMPLE = { match: { method: 'PATCH', path: '/api/cases' }, effect: { status: 503 }, times: 2 }

/** A fault: the requests it applies to, and its effect. */
export const RuleSchema = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1, description: 'generated if absent', examples: ['outage'] })),
  match: Type.Optional(MatchSchema),
  effect: Type.Optional({ ...EffectSchema, description: 'the effect on such a request', examples: [{ status: 503 }] }),
  sequence: Type.Optional(Type.Array(Type.Union([EffectSchema, Type.Literal('pass')], { expected: 'an effect or "pass"' }), {
    minItems: 1,
    description: 'instead of effect: one effect for each matching request, in turn; "pass" lets a request through',
    examples: [[{ status: 503 }, 'pass']],
  })),
  times: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'requests it applies to, or rounds of the sequence; unlimited if absent, one round for a sequence',
      examples: [2],
    }),
  ),
  probability: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'the probability that it applies to a matching request; follows the option random',
      examples: [0.1],
    }),
  ),
}, { additionalProperties: false, examples: [EXAMPLE] })
export type Rule = Static<typeof RuleSchema>

/** An active fault, with its id and the number of requests it applied to. */
export const ListedRuleSchema = Type.Object({
  ...RuleSchema.properties,
  id: Type.String({ description: 'the id of the fault' }),
  hits: Type.Integer({ description: 'requests it applied to' }),
}, { examples: [{ id: 'fault-1', ...EXAMPLE, hits: 0 }] })

/** @throws InvalidInput for an invalid rule */
export function checkRule (rule: Rule): void {
  checkInput(RuleSchema, rule, 'rule')
  if ((rule.effect === undefined) === (rule.sequence === undefined)) {
    throw new InvalidInput('effect', 'either effect or sequence', rule.effect ? 'both' : 'nothing')
  }
  if (rule.effect) checkEffect(rule.effect, ['effect'])
  rule.sequence?.forEach((effect, index) => effect !== 'pass' && checkEffect(effect, ['sequence', index]))
}

function checkEffect (effect: Effect, within: Path): void {
  const path = printPath(within)
  const outcomes = OUTCOMES.filter(outcome => effect[outcome] !== undefined)
  const got = outcomes.join(' and ') || 'nothing'
  const isSlow = effect.delay !== undefined || effect.bytesPerSecond !== undefined
  const breaksOff = outcomes.length === 2 && ANSWERS.includes(outcomes[0]!) && (effect.malformed || effect.cut === 'in-body')
  if ((outcomes.length > 1 && !breaksOff) || (outcomes.length === 0 && !isSlow)) {
    throw new InvalidInput(path, `a delay, bytesPerSecond, or one of ${OUTCOMES.join(', ')}`, got)
  }
  if (effect.afterWrite && !FAILING_AFTER.some(outcome => outcome === outcomes[0])) {
    throw new InvalidInput(`${path}.afterWrite`, `one of ${FAILING_AFTER.join(', ')} beside it`, got)
  }
  const detail = OF_STATUS.find(key => effect[key] !== undefined)
  if (effect.status === undefined && detail !== undefined) throw new InvalidInput(`${path}.status`, `a status for the ${detail}`, 'nothing')
  if (effect.bytesPerSecond !== undefined && outcomes.some(outcome => BREAKING.includes(outcome))) {
    throw new InvalidInput(`${path}.bytesPerSecond`, `nothing beside ${BREAKING.join(', ')}`, String(effect.bytesPerSecond))
  }
  checkBody(effect.status, { message: effect.message, body: effect.body }, within)
  checkHeaders(effect.headers, [...within, 'headers'])
}
