import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import { In } from '../versions/schema.js'
import { CaseConnectorSchema } from './case-connector.js'
import { UserSchema } from './user.js'

// Source: Kibana's cases/common/types/domain/configure/v1.ts

export const ClosureTypeSchema = StringEnumSchema(['close-by-user', 'close-by-pushing'])

export const CustomFieldConfigurationSchema = Type.Object({
  key: Type.String(),
  label: Type.String(),
  type: StringEnumSchema(['text', 'toggle', 'number']),
  required: Type.Boolean(),
  defaultValue: Type.Optional(Type.Union([Type.String(), Type.Boolean(), Type.Number(), Type.Null()])),
})
export type CustomFieldConfiguration = Static<typeof CustomFieldConfigurationSchema>

export const TemplateSchema = Type.Object({
  key: Type.String(),
  name: Type.String(),
  description: Type.Optional(Type.String()),
  tags: Type.Optional(Type.Array(Type.String())),
  caseFields: NullableSchema(Type.Record(Type.String(), Type.Unknown())),
})
export const ObservableTypeSchema = Type.Object({ key: Type.String(), label: Type.String() })

/** The stored Cases settings of one owner in one space. */
export const ConfigurationAttributesSchema = Type.Object({
  owner: Type.String(),
  closure_type: ClosureTypeSchema,
  connector: CaseConnectorSchema,
  customFields: In({ since: '8.11' }, Type.Array(CustomFieldConfigurationSchema)),
  templates: In({ since: '8.15' }, Type.Array(TemplateSchema)),
  observableTypes: In({ since: '8.18' }, Type.Array(ObservableTypeSchema)),
  created_at: Type.String(),
  created_by: UserSchema,
  updated_at: NullableSchema(Type.String()),
  updated_by: NullableSchema(UserSchema),
})
export type ConfigurationAttributes = Readonly<Static<typeof ConfigurationAttributesSchema>>
