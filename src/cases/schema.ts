import { Type, type Static } from '@sinclair/typebox'
import { LimitedArraySchema, StringEnumSchema } from '../decoding/limits.js'
import { Formerly, In } from '../versions/schema.js'
import { CaseConnectorSchema } from '../documents/case-connector.js'
import {
  AssigneesSchema, CaseFieldsSchema, CaseSettingsSchema, CaseSeveritySchema, CaseStatusSchema, CategorySchema, CustomFieldsSchema,
  DescriptionSchema, ExtendedFieldsSchema, TagsSchema, TemplateChoiceSchema, TemplateReferenceSchema, TitleSchema,
} from '../documents/case.js'

/** 8.0 still has case types, but only one of them can be used. */
const CaseTypeSchema = In({ until: '8.1' }, StringEnumSchema(['collection', 'individual']))

const createProperties = {
  description: DescriptionSchema,
  tags: TagsSchema,
  title: TitleSchema,
  connector: CaseConnectorSchema,
  settings: CaseSettingsSchema,
  owner: Type.String(),
  type: Type.Optional(CaseTypeSchema),
  assignees: Type.Optional(In({ since: '8.5' }, AssigneesSchema)),
  severity: Type.Optional(In({ since: '8.3' }, CaseSeveritySchema)),
  category: Type.Optional(In({ since: '8.9' }, CategorySchema)),
  customFields: Type.Optional(In({ since: '8.11' }, CustomFieldsSchema)),
  template: Type.Optional(In({ since: '9.4' }, TemplateChoiceSchema)),
  extended_fields: Type.Optional(In({ since: '9.4' }, ExtendedFieldsSchema)),
}

export const CreateCaseBodySchema = Formerly([{
  until: '8.1',
  schema: Type.Object(
    { ...createProperties, type: CaseTypeSchema },
    { additionalProperties: false, nullMeansEmpty: true, filledWith: { type: 'individual' } },
  ),
}], Type.Object(createProperties, { additionalProperties: false, nullMeansEmpty: true }))
export type CreateCaseBody = Static<typeof CreateCaseBodySchema>

const { description, tags, title, connector, severity, assignees, category, customFields, settings } = CaseFieldsSchema.properties
const own = { status: Type.Optional(CaseStatusSchema), owner: Type.Optional(Type.String()), id: Type.String(), version: Type.String() }

const UpdateCaseSchema = Formerly([{
  until: '8.15',
  schema: Type.Object({
    description,
    status: own.status,
    tags,
    title,
    type: Type.Optional(CaseTypeSchema),
    connector,
    settings,
    owner: own.owner,
    severity,
    assignees,
    category,
    customFields,
    id: own.id,
    version: own.version,
  }, { additionalProperties: false }),
}], Type.Object({
  ...CaseFieldsSchema.properties,
  template: Type.Optional(In({ since: '9.4' }, TemplateReferenceSchema)),
  extended_fields: Type.Optional(In({ since: '9.4' }, ExtendedFieldsSchema)),
  closeReason: Type.Optional(In({ since: '9.4' }, Type.String())),
  ...own,
  type: Type.Optional(CaseTypeSchema),
}, { additionalProperties: false }))
export type UpdateCase = Static<typeof UpdateCaseSchema>

export const UpdateCasesBodySchema = Type.Object({
  cases: Formerly([{ until: '8.10', schema: Type.Array(UpdateCaseSchema) }], LimitedArraySchema('cases', UpdateCaseSchema, 1, 100)),
}, { additionalProperties: false, codecName: '{| cases: LimitedArray |}' })
export type UpdateCasesBody = Static<typeof UpdateCasesBodySchema>

export const CaseParamsSchema = Type.Object({ case_id: Type.String() })
