import { Type, type Static } from '@sinclair/typebox'
import { DurationSchema } from '../../input/duration.js'

/** What a fault does to a request. One of the outcomes, a delay, or both. */
export const EffectSchema = Type.Object({
  /** Answers this status with the body that Kibana has for it. */
  status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
  /** In place of Kibana's own words for that status. */
  message: Type.Optional(Type.String()),
  /** Sent with that status. */
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** Answers as a Kibana that is still starting: 503, text, `retry-after`. */
  starting: Type.Optional(Type.Literal(true)),
  /** Lets somebody else write the case (comment, configuration) just before, so that the version in the request is stale. */
  conflict: Type.Optional(Type.Literal(true)),
  /** Cuts the connection: before the answer, or in the middle of its body. */
  cut: Type.Optional(Type.Union([Type.Literal('before-answer'), Type.Literal('in-body')], { expected: '"before-answer" or "in-body"' })),
  /** Breaks the JSON of the answer off in the middle. */
  malformed: Type.Optional(Type.Literal(true)),
  /** Waits before anything else happens, in real time: so long, or something between two lengths. */
  delay: Type.Optional(Type.Union([DurationSchema, Type.Array(DurationSchema, { minItems: 2, maxItems: 2 })], { expected: 'a duration such as "2s", or two of them' })),
  /** Does what the request asks first, and then fails: the client never learns that it succeeded. */
  afterWrite: Type.Optional(Type.Literal(true)),
}, { additionalProperties: false })

export type Effect = Static<typeof EffectSchema>
