import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import type { SharedList } from '../persistent/shared-list.js'

/** A comment as Kibana pushes it. */
export const PushCommentSchema = Type.Object({
  comment: Type.String({ description: 'the text as Kibana sends it, with the name of its author' }),
  commentId: Type.String({ description: 'the id of the comment, or one for the number of alerts' }),
})

export type PushComment = Static<typeof PushCommentSchema>

const AnyObjectSchema = Type.Record(Type.String(), Type.Unknown())

/** One HTTP call of a push, without credentials, and its response. */
const DeliveredRequestSchema = Type.Object({
  method: Type.String({ description: 'the HTTP method' }),
  url: Type.String({ description: 'the whole URL' }),
  body: Type.Optional(Type.Unknown({ description: 'the body, decoded if it is JSON; absent without one' })),
  status: NullableSchema(Type.Integer(), { description: 'the status of the answer; null without an answer' }),
  answer: Type.Unknown({ description: 'the body of the answer, decoded if it is JSON; null without one' }),
})
export type DeliveredRequest = Readonly<Static<typeof DeliveredRequestSchema>>

/** One `pushToService`: the parameters that Kibana passed to the connector, and the calls it made. */
export const IncidentCallSchema = Type.Object({
  action: StringEnumSchema(['create', 'update'], { description: 'whether the push was to create the record or to update it' }),
  at: Type.String({ description: 'the time of the push, as an ISO string' }),
  connectorId: Type.String({ description: 'the id of the connector that was used' }),
  space: Type.String({ description: 'the id of the space of the push' }),
  caseId: NullableSchema(Type.String(), { description: 'the id of the pushed case; null for a direct execution of the connector' }),
  incident: { ...AnyObjectSchema, description: 'the fields that Kibana passed to the connector' },
  comments: Type.Array(PushCommentSchema, { description: 'the comments that Kibana passed to the connector' }),
  requests: Type.Array(DeliveredRequestSchema, { description: 'the HTTP calls of the connector, in their order' }),
  error: NullableSchema(Type.String(), { description: 'the error of a failed push; null if it succeeded' }),
})
export type IncidentCall = Readonly<Static<typeof IncidentCallSchema>>

/** A comment in the external system. */
const IncidentCommentSchema = Type.Object({
  id: Type.String({ description: "the comment's id in the external system" }),
  text: Type.String({ description: 'the text' }),
  createdAt: Type.String({ description: 'the time of the push that added it, as an ISO string' }),
})

/**
 * A record in an external system. A `planned` one does not exist there yet: the first push of its case
 * through its connector creates it.
 */
export const IncidentAttributesSchema = Type.Object({
  connectorId: Type.String({ description: 'the id of the connector that created it', examples: ['jira-1'] }),
  connectorType: Type.String({ description: 'the type of that connector', examples: ['.jira'] }),
  systemUrl: Type.String({
    description: "the URL in the connector's config; connectors of one type with the same URL share their records",
    examples: ['https://jira.example.com'],
  }),
  caseId: NullableSchema(Type.String(), {
    description: 'the id of the case whose push created it; null for a direct execution of the connector',
  }),
  externalId: Type.String({ description: "the record's id in its own system", examples: ['10001'] }),
  externalTitle: Type.String({ description: 'its title there: an issue key, an incident number', examples: ['SOC-1'] }),
  externalUrl: Type.String({ description: 'the link to it', examples: ['https://jira.example.com/browse/SOC-1'] }),
  hasOwnUrl: Type.Boolean({ description: "whether the seed gave the URL: pushes then report it instead of the connector's own" }),
  planned: Type.Boolean({ description: 'whether it is still to be created, by the first push of that case through that connector' }),
  createdAt: Type.String({ description: 'the time of its creation, as an ISO string' }),
  updatedAt: Type.String({ description: 'the time of the last push that reached it, as an ISO string' }),
  fields: { ...AnyObjectSchema, description: 'its current fields, by the names of the external system' },
  comments: Type.Array(IncidentCommentSchema, { description: 'its comments, oldest first' }),
})
export type IncidentAttributes = Readonly<Static<typeof IncidentAttributesSchema>>

/** A stored record, with every push that reached it, oldest first. */
export interface IncidentWithCalls extends IncidentAttributes { readonly calls: SharedList<IncidentCall> }

/** The state of an external system besides its records. */
export const ExternalSystemAttributesSchema = Type.Object({
  nextNumbers: Type.Record(
    Type.String(), Type.Integer(), { description: 'the next number of each series, by its prefix', examples: [{ 'ES-': 554 }] },
  ),
  refusedCalls: Type.Array(IncidentCallSchema, { description: 'pushes that failed before there was a record, oldest first' }),
})
export type ExternalSystemAttributes = Readonly<Static<typeof ExternalSystemAttributesSchema>>
