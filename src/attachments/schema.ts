import { Type, type Static } from '@sinclair/typebox'
import { LimitedStringSchema, NullableSchema } from '../decoding/limits.js'
import { UserSchema } from '../security/user.js'

// Source: Kibana's cases/common/types/domain/attachment/v1.ts. The order of the keys is the order of the messages.

const oneOrMany = Type.Union([Type.Array(Type.String()), Type.String()])
const CommentTextSchema = LimitedStringSchema('comment', 1, 30_000)
const JsonObjectSchema = Type.Record(Type.String(), Type.Unknown())

export const UserCommentSchema = Type.Object({ comment: CommentTextSchema, type: Type.Literal('user'), owner: Type.String() })
export const AlertAttachmentSchema = Type.Object({
  type: Type.Literal('alert'),
  alertId: oneOrMany,
  index: oneOrMany,
  rule: Type.Object({ id: NullableSchema(Type.String()), name: NullableSchema(Type.String()) }),
  owner: Type.String(),
})
export const ActionsAttachmentSchema = Type.Object({
  type: Type.Literal('actions'),
  comment: CommentTextSchema,
  actions: Type.Object({
    targets: Type.Array(Type.Object({ hostname: Type.String(), endpointId: Type.String() })),
    type: Type.String(),
  }),
  owner: Type.String(),
})
const externalReferenceKeys = {
  externalReferenceAttachmentTypeId: Type.String(),
  externalReferenceMetadata: NullableSchema(JsonObjectSchema),
  type: Type.Literal('externalReference'),
  owner: Type.String(),
  externalReferenceId: Type.String(),
}
export const ExternalReferenceElasticsearchSchema = Type.Object({
  ...externalReferenceKeys,
  externalReferenceStorage: Type.Object({ type: Type.Literal('elasticSearchDoc') }),
})
export const ExternalReferenceSavedObjectSchema = Type.Object({
  ...externalReferenceKeys,
  externalReferenceStorage: Type.Object({ type: Type.Literal('savedObject'), soType: Type.String() }),
})
export const PersistableStateSchema = Type.Object({
  type: Type.Literal('persistableState'),
  owner: Type.String(),
  persistableStateAttachmentTypeId: Type.String(),
  persistableStateAttachmentState: JsonObjectSchema,
})

/** An attachment as a client sends it. */
export const AttachmentRequestSchema = Type.Union([
  UserCommentSchema,
  AlertAttachmentSchema,
  ActionsAttachmentSchema,
  ExternalReferenceElasticsearchSchema,
  ExternalReferenceSavedObjectSchema,
  PersistableStateSchema,
])
export type AttachmentRequest = Static<typeof AttachmentRequestSchema>

/** What every attachment carries besides what was sent. */
export const AttachmentStampsSchema = Type.Object({
  created_at: Type.String(),
  created_by: UserSchema,
  pushed_at: NullableSchema(Type.String()),
  pushed_by: NullableSchema(UserSchema),
  updated_at: NullableSchema(Type.String()),
  updated_by: NullableSchema(UserSchema),
})

export const AttachmentAttributesSchema = Type.Intersect([AttachmentRequestSchema, AttachmentStampsSchema])
export type AttachmentAttributes = Readonly<Static<typeof AttachmentAttributesSchema>>
