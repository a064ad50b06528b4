import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../../decoding/limits.js'
import { checkInput } from '../../input/check-input.js'
import { printPath } from '../../input/describe-schema.js'
import { InvalidInput, type Path } from '../../input/invalid-input.js'
import { FailureMatchSchema, FailureRuleSchema, type FailureRule } from '../../documents/failure.js'
import { checkIds } from '../../input/rule-list.js'
import { FAILURE_PRESETS } from './failure-presets.js'
import { CONNECTOR_TYPES } from '../connector-types.js'

/** All operations that connectors call in external systems. */
const OPERATIONS = [...new Set([...CONNECTOR_TYPES.values()].flatMap(({ system }) => Object.keys(system.operations)))]

const { connectorType, operation } = FailureMatchSchema.properties

const EXAMPLE = { match: { connectorType: '.jira' }, failure: 'rate-limit', times: 1 }

/** A failure rule as callers write it; limited to known connector types, operations and presets. */
export const KnownFailureRuleSchema = Type.Object({
  ...FailureRuleSchema.properties,
  match: Type.Optional(Type.Object({
    ...FailureMatchSchema.properties,
    connectorType: Type.Optional(StringEnumSchema([...CONNECTOR_TYPES.keys()], { description: connectorType.description! })),
    operation: Type.Optional(StringEnumSchema(OPERATIONS, { description: operation.description! })),
  }, { additionalProperties: false, description: 'executions that fail; all if absent' })),
  preset: Type.Optional(StringEnumSchema(Object.keys(FAILURE_PRESETS), { description: FailureRuleSchema.properties.preset.description! })),
}, { additionalProperties: false, examples: [EXAMPLE] })

/** An active failure rule, with its id and the number of executions it applied to. */
export const ListedFailureSchema = Type.Object({
  ...KnownFailureRuleSchema.properties,
  id: Type.String({ description: 'the id of the failure' }),
  hits: Type.Integer({ description: 'executions it affected' }),
}, { examples: [{ id: 'failure-1', ...EXAMPLE, hits: 0 }] })
export type ListedFailure = Static<typeof ListedFailureSchema>

/**
 * Checks the option `externalFailures`.
 * @throws InvalidInput
 */
export function checkExternalFailures (rules: readonly unknown[] = []): FailureRule[] {
  const within = 'externalFailures'
  const checked = rules.map((rule, index) => checkFailureRule(rule, [within, index]))
  checkIds('failure', checked, [within])
  return checked
}

/**
 * Checks a rule. If a preset is for one connector type, it limits the rule to that type.
 * @throws InvalidInput
 */
export function checkFailureRule (rule: unknown, within: Path = []): FailureRule {
  const { match, ...checked } = checkInput(KnownFailureRuleSchema, rule, 'rule', within)
  const ways = (['failure', 'preset', 'response'] as const).filter(way => checked[way] !== undefined)
  if (ways.length > 1) throw new InvalidInput(printPath([...within, ways[1]!]), 'one of failure, preset and response', ways.join(' and '))
  const connectorType = checked.preset === undefined ? undefined : FAILURE_PRESETS[checked.preset]!.connectorType
  const narrowed = connectorType === undefined ? match : { connectorType, ...match }
  return { ...(narrowed && { match: narrowed }), ...checked }
}
