import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import type { SharedList } from '../persistent/shared-list.js'

export const PushCommentSchema = Type.Object({ comment: Type.String(), commentId: Type.String() })

export type PushComment = Static<typeof PushCommentSchema>

const AnyObjectSchema = Type.Record(Type.String(), Type.Unknown())

/** One HTTP call of a push, without what authenticates it. */
export const DeliveredRequestSchema = Type.Object({
  method: Type.String(),
  url: Type.String(),
  body: Type.Optional(Type.Unknown()),
})
export type DeliveredRequest = Readonly<Static<typeof DeliveredRequestSchema>>

/** One `pushToService` that reached the external system: what Kibana handed to the connector, and what that sent. */
export const IncidentCallSchema = Type.Object({
  action: StringEnumSchema(['create', 'update']),
  at: Type.String(),
  connector_id: Type.String(),
  space: Type.String(),
  case_id: NullableSchema(Type.String()),
  incident: AnyObjectSchema,
  comments: Type.Array(PushCommentSchema),
  requests: Type.Array(DeliveredRequestSchema),
  /** Why the push failed after it had reached the record; null when it did not. */
  error: NullableSchema(Type.String()),
})
export type IncidentCall = Readonly<Static<typeof IncidentCallSchema>>

/** A comment as the external system holds it. */
export const IncidentCommentSchema = Type.Object({ id: Type.String(), text: Type.String(), created_at: Type.String() })
export type IncidentComment = Readonly<Static<typeof IncidentCommentSchema>>

/**
 * A record in an external system. One that is `planned` does not exist there yet: it is what the first push of that case
 * through that connector will make.
 */
export const IncidentAttributesSchema = Type.Object({
  connector_id: Type.String(),
  connector_type: Type.String(),
  /** Where the system is: the URL in the connector's config. Connectors of one type with the same URL share their records. */
  system_url: Type.String(),
  case_id: NullableSchema(Type.String()),
  /** The record's id in its own system. */
  external_id: Type.String(),
  external_title: Type.String(),
  external_url: Type.String(),
  /** Whether the URL was given with a plan: pushes report it in place of what the connector would make up. */
  has_own_url: Type.Boolean(),
  planned: Type.Boolean(),
  created_at: Type.String(),
  updated_at: Type.String(),
  /** The fields as the system holds them now. */
  fields: AnyObjectSchema,
  comments: Type.Array(IncidentCommentSchema),
})
export type IncidentAttributes = Readonly<Static<typeof IncidentAttributesSchema>>

/** A record as the store keeps it: with every push that reached it, the oldest first. */
export interface IncidentWithCalls extends IncidentAttributes { readonly calls: SharedList<IncidentCall> }

/** What an external system remembers besides its records. */
export const ExternalSystemAttributesSchema = Type.Object({
  /** The next number of each series, by what stands before the number: `{ "ES-": 554 }`. */
  next_numbers: Type.Record(Type.String(), Type.Integer()),
})
export type ExternalSystemAttributes = Readonly<Static<typeof ExternalSystemAttributesSchema>>
