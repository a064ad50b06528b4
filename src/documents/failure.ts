import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../decoding/limits.js'
import { ContentTypeSchema } from '../input/content-type.js'
import { DelaySchema } from '../input/duration.js'
import { JsonSchema } from '../input/json-value.js'

/** Failures that any external system can have; the response is that of the system. */
export const FAILURES = [
  'bad-credentials', 'missing-field', 'unknown-issue-type', 'not-found', 'rate-limit', 'unavailable', 'not-json', 'timeout',
  'connection-refused', 'tls',
] as const
export type Failure = typeof FAILURES[number]

/** Selects executions of connectors. Connector types and operations can be any string here; upper layers know which exist. */
export const FailureMatchSchema = Type.Object({
  connectorId: Type.Optional(Type.String({ description: 'only this connector', examples: ['jira-1'] })),
  connectorType: Type.Optional(Type.String({ description: 'only connectors of this type', examples: ['.jira'] })),
  caseId: Type.Optional(Type.String({ description: 'only pushes of this case' })),
  space: Type.Optional(Type.String({ description: 'only executions in this space' })),
  operation: Type.Optional(Type.String({
    description: 'only calls of this operation; if absent every call, or every write if the failure concerns writes',
    examples: ['addComment'],
  })),
}, { additionalProperties: false })

/**
 * A failure of an external system: its own response for `failure`, a known outage for `preset`, or the given `response`; by default,
 * it is unavailable.
 */
export const FailureRuleSchema = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1, description: 'generated if absent', examples: ['jira-down'] })),
  match: Type.Optional({
    ...FailureMatchSchema, description: 'executions that fail; all if absent', examples: [{ connectorType: '.jira' }],
  }),
  failure: Type.Optional(StringEnumSchema(FAILURES, {
    description: 'the kind of failure; the response is that of the system that fails. "unavailable" without preset and response',
    examples: ['rate-limit'],
  })),
  preset: Type.Optional(Type.String({
    description: 'instead of failure: one that real systems are known for; of its own connector type, unless match names another',
    examples: ['jira-epic-name'],
  })),
  response: Type.Optional(Type.Object({
    status: Type.Integer({ minimum: 200, maximum: 599, description: 'HTTP status' }),
    statusText: Type.Optional(Type.String({ description: 'reason phrase; the standard one if absent' })),
    contentType: Type.Optional({ ...ContentTypeSchema, description: 'application/json unless the body is text' }),
    body: Type.Optional({ ...JsonSchema, description: 'JSON, or text' }),
  }, {
    additionalProperties: false,
    description: 'instead of failure: a response of your own',
    examples: [{ status: 418, body: { errorMessages: ['Short and stout'] } }],
  })),
  times: Type.Optional(Type.Integer({
    minimum: 1, description: 'executions that fail; all until the rule is removed, if absent', examples: [2],
  })),
  delay: Type.Optional(DelaySchema),
}, { additionalProperties: false })
export type FailureRule = Readonly<Static<typeof FailureRuleSchema>>

/** A failure that applied to an execution. */
export interface FailureHit { readonly id: string, readonly failure?: Failure, readonly preset?: string }
