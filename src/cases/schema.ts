import { Type, type Static } from '@sinclair/typebox'
import { LimitedArraySchema } from '../decoding/limits.js'
import { In } from '../versions/schema.js'
import { CaseConnectorSchema } from '../documents/case-connector.js'
import { CaseStatusSchema, CaseSeveritySchema, CaseSettingsSchema, TitleSchema, DescriptionSchema, TagsSchema, CategorySchema, AssigneesSchema, CustomFieldsSchema, CaseFieldsSchema } from '../documents/case.js'

export const CreateCaseBodySchema = Type.Object({
  description: DescriptionSchema,
  tags: TagsSchema,
  title: TitleSchema,
  connector: CaseConnectorSchema,
  settings: CaseSettingsSchema,
  owner: Type.String(),
  assignees: Type.Optional(In({ since: '8.5' }, AssigneesSchema)),
  severity: Type.Optional(In({ since: '8.3' }, CaseSeveritySchema)),
  category: Type.Optional(In({ since: '8.9' }, CategorySchema)),
  customFields: Type.Optional(In({ since: '8.11' }, CustomFieldsSchema)),
}, { additionalProperties: false, nullMeansEmpty: true })
export type CreateCaseBody = Static<typeof CreateCaseBodySchema>

export const UpdateCaseSchema = Type.Object({
  ...CaseFieldsSchema.properties,
  status: Type.Optional(CaseStatusSchema),
  owner: Type.Optional(Type.String()),
  id: Type.String(),
  version: Type.String(),
}, { additionalProperties: false })
export type UpdateCase = Static<typeof UpdateCaseSchema>

export const UpdateCasesBodySchema = Type.Object({
  cases: LimitedArraySchema('cases', UpdateCaseSchema, 1, 100),
}, { additionalProperties: false, codecName: '{| cases: LimitedArray |}' })
export type UpdateCasesBody = Static<typeof UpdateCasesBodySchema>

export const CaseParamsSchema = Type.Object({ case_id: Type.String() })
