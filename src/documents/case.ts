import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { LimitedArraySchema, LimitedStringSchema, NullableSchema, SafeIntegerSchema, StringEnumSchema } from '../decoding/limits.js'
import { AnsweredConnectorSchema, CaseConnectorSchema } from './case-connector.js'
import { ObservableSchema } from './observable.js'
import { Formerly, In } from '../versions/schema.js'
import { UserSchema } from './user.js'

// Source: Kibana's cases/common/types/domain/{case,external_service,custom_field}/v1.ts, common/constants/index.ts

export const CASE_STATUSES = ['open', 'in-progress', 'closed'] as const

export const CASE_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const

export const CaseStatusSchema = StringEnumSchema(CASE_STATUSES, { description: 'the status of the case' })

export type CaseStatus = Static<typeof CaseStatusSchema>

export const CaseSeveritySchema = StringEnumSchema(CASE_SEVERITIES, { description: 'the severity of the case' })

export type CaseSeverity = Static<typeof CaseSeveritySchema>

const syncAlerts = Type.Boolean({ description: 'whether a new status is also written to the alerts of the case' })

export const CaseSettingsSchema = Formerly(
  [{ until: '8.9', schema: Type.Object({ syncAlerts }, { additionalProperties: true }) }],
  Type.Object({
    syncAlerts,
    extractObservables: Type.Optional(In({ since: '9.2' }, Type.Boolean({
      description: 'whether observables are extracted from attached alerts and events; false if absent',
    }))),
  }, { description: 'settings of the case' }),
)

export type CaseSettings = Static<typeof CaseSettingsSchema>

const uid = Type.String({ description: 'the id of the user profile' })

const AssignedSchema = Type.Object({ uid })

const ofAssignee = (description: string) => Type.Optional(In({ since: '9.5.1' }, NullableSchema(Type.String(), { description })))

/** An assignee as stored with a case. */
const CaseAssigneeSchema = Type.Object({
  uid,
  username: ofAssignee('the name that the user logs in with; null if unknown'),
  full_name: ofAssignee('the display name; null if unknown'),
  email: ofAssignee('the email address; null if unknown'),
})

export type CaseAssignee = Static<typeof CaseAssigneeSchema>

/** A text with the limits of 8.10; operations check earlier limits. */
const limitedText = (fieldName: string, maxLength: number, description: string) =>
  Formerly([{ until: '8.10', schema: Type.String() }], LimitedStringSchema(fieldName, 1, maxLength, { description }))

export const TitleSchema = limitedText('title', 160, 'the title')

export const DescriptionSchema = limitedText('description', 30_000, 'the description, in Markdown')

export const TagsSchema = Formerly(
  [{ until: '8.10', schema: Type.Array(Type.String()) }],
  LimitedArraySchema('tags', LimitedStringSchema('tag', 1, 256), 0, 200, { description: 'the tags' }),
)

export const CategorySchema = Formerly(
  [{
    until: '8.10',
    schema: NullableSchema(LimitedStringSchema('category', 1, 50, { emptyMessage: 'The category cannot be an empty string.' })),
  }],
  NullableSchema(LimitedStringSchema('category', 1, 50), { description: 'the category; null for none' }),
)

export const AssigneesSchema = Formerly(
  [{ until: '8.10', schema: Type.Array(AssignedSchema) }],
  LimitedArraySchema('assignees', AssignedSchema, 0, 10, { description: 'the users assigned to the case' }),
)

/** The value of a text custom field; `fieldName` is its name in messages. */
export const CustomFieldTextSchema = (fieldName: string) => LimitedStringSchema(fieldName, 1, 160)

const ofField = <Name extends string, Value extends TSchema>(type: Name, value: Value) => Type.Object({
  key: Type.String({ description: 'the key of the field in the Cases settings' }),
  type: Type.Literal(type, { description: 'the type of the field' }),
  value: NullableSchema(value, { description: 'the value; null for none' }),
})

/** The value of a custom field of a case. */
export const CustomFieldSchema = Type.Union([
  ofField('text', CustomFieldTextSchema('value')),
  ofField('toggle', Type.Boolean()),
  In({ since: '8.17' }, ofField('number', SafeIntegerSchema('value'))),
])

export type CustomField = Static<typeof CustomFieldSchema>

export const CustomFieldsSchema = LimitedArraySchema(
  'customFields', CustomFieldSchema, 0, 10, { description: 'values of the custom fields in the Cases settings' },
)

/** The last push of a case. */
export const ExternalServiceSchema = Type.Object({
  connector_id: Type.String({ description: 'the id of the connector', examples: ['jira-1'] }),
  connector_name: Type.String({ description: 'the name of the connector' }),
  external_id: Type.String({ description: "the record's id in the external system", examples: ['10001'] }),
  external_title: Type.String({ description: "the record's title there: an issue key, an incident number", examples: ['SOC-1'] }),
  external_url: Type.String({ description: 'the link to the record', examples: ['https://jira.example.com/browse/SOC-1'] }),
  pushed_at: Type.String({ description: 'the time of the push, as an ISO string' }),
  pushed_by: { ...UserSchema, description: 'the user who pushed' },
})

