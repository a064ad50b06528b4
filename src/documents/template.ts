import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema } from '../decoding/limits.js'

// Source: Kibana's cases/common/types/domain/{template,field_definition}/v1.ts

/** One version of a template for cases. A change creates a new version; existing cases keep the version they have. */
export const TemplateAttributesSchema = Type.Object({
  templateId: Type.String({ description: 'the id of the template, which all its versions share; the id of the document if absent' }),
  templateVersion: Type.Integer({ minimum: 1, description: 'the version of the template, from 1' }),
  name: Type.String({ description: 'the display name; the name in the definition if absent' }),
  owner: Type.String({ description: 'the owner of the cases that the template is for', examples: ['cases'] }),
  definition: Type.String({
    description: 'the definition, in YAML: defaults of a case, and fields', examples: ['severity: high\nfields: []\n'],
  }),
  deletedAt: NullableSchema(Type.String(), { description: 'the time of the deletion, as an ISO string; null if it is not deleted' }),
  description: Type.Optional(Type.String({ description: 'a description of the template' })),
  tags: Type.Optional(Type.Array(Type.String(), { description: 'the tags of the template itself' })),
  author: Type.Optional(Type.String({ description: 'the name of the user who created it' })),
  usageCount: Type.Optional(Type.Integer({ minimum: 0, description: 'the number of cases created from it; absent if there are none' })),
  lastUsedAt: Type.Optional(Type.String({ description: 'the time the last case was created from it, as an ISO string' })),
  isDefault: Type.Optional(Type.Boolean({ description: 'whether it is the default template' })),
  isEnabled: Type.Boolean({ description: 'whether cases can be created from it' }),
})
export type TemplateAttributes = Readonly<Static<typeof TemplateAttributesSchema>>

/** A field of the library. Templates refer to it with `$ref`. Global fields belong to all cases of their owner. */
export const FieldDefinitionAttributesSchema = Type.Object({
  name: Type.String({ description: 'the name by which templates refer to the field' }),
  owner: Type.String({ description: 'the owner of the cases that the field is for', examples: ['cases'] }),
  definition: Type.String({
    description: 'the definition of the field, in YAML', examples: ['name: priority\ntype: keyword\ncontrol: INPUT_TEXT\n'],
  }),
  isGlobal: Type.Boolean({ description: 'whether all cases of the owner have the field, with or without a template' }),
})
export type FieldDefinitionAttributes = Readonly<Static<typeof FieldDefinitionAttributesSchema>>
