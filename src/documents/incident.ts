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
  status: NullableSchema(Type.Integer()),
  answer: Type.Unknown(),
})
export type DeliveredRequest = Readonly<Static<typeof DeliveredRequestSchema>>

/** One `pushToService` that reached the external system: what Kibana handed to the connector, and what that sent. */
export const IncidentCallSchema = Type.Object({
  action: StringEnumSchema(['create', 'update']),
  at: Type.String(),
  connectorId: Type.String(),
  space: Type.String(),
  caseId: NullableSchema(Type.String()),
  incident: AnyObjectSchema,
  comments: Type.Array(PushCommentSchema),
  requests: Type.Array(DeliveredRequestSchema),
  /** Why the push failed after it had reached the record; null when it did not. */
  error: NullableSchema(Type.String()),
})
export type IncidentCall = Readonly<Static<typeof IncidentCallSchema>>

/** A comment as the external system holds it. */
export const IncidentCommentSchema = Type.Object({ id: Type.String(), text: Type.String(), createdAt: Type.String() })
export type IncidentComment = Readonly<Static<typeof IncidentCommentSchema>>

/**
 * A record in an external system. One that is `planned` does not exist there yet: it is what the first push of that case
 * through that connector will make.
 */
export const IncidentAttributesSchema = Type.Object({
  connectorId: Type.String(),
  connectorType: Type.String(),
  /** Where the system is: the URL in the connector's config. Connectors of one type with the same URL share their records. */
  systemUrl: Type.String(),
  caseId: NullableSchema(Type.String()),
  /** The record's id in its own system. */
  externalId: Type.String(),
  externalTitle: Type.String(),
  externalUrl: Type.String(),
  /** Whether the URL was given with a plan: pushes report it in place of what the connector would make up. */
  hasOwnUrl: Type.Boolean(),
  planned: Type.Boolean(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  /** The fields as the system holds them now. */
  fields: AnyObjectSchema,
  comments: Type.Array(IncidentCommentSchema),
})
export type IncidentAttributes = Readonly<Static<typeof IncidentAttributesSchema>>

/** A record as the store keeps it: with every push that reached it, the oldest first. */
export interface IncidentWithCalls extends IncidentAttributes { readonly calls: SharedList<IncidentCall> }

/** The memory of an external system beside its records. */
export const ExternalSystemAttributesSchema = Type.Object({
  nextNumbers: Type.Record(Type.String(), Type.Integer(), { description: 'the next number of each series, by its prefix', examples: [{ 'ES-': 554 }] }),
  refusedCalls: Type.Array(IncidentCallSchema, { description: 'pushes that failed before there was a record, oldest first' }),
})
export type ExternalSystemAttributes = Readonly<Static<typeof ExternalSystemAttributesSchema>>
