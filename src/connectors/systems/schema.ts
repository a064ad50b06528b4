import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../../decoding/limits.js'

const AnyObjectSchema = Type.Record(Type.String(), Type.Unknown())

export const PushCommentSchema = Type.Object({ comment: Type.String(), commentId: Type.String() })
export type PushComment = Static<typeof PushCommentSchema>

/** One `pushToService` that reached the external system. */
export const IncidentCallSchema = Type.Object({
  action: StringEnumSchema(['create', 'update']),
  at: Type.String(),
  case_id: NullableSchema(Type.String()),
  incident: AnyObjectSchema,
  comments: Type.Array(PushCommentSchema),
})
export type IncidentCall = Readonly<Static<typeof IncidentCallSchema>>

/** A record in a simulated external system, with the calls that made it what it is. */
export const IncidentAttributesSchema = Type.Object({
  connector_id: Type.String(),
  connector_type: Type.String(),
  /** The record's id in its own system, unique per connector. */
  external_id: Type.String(),
  external_title: Type.String(),
  external_url: Type.String(),
  created_at: Type.String(),
  updated_at: Type.String(),
  /** The fields as the system holds them now. */
  fields: AnyObjectSchema,
  comments: Type.Array(PushCommentSchema),
  calls: Type.Array(IncidentCallSchema),
})
export type IncidentAttributes = Readonly<Static<typeof IncidentAttributesSchema>>
