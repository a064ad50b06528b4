import { Type, type Static } from '@sinclair/typebox'
import { checkHeaders } from '../../input/check-headers.js'
import { checkInput } from '../../input/check-input.js'
import { InvalidInput, type Path } from '../../input/invalid-input.js'
import { printPath } from '../../input/describe-schema.js'
import { FilterSchema } from '../journal/filter.js'
import { EffectSchema, type Effect } from './effect-schema.js'

const OUTCOMES = ['status', 'starting', 'conflict', 'cut', 'malformed'] as const
const FAILING_AFTER = ['status', 'starting', 'cut'] as const

/** Which requests meet a fault: a filter, without what is only known when there is an answer. */
const MatchSchema = Type.Omit(FilterSchema, ['status', 'since'], { additionalProperties: false })

/** When a fault is met, and what it does. */
export const RuleSchema = Type.Object({
  /** Made up when left out. */
  id: Type.Optional(Type.String({ minLength: 1 })),
  /** All requests when left out. */
  match: Type.Optional(MatchSchema),
  effect: Type.Optional(EffectSchema),
  /** In place of one effect: one for each request that fits, in turn. */
  sequence: Type.Optional(Type.Array(Type.Union([EffectSchema, Type.Literal('pass')], { expected: 'an effect or "pass"' }), { minItems: 1 })),
  /** How many requests meet it, or how often the sequence is gone through; for ever when left out, a sequence once. */
  times: Type.Optional(Type.Integer({ minimum: 1 })),
  /** How likely a request that fits meets it, from 0 to 1; follows the option `random`. */
  probability: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
}, { additionalProperties: false })
export type Rule = Static<typeof RuleSchema>

export const ListedRuleSchema = Type.Object({
  ...RuleSchema.properties,
  id: Type.String(),
  /** How many requests have met it. */
  hits: Type.Integer(),
})

/** @throws InvalidInput for what is no rule */
export function checkRule (rule: Rule): void {
  checkInput(RuleSchema, rule, 'rule')
  if ((rule.effect === undefined) === (rule.sequence === undefined)) throw new InvalidInput('effect', 'either effect or sequence', rule.effect ? 'both' : 'nothing')
  if (rule.effect) checkEffect(rule.effect, ['effect'])
  rule.sequence?.forEach((effect, index) => effect !== 'pass' && checkEffect(effect, ['sequence', index]))
}

function checkEffect (effect: Effect, within: Path): void {
  const path = printPath(within)
  const outcomes = OUTCOMES.filter(outcome => effect[outcome] !== undefined)
  const got = outcomes.join(' and ') || 'nothing'
  if (outcomes.length > 1 || (outcomes.length === 0 && effect.delay === undefined)) throw new InvalidInput(path, `a delay, or one of ${OUTCOMES.join(', ')}`, got)
  if (effect.afterWrite && !FAILING_AFTER.some(outcome => outcome === outcomes[0])) {
    throw new InvalidInput(`${path}.afterWrite`, `one of ${FAILING_AFTER.join(', ')} beside it`, got)
  }
  if (effect.status === undefined && (effect.message !== undefined || effect.headers !== undefined)) throw new InvalidInput(`${path}.status`, 'a status for the message or headers', 'nothing')
  checkHeaders(effect.headers, [...within, 'headers'])
}
