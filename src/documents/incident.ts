import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import type { SharedList } from '../persistent/shared-list.js'

export const PushCommentSchema = Type.Object({ comment: Type.String(), commentId: Type.String() })

export type PushComment = Static<typeof PushCommentSchema>

const AnyObjectSchema = Type.Record(Type.String(), Type.Unknown())

/** One HTTP call of a push, without credentials, and its answer. */
export const DeliveredRequestSchema = Type.Object({
  method: Type.String(),
  url: Type.String(),
  body: Type.Optional(Type.Unknown()),
  status: NullableSchema(Type.Integer()),
  answer: Type.Unknown(),
})
export type DeliveredRequest = Readonly<Static<typeof DeliveredRequestSchema>>

/** One `pushToService`: the parameters that Kibana passed to the connector, and the calls it made. */
export const IncidentCallSchema = Type.Object({
  action: StringEnumSchema(['create', 'update']),
  at: Type.String(),
  connectorId: Type.String(),
  space: Type.String(),
  caseId: NullableSchema(Type.String()),
  incident: AnyObjectSchema,
  comments: Type.Array(PushCommentSchema),
  requests: Type.Array(DeliveredRequestSchema),
  /** The error of a failed push; null if it succeeded. */
  error: NullableSchema(Type.String()),
})
export type IncidentCall = Readonly<Static<typeof IncidentCallSchema>>

/** A comment in the external system. */
export const IncidentCommentSchema = Type.Object({ id: Type.String(), text: Type.String(), createdAt: Type.String() })
export type IncidentComment = Readonly<Static<typeof IncidentCommentSchema>>

/**
 * A record in an external system. A `planned` one does not exist there yet: the first push of that case
 * through that connector creates it.
 */
export const IncidentAttributesSchema = Type.Object({
  connectorId: Type.String(),
  connectorType: Type.String(),
  /** The URL in the connector's config. Connectors of one type with the same URL share their records. */
  systemUrl: Type.String(),
  caseId: NullableSchema(Type.String()),
  /** The record's id in its own system. */
  externalId: Type.String(),
  externalTitle: Type.String(),
  externalUrl: Type.String(),
  /** Whether the seed gave the URL: pushes then report it instead of the connector's own. */
  hasOwnUrl: Type.Boolean(),
  planned: Type.Boolean(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  /** The current fields. */
  fields: AnyObjectSchema,
  comments: Type.Array(IncidentCommentSchema),
})
export type IncidentAttributes = Readonly<Static<typeof IncidentAttributesSchema>>

/** A stored record, with every push that reached it, oldest first. */
export interface IncidentWithCalls extends IncidentAttributes { readonly calls: SharedList<IncidentCall> }

/** The memory of an external system beside its records. */
export const ExternalSystemAttributesSchema = Type.Object({
  nextNumbers: Type.Record(
    Type.String(), Type.Integer(), { description: 'the next number of each series, by its prefix', examples: [{ 'ES-': 554 }] },
  ),
  refusedCalls: Type.Array(IncidentCallSchema, { description: 'pushes that failed before there was a record, oldest first' }),
})
export type ExternalSystemAttributes = Readonly<Static<typeof ExternalSystemAttributesSchema>>
