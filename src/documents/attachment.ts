import { Type, type Static } from '@sinclair/typebox'
import { LimitedStringSchema, NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import { Formerly, In } from '../versions/schema.js'
import { UserSchema } from './user.js'

// Source: Kibana's cases/common/types/domain/attachment/v1.ts. The order of the keys is the order of the messages.

const oneOrMany = Type.Union([Type.Array(Type.String()), Type.String()])

const CommentTextSchema = Formerly([{ until: '8.10', schema: Type.String() }], LimitedStringSchema('comment', 1, 30_000))

const JsonObjectSchema = Type.Record(Type.String(), Type.Unknown())

export const UserCommentSchema = Type.Object({ comment: CommentTextSchema, type: Type.Literal('user'), owner: Type.String() })

export const AlertAttachmentSchema = Type.Object({
  type: Formerly([{ until: '8.1', schema: StringEnumSchema(['generated_alert', 'alert']) }], Type.Literal('alert')),
  alertId: oneOrMany,
  index: oneOrMany,
  rule: Type.Object({ id: NullableSchema(Type.String()), name: NullableSchema(Type.String()) }),
  owner: Type.String(),
})

export const EventAttachmentSchema = Type.Object({
  type: Type.Literal('event'),
  eventId: oneOrMany,
  index: oneOrMany,
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

// The codec names of io-ts, printed if a body is not an object
const JSON_OBJECT_NAME = '{ [K in string]: JsonValue }'

const externalReferenceName = (storage: string) =>
  `{| externalReferenceAttachmentTypeId: string, externalReferenceMetadata: (null | ${JSON_OBJECT_NAME}), type: "externalReference", owner: string, ` +
  `externalReferenceId: string, externalReferenceStorage: {| ${storage} |} |}`

export const REQUEST_NAME = `(${[
  '{| comment: LimitedString, type: "user", owner: string |}',
  '{| type: "alert", alertId: (Array<string> | string), index: (Array<string> | string), rule: {| id: (string | null), name: (string | null) |}, owner: string |}',
  '{| type: "actions", comment: LimitedString, actions: {| targets: Array<{| hostname: string, endpointId: string |}>, type: string |}, owner: string |}',
  externalReferenceName('type: "elasticSearchDoc"'),
  externalReferenceName('type: "savedObject", soType: string'),
  `{| type: "persistableState", owner: string, persistableStateAttachmentTypeId: string, persistableStateAttachmentState: ${JSON_OBJECT_NAME} |}`,
].join(' | ')})`

/** An attachment as a client sends it. */
export const AttachmentRequestSchema = Type.Union([
  UserCommentSchema,
  In({ since: '9.2' }, EventAttachmentSchema),
  AlertAttachmentSchema,
  ActionsAttachmentSchema,
  In({ since: '8.4' }, ExternalReferenceElasticsearchSchema),
  In({ since: '8.4' }, ExternalReferenceSavedObjectSchema),
  In({ since: '8.4' }, PersistableStateSchema),
], { codecName: REQUEST_NAME, isUntagged: true })

export type AttachmentRequest = Static<typeof AttachmentRequestSchema>

export type AlertAttachment = Static<typeof AlertAttachmentSchema>

export type EventAttachment = Static<typeof EventAttachmentSchema>

/** The fields that the server adds to every attachment. */
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

/** Converts an attachment to its response form. */
export const AttachmentSchema = Type.Intersect([
  Type.Object({ id: Type.String(), version: Type.String(), associationType: Type.Optional(In({ until: '8.1' }, Type.Literal('case'))) }),
  AttachmentAttributesSchema,
])

export type Attachment = Static<typeof AttachmentSchema>
