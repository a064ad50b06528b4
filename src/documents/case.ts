import { Type, type Static } from '@sinclair/typebox'
import { LimitedArraySchema, LimitedStringSchema, NullableSchema, SafeIntegerSchema, StringEnumSchema } from '../decoding/limits.js'
import { CaseConnectorSchema } from './case-connector.js'
import { Formerly, In } from '../versions/schema.js'
import { UserSchema } from './user.js'

// Source: Kibana's cases/common/types/domain/{case,external_service,custom_field,observable}/v1.ts, common/constants/index.ts

export const CASE_STATUSES = ['open', 'in-progress', 'closed'] as const

export const CASE_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const

export const CaseStatusSchema = StringEnumSchema(CASE_STATUSES)

export type CaseStatus = Static<typeof CaseStatusSchema>

export const CaseSeveritySchema = StringEnumSchema(CASE_SEVERITIES)

export type CaseSeverity = Static<typeof CaseSeveritySchema>

export const CaseSettingsSchema = Formerly(
  [{ until: '8.9', schema: Type.Object({ syncAlerts: Type.Boolean() }, { additionalProperties: true }) }],
  Type.Object({ syncAlerts: Type.Boolean(), extractObservables: Type.Optional(In({ since: '9.2' }, Type.Boolean())) }),
)

export type CaseSettings = Static<typeof CaseSettingsSchema>

/** Settings with the one that clients may leave out. */
export const completeSettings = (settings: CaseSettings) => ({ ...settings, extractObservables: settings.extractObservables ?? false })

const AssignedSchema = Type.Object({ uid: Type.String() })

const assigneeName = Type.Optional(In({ since: '9.5.1' }, NullableSchema(Type.String())))

/** An assignee as cases keep it. */
export const CaseAssigneeSchema = Type.Object({ uid: Type.String(), username: assigneeName, full_name: assigneeName, email: assigneeName })

export type CaseAssignee = Static<typeof CaseAssigneeSchema>

/** A text with the limits of 8.10; operations check the earlier limits. */
const limitedText = (fieldName: string, maxLength: number) =>
  Formerly([{ until: '8.10', schema: Type.String() }], LimitedStringSchema(fieldName, 1, maxLength))

export const TitleSchema = limitedText('title', 160)

export const DescriptionSchema = limitedText('description', 30_000)

export const TagsSchema = Formerly(
  [{ until: '8.10', schema: Type.Array(Type.String()) }],
  LimitedArraySchema('tags', LimitedStringSchema('tag', 1, 256), 0, 200),
)

export const CategorySchema = Formerly(
  [
    {
      until: '8.10',
      schema: NullableSchema(LimitedStringSchema('category', 1, 50, { emptyMessage: 'The category cannot be an empty string.' })),
    },
  ],
  NullableSchema(LimitedStringSchema('category', 1, 50)),
)

export const AssigneesSchema = Formerly(
  [{ until: '8.10', schema: Type.Array(AssignedSchema) }],
  LimitedArraySchema('assignees', AssignedSchema, 0, 10),
)

/** The value of a text custom field; `fieldName` as for any limited string. */
export const CustomFieldTextSchema = (fieldName: string) => LimitedStringSchema(fieldName, 1, 160)

export const CustomFieldSchema = Type.Union([
  Type.Object({ key: Type.String(), type: Type.Literal('text'), value: NullableSchema(CustomFieldTextSchema('value')) }),
  Type.Object({ key: Type.String(), type: Type.Literal('toggle'), value: NullableSchema(Type.Boolean()) }),
  In(
    { since: '8.17' }, Type.Object({ key: Type.String(), type: Type.Literal('number'), value: NullableSchema(SafeIntegerSchema('value')) }),
  ),
])

export type CustomField = Static<typeof CustomFieldSchema>

export const CustomFieldsSchema = LimitedArraySchema('customFields', CustomFieldSchema, 0, 10)

export const ObservableSchema = Type.Object({
  id: Type.String(),
  typeKey: Type.String(),
  value: Type.String(),
  description: NullableSchema(Type.String()),
  createdAt: Type.String(),
  updatedAt: NullableSchema(Type.String()),
})

export type Observable = Static<typeof ObservableSchema>

export const ExternalServiceSchema = Type.Object({
  connector_id: Type.String(),
  connector_name: Type.String(),
  external_id: Type.String(),
  external_title: Type.String(),
  external_url: Type.String(),
  pushed_at: Type.String(),
  pushed_by: UserSchema,
})

export type ExternalService = Static<typeof ExternalServiceSchema>

/** The template of a case: which one, and the version to which the case is pinned. */
export const TemplateReferenceSchema = NullableSchema(Type.Object({ id: Type.String(), version: Type.Number() }))

/** Values of a template's fields, by `<name>_as_<type>`. */
export const ExtendedFieldsSchema = Type.Record(Type.String(), Type.String())

const seconds = Type.Optional(In({ since: '8.19' }, NullableSchema(Type.Integer())))

/** The stored attributes of a case: Kibana's, with its two internal counters under their names in responses. */
export const CaseAttributesSchema = Type.Object({
  /** User comments only. */
  totalComment: Type.Integer(),
  /** Distinct alert ids. */
  totalAlerts: Type.Integer(),
  /** Distinct event ids. */
  totalEvents: In({ since: '9.2' }, Type.Integer()),
  owner: Type.String(),
  title: Type.String(),
  description: Type.String(),
  tags: Type.Array(Type.String()),
  status: CaseStatusSchema,
  severity: In({ since: '8.3' }, CaseSeveritySchema),
  category: In({ since: '8.9' }, NullableSchema(Type.String())),
  assignees: In({ since: '8.5' }, Type.Array(CaseAssigneeSchema)),
  settings: CaseSettingsSchema,
  connector: CaseConnectorSchema,
  customFields: In({ since: '8.11' }, Type.Array(CustomFieldSchema)),
  observables: In({ since: '8.18' }, Type.Array(ObservableSchema)),
  external_service: NullableSchema(ExternalServiceSchema),
  duration: In({ since: '8.3' }, NullableSchema(Type.Integer())),
  created_at: Type.String(),
  created_by: UserSchema,
  updated_at: NullableSchema(Type.String()),
  updated_by: NullableSchema(UserSchema),
  closed_at: NullableSchema(Type.String()),
  closed_by: NullableSchema(UserSchema),
  in_progress_at: Type.Optional(In({ since: '8.19' }, NullableSchema(Type.String()))),
  time_to_acknowledge: seconds,
  time_to_investigate: seconds,
  time_to_resolve: seconds,
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
