import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../decoding/limits.js'
import type { Scope } from '../kibana/context.js'
import { definitionOf } from './definition.js'
import { templateHasInvalidDefinition, templateIsUnknown } from './errors.js'
import { defaultOf, isDisplayOnly, keyOf, labelOf, optionsOf, type InlineField } from './fields.js'
import { globalFields, resolveFields } from './library.js'
import { findTemplate, type SavedTemplate } from './template.js'

// Source: Kibana's cases/server/client/cases/applicable_fields.ts, cases/common/types/domain/template/applicable_field.ts

export const ApplicableFieldsQuerySchema = Type.Object({
  owner: Type.String({ maxLength: 30, description: 'the owner of the case', examples: ['cases'] }),
  templateId: Type.Optional(Type.String({ maxLength: 36, description: 'the template of the case; none if absent' })),
})

export const ApplicableFieldsSchema = Type.Object({
  fields: Type.Array(Type.Object({
    key: Type.String({ description: 'the key in `extended_fields`', examples: ['priority_as_keyword'] }),
    name: Type.String(),
    label: Type.String(),
    type: Type.String(),
    control: Type.String(),
    required: Type.Boolean(),
    requiredOnClose: Type.Boolean(),
    displayOnly: Type.Boolean({ description: 'whether the field only displays text' }),
    options: Type.Optional(Type.Array(Type.String())),
    defaultValue: Type.Optional(Type.String()),
    source: StringEnumSchema(['global', 'template']),
    isGlobal: Type.Boolean({ description: 'whether all cases of the owner have the field' }),
  })),
})
export type ApplicableFields = Static<typeof ApplicableFieldsSchema>

/** The fields of a template, including those from the library. @throws KibanaError 400 for an invalid definition */
export function fieldsOfTemplate (scope: Scope, { attributes: { templateId, owner, definition: yaml } }: SavedTemplate): InlineField[] {
  const definition = definitionOf(yaml)
  if (!definition) throw templateHasInvalidDefinition(templateId)
  return resolveFields(scope, owner, definition.fields)
}

/** Removes fields that are also global, since the global definition takes precedence. */
export function besidesGlobal (fields: readonly InlineField[], global: readonly InlineField[]): InlineField[] {
  const keys = new Set(global.map(keyOf))
  return fields.filter(field => !keys.has(keyOf(field)))
}

function describe (field: InlineField, source: 'global' | 'template'): ApplicableFields['fields'][number] {
  const options = optionsOf(field)
  const defaultValue = defaultOf(field)
  return {
    key: keyOf(field),
    name: field.name,
    label: labelOf(field),
    type: field.type,
    control: field.control,
    required: field.validation?.required === true,
    requiredOnClose: field.validation?.required_on_close === true,
    displayOnly: isDisplayOnly(field),
    ...(options && { options: [...options] }),
    ...(defaultValue !== undefined && { defaultValue }),
    source,
    isGlobal: source === 'global',
  }
}

/**
 * The fields that a case may have: the global ones of its owner, then those of its template, even a deleted one; each key once.
 * @throws KibanaError 400 for an unknown template
 */
export function applicableFields (scope: Scope, owner: string, templateId: string | undefined): ApplicableFields {
  const found = templateId ? findTemplate(scope, templateId, { includeDeleted: true }) : undefined
  if (templateId && found?.attributes.owner !== owner) throw templateIsUnknown(templateId)
  const fields = new Map(globalFields(scope, owner).map(field => [keyOf(field), describe(field, 'global')]))
  for (const field of found ? fieldsOfTemplate(scope, found) : []) {
    if (!fields.has(keyOf(field))) fields.set(keyOf(field), describe(field, 'template'))
  }
  return { fields: [...fields.values()] }
}

/**
 * GET /api/cases/fields: the fields for a new case.
 * @throws KibanaError 403, 400
 */
export function getApplicableFields (scope: Scope, { owner, templateId }: Static<typeof ApplicableFieldsQuerySchema>): ApplicableFields {
  scope.authorization.ensure('getFieldDefinitions', [owner])
  return applicableFields(scope, owner, templateId)
}