export type ExternalService = Static<typeof ExternalServiceSchema>

/** The template of a case, and the version that the case keeps. */
export const TemplateReferenceSchema = NullableSchema(Type.Object({
  id: Type.String({ description: 'the id of the template' }),
  version: Type.Number({ description: 'the version of the template' }),
}), { description: 'the template of the case; null for none' })

/** The template of a new case. From 9.5 on, the version may be omitted to use the latest. */
export const TemplateChoiceSchema = Formerly([{ until: '9.5', schema: TemplateReferenceSchema }], NullableSchema(Type.Object({
  id: Type.String({ description: 'the id of the template' }),
  version: Type.Optional(Type.Number({ description: 'the version of the template; the latest if absent' })),
}), { description: 'the template of the case; null for none' }))

export const ExtendedFieldsSchema = Type.Record(Type.String(), Type.String(), {
  description: "values of the template's fields, by `<name>_as_<type>`", examples: [{ priority_as_keyword: 'high' }],
})

const seconds = (description: string) => Type.Optional(In({ since: '8.19' }, NullableSchema(Type.Integer(), { description })))

/** The stored attributes of a case: the same as in Kibana, except that its two internal counters are named as in responses. */
export const CaseAttributesSchema = Type.Object({
  totalComment: Type.Integer({ description: 'the number of user comments' }),
  totalAlerts: Type.Integer({ description: 'the number of distinct alerts' }),
  totalEvents: In({ since: '9.2' }, Type.Integer({ description: 'the number of distinct events' })),
  owner: Type.String({ description: 'the application that owns the case', examples: ['cases', 'securitySolution'] }),
  title: Type.String({ description: 'the title' }),
  description: Type.String({ description: 'the description, in Markdown' }),
  tags: Type.Array(Type.String(), { description: 'the tags' }),
  status: CaseStatusSchema,
  severity: In({ since: '8.3' }, CaseSeveritySchema),
  category: In({ since: '8.9' }, NullableSchema(Type.String(), { description: 'the category; null for none' })),
  assignees: In({ since: '8.5' }, Type.Array(CaseAssigneeSchema, { description: 'the users assigned to the case' })),
  settings: CaseSettingsSchema,
  connector: AnsweredConnectorSchema,
  customFields: In(
    { since: '8.11' }, Type.Array(CustomFieldSchema, { description: 'values of the custom fields in the Cases settings' }),
  ),
  observables: In({ since: '8.18' }, Type.Array(ObservableSchema, { description: 'the observables' })),
  external_service: NullableSchema(ExternalServiceSchema, { description: 'the last push; null if the case was never pushed' }),
  duration: In({ since: '8.3' }, NullableSchema(Type.Integer(), {
    description: 'seconds from creation to closing; null while the case is not closed',
  })),
  created_at: Type.String({ description: 'the time of its creation, as an ISO string' }),
  created_by: { ...UserSchema, description: 'the user who created it' },
  updated_at: NullableSchema(Type.String(), { description: 'the time of the last change, as an ISO string; null if there was none' }),
  updated_by: NullableSchema(UserSchema, { description: 'the user who made the last change; null if there was none' }),
  closed_at: NullableSchema(Type.String(), { description: 'the time it was closed, as an ISO string; null while it is not closed' }),
  closed_by: NullableSchema(UserSchema, { description: 'the user who closed it; null while it is not closed' }),
  in_progress_at: Type.Optional(In({ since: '8.19' }, NullableSchema(Type.String(), {
    description: 'the time it was first in progress, as an ISO string; null or absent before that',
  }))),
  time_to_acknowledge: seconds('seconds from creation to in progress; null or absent before that'),
  time_to_investigate: seconds('seconds from in progress to closing; null or absent before that'),
  time_to_resolve: seconds('seconds from creation to closing; null or absent before that'),
  incremental_id: Type.Optional(In({ since: '9.2' }, Type.Integer({
    description: "the number of the case in its space; absent until Kibana's background task assigns it", examples: [1],
  }))),
  template: Type.Optional(In({ since: '9.4' }, TemplateReferenceSchema)),
  extended_fields: Type.Optional(In({ since: '9.4' }, ExtendedFieldsSchema)),
})

export type CaseAttributes = Readonly<Static<typeof CaseAttributesSchema>>

/** Fields that an update can change and a template can preset. The order of the keys is the order of the messages. */
export const CaseFieldsSchema = Type.Object({
  description: Type.Optional(DescriptionSchema),
  tags: Type.Optional(TagsSchema),
  title: Type.Optional(TitleSchema),
  connector: Type.Optional(CaseConnectorSchema),
  severity: Type.Optional(In({ since: '8.3' }, CaseSeveritySchema)),
  assignees: Type.Optional(In({ since: '8.5' }, AssigneesSchema)),
  category: Type.Optional(In({ since: '8.9' }, CategorySchema)),
  customFields: Type.Optional(In({ since: '8.11' }, CustomFieldsSchema)),
  settings: Type.Optional(CaseSettingsSchema),
})
