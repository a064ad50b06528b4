import { Type, type Static } from '@sinclair/typebox'
import { LimitedStringSchema, NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import { Formerly, In } from '../versions/schema.js'
import { UserSchema } from './user.js'

// Source: Kibana's cases/common/types/domain/attachment/v1.ts. The order of the keys is the order of the messages.

const oneOrMany = (description: string) => Type.Union([Type.Array(Type.String()), Type.String()], { description })

const CommentTextSchema = Formerly(
  [{ until: '8.10', schema: Type.String() }],
  LimitedStringSchema('comment', 1, 30_000, { description: 'the text of the comment, in Markdown' }),
)

const ownerSchema = Type.String({ description: 'the owner of the case', examples: ['cases'] })

const JsonObjectSchema = Type.Record(Type.String(), Type.Unknown())

const UserCommentSchema = Type.Object({
  comment: CommentTextSchema, type: Type.Literal('user', { description: 'a comment' }), owner: ownerSchema,
})

const AlertAttachmentSchema = Type.Object({
  type: Formerly([{ until: '8.1', schema: StringEnumSchema(['generated_alert', 'alert']) }], Type.Literal('alert', {
    description: 'alerts',
  })),
  alertId: oneOrMany('the id of the alert, or those of several alerts'),
  index: oneOrMany('the index of the alert, or one for each id'),
  rule: Type.Object({
    id: NullableSchema(Type.String(), { description: 'the id of the rule; null if unknown' }),
    name: NullableSchema(Type.String(), { description: 'the name of the rule; null if unknown' }),
  }, { description: 'the rule that created the alerts' }),
  owner: ownerSchema,
})

const EventAttachmentSchema = Type.Object({
  type: Type.Literal('event', { description: 'events' }),
  eventId: oneOrMany('the id of the event, or those of several events'),
  index: oneOrMany('the index of the event, or one for each id'),
  owner: ownerSchema,
})

const ActionsAttachmentSchema = Type.Object({
  type: Type.Literal('actions', { description: 'an action on hosts' }),
  comment: CommentTextSchema,
  actions: Type.Object({
    targets: Type.Array(Type.Object({
      hostname: Type.String({ description: 'the name of the host' }),
      endpointId: Type.String({ description: 'the id of the agent on it' }),
    }), { description: 'the hosts' }),
    type: Type.String({ description: 'the action', examples: ['isolate'] }),
  }, { description: 'the action and its hosts' }),
  owner: ownerSchema,
})

const externalReferenceKeys = {
  externalReferenceAttachmentTypeId: Type.String({ description: 'the type of the reference; `.files` for files', examples: ['.files'] }),
  externalReferenceMetadata: NullableSchema(JsonObjectSchema, { description: "the type's own values; for files their names and sizes" }),
  type: Type.Literal('externalReference', { description: 'a reference to something outside cases' }),
  owner: ownerSchema,
  externalReferenceId: Type.String({ description: 'the id of the referenced object, such as a file' }),
}

const storageDescription = 'the place where the referenced object is stored'

const ExternalReferenceElasticsearchSchema = Type.Object({
  ...externalReferenceKeys,
  externalReferenceStorage: Type.Object(
    { type: Type.Literal('elasticSearchDoc', { description: 'a document in Elasticsearch' }) }, { description: storageDescription },
  ),
})

const ExternalReferenceSavedObjectSchema = Type.Object({
  ...externalReferenceKeys,
  externalReferenceStorage: Type.Object({
    type: Type.Literal('savedObject', { description: 'a saved object of Kibana' }),
    soType: Type.String({ description: 'the type of the saved object', examples: ['file'] }),
  }, { description: storageDescription }),
})

const PersistableStateSchema = Type.Object({
  type: Type.Literal('persistableState', { description: 'the state of a visualization or the like' }),
  owner: ownerSchema,
  persistableStateAttachmentTypeId: Type.String({ description: 'the type of the state', examples: ['.lens'] }),
  persistableStateAttachmentState: { ...JsonObjectSchema, description: 'the state itself' },
})

// The codec names of io-ts, printed if a body is not an object
const JSON_OBJECT_NAME = '{ [K in string]: JsonValue }'

const externalReferenceName = (storage: string) =>
  `{| externalReferenceAttachmentTypeId: string, externalReferenceMetadata: (null | ${JSON_OBJECT_NAME}), type: "externalReference", ` +
    `owner: string, externalReferenceId: string, externalReferenceStorage: {| ${storage} |} |}`

export const REQUEST_NAME = `(${[
  '{| comment: LimitedString, type: "user", owner: string |}',
  '{| type: "alert", alertId: (Array<string> | string), index: (Array<string> | string), ' +
    'rule: {| id: (string | null), name: (string | null) |}, owner: string |}',
  '{| type: "actions", comment: LimitedString, ' +
    'actions: {| targets: Array<{| hostname: string, endpointId: string |}>, type: string |}, owner: string |}',
  externalReferenceName('type: "elasticSearchDoc"'),
  externalReferenceName('type: "savedObject", soType: string'),
  '{| type: "persistableState", owner: string, persistableStateAttachmentTypeId: string, ' +
    `persistableStateAttachmentState: ${JSON_OBJECT_NAME} |}`,
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
  created_at: Type.String({ description: 'the time of its creation, as an ISO string' }),
  created_by: { ...UserSchema, description: 'the user who created it' },
  pushed_at: NullableSchema(Type.String(), { description: 'the time of its first push, as an ISO string; null before that' }),
  pushed_by: NullableSchema(UserSchema, { description: 'the user who pushed it first; null before that' }),
  updated_at: NullableSchema(Type.String(), { description: 'the time of the last change, as an ISO string; null if there was none' }),
  updated_by: NullableSchema(UserSchema, { description: 'the user who made the last change; null if there was none' }),
})

const AttachmentAttributesSchema = Type.Intersect([AttachmentRequestSchema, AttachmentStampsSchema])

export type AttachmentAttributes = Readonly<Static<typeof AttachmentAttributesSchema>>

/** An attachment in responses. */
export const AttachmentSchema = Type.Intersect([
  Type.Object({
    id: Type.String({ description: 'the id of the attachment' }),
    version: Type.String({ description: 'the version, which changes with every write', examples: ['WzIzLDFd'] }),
    associationType: Type.Optional(In({ until: '8.1' }, Type.Literal('case', { description: 'the type of object it is attached to' }))),
  }),
  AttachmentAttributesSchema,
])

export type Attachment = Static<typeof AttachmentSchema>

/** Adds fields to a copy of an attachment. A spread would take 28 times as long with Node 20. */
export const withFields = <From extends object, Fields extends object>(attachment: From, fields: Fields): From & Fields =>
  Object.assign({}, attachment, fields)
