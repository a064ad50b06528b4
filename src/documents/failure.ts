import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../decoding/limits.js'

/** Ways an external system can fail, each answered as that system does. */
export const FAILURES = ['bad-credentials', 'missing-field', 'unknown-issue-type', 'not-found', 'rate-limit', 'unavailable', 'not-json', 'timeout', 'connection-refused'] as const

export type Failure = typeof FAILURES[number]

/**
 * How an external system fails: in its own words for `failure`, or with the given `response`; without either it is unavailable.
 * Connector types and operations are any string here: the floors above know which exist.
 */
export const FailureRuleSchema = Type.Object({
  /** Only this connector; any if absent. */
  connector_id: Type.Optional(Type.String()),
  /** Only connectors of this type, such as `.jira`; any if absent. */
  connector_type: Type.Optional(Type.String()),
  failure: Type.Optional(StringEnumSchema(FAILURES)),
  response: Type.Optional(Type.Object({
    status: Type.Integer({ minimum: 200, maximum: 599 }),
    status_text: Type.Optional(Type.String()),
    body: Type.Optional(Type.Unknown()),
  }, { additionalProperties: false })),
  /** Only calls of this operation, such as `addComment`; if absent every call, or every write if the failure concerns writes. */
  operation: Type.Optional(Type.String()),
  /** The number of executions that fail; all of them, until the rule is removed, if absent. */
  times: Type.Optional(Type.Integer({ minimum: 1 })),
  /** How long the system takes before it fails, in milliseconds of real time. */
  delay_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
}, { additionalProperties: false })
export type FailureRule = Readonly<Static<typeof FailureRuleSchema>>
