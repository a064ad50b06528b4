import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import { In } from '../versions/schema.js'
import { AnsweredConnectorSchema } from './case-connector.js'
import { UserSchema } from './user.js'

// Source: Kibana's cases/common/types/domain/configure/v1.ts

export const ClosureTypeSchema = StringEnumSchema(
  ['close-by-user', 'close-by-pushing'], { description: 'whether a push closes the case (close-by-pushing) or only users do' },
)

const CustomFieldConfigurationSchema = Type.Object({
  key: Type.String({ description: 'the key of the field, also in cases' }),
  label: Type.String({ description: 'the display name' }),
  type: StringEnumSchema(['text', 'toggle', 'number'], { description: 'the type of its values' }),
  required: Type.Boolean({ description: 'whether cases must have a value' }),
  defaultValue: Type.Optional(Type.Union(
    [Type.String(), Type.Boolean(), Type.Number(), Type.Null()], { description: 'the value of cases that are created without one' },
  )),
})
/** A custom field in the settings of cases. */
export type CustomFieldConfiguration = Static<typeof CustomFieldConfigurationSchema>

export const TemplateSchema = Type.Object({
  key: Type.String({ description: 'the key of the template' }),
  name: Type.String({ description: 'the display name' }),
  description: Type.Optional(Type.String({ description: 'a description of the template' })),
  tags: Type.Optional(Type.Array(Type.String(), { description: 'the tags of the template itself' })),
  caseFields: NullableSchema(Type.Record(Type.String(), Type.Unknown()), {
    description: 'the fields of cases created from it; null for none',
  }),
})
const ObservableTypeSchema = Type.Object({
  key: Type.String({ description: 'the key of the type, which is the `typeKey` of observables' }),
  label: Type.String({ description: 'the display name' }),
})

/** The stored Cases settings of one owner in one space. */
export const ConfigurationAttributesSchema = Type.Object({
  owner: Type.String({ description: 'the owner of the cases that the settings are for', examples: ['cases'] }),
  closure_type: ClosureTypeSchema,
  connector: { ...AnsweredConnectorSchema, description: 'the connector of new cases' },
  customFields: In({ since: '8.11' }, Type.Array(CustomFieldConfigurationSchema, { description: 'the custom fields of cases' })),
  templates: In({ since: '8.15' }, Type.Array(TemplateSchema, { description: 'templates for new cases' })),
  observableTypes: In({ since: '8.18' }, Type.Array(ObservableTypeSchema, {
    description: 'types of observables besides the built-in ones',
  })),
  created_at: Type.String({ description: 'the time of their creation, as an ISO string' }),
  created_by: { ...UserSchema, description: 'the user who created them' },
  updated_at: NullableSchema(Type.String(), { description: 'the time of the last change, as an ISO string; null if there was none' }),
  updated_by: NullableSchema(UserSchema, { description: 'the user who made the last change; null if there was none' }),
})
export type ConfigurationAttributes = Readonly<Static<typeof ConfigurationAttributesSchema>>
