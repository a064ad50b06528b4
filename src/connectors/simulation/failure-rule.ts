import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../../decoding/limits.js'
import { CONNECTOR_TYPES } from '../connector-types.js'
import { FAILURES } from '../../documents/failure.js'

/** What connectors ask of the systems behind them, whatever these are. */
const OPERATIONS = [...new Set([...CONNECTOR_TYPES.values()].flatMap(({ system }) => Object.keys(system.operations)))]

/**
 * How an external system is to fail. It fails in its own way of saying `failure`, or with the `response` given; without
 * either it is unavailable.
 */
export const FailureRuleSchema = Type.Object({
  /** Only this connector; any when left out. */
  connector_id: Type.Optional(Type.String()),
  /** Only connectors of this type, such as `.jira`; any when left out. */
  connector_type: Type.Optional(StringEnumSchema([...CONNECTOR_TYPES.keys()])),
  failure: Type.Optional(StringEnumSchema(FAILURES)),
  response: Type.Optional(Type.Object({
    status: Type.Integer({ minimum: 200, maximum: 599 }),
    status_text: Type.Optional(Type.String()),
    body: Type.Optional(Type.Unknown()),
  }, { additionalProperties: false })),
  /** Only calls of this operation, such as `addComment`; when left out every call, or every one that writes if the failure is about that. */
  operation: Type.Optional(StringEnumSchema(OPERATIONS)),
  /** How many executions fail; all until it is cleared when left out. */
  times: Type.Optional(Type.Integer({ minimum: 1 })),
  /** How long the system takes before it fails, in milliseconds of real time. */
  delay_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
}, { additionalProperties: false })
export type FailureRule = Readonly<Static<typeof FailureRuleSchema>>
