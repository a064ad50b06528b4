import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema } from '../decoding/limits.js'
import type { Place } from '../kibana/context.js'
import type { SavedObject } from '../store/saved-object.js'
import { DefinitionSchema, parseDefinition, type Definition } from './definition.js'
import { labelOf, type Field } from './fields.js'
import { resolveFields } from './library.js'

// Source: Kibana's cases/server/routes/api/templates/parse_template.ts, cases/server/services/templates/index.ts

/** A field in a response. Not described further, because a property called `$ref` confuses JSON Schema tools. */
const AnyFieldSchema = Type.Unsafe<Field>(Type.Object({}, {
  additionalProperties: true, description: 'a field, or the name of a library field in `$ref`',
}))

/** A template in a response. */
export const TemplateSchema = Type.Object({
  templateId: Type.String(),
  name: Type.String(),
  owner: Type.String(),
  definition: Type.Object({ ...DefinitionSchema.properties, fields: Type.Array(AnyFieldSchema) }),
  definitionString: Type.String({ description: 'the definition as sent' }),
  templateVersion: Type.Integer(),
  deletedAt: NullableSchema(Type.String()),
  description: Type.Optional(Type.String()),
  tags: Type.Optional(Type.Array(Type.String())),
  author: Type.Optional(Type.String()),
  usageCount: Type.Optional(Type.Integer()),
  fieldCount: Type.Integer(),
  fieldDefinitions: Type.Array(
    Type.Object({ name: Type.String(), label: Type.String(), type: Type.String(), control: Type.String() }),
  ),
  lastUsedAt: Type.Optional(Type.String()),
  isDefault: Type.Optional(Type.Boolean()),
  isLatest: Type.Boolean(),
  isEnabled: Type.Boolean(),
  latestVersion: Type.Integer(),
})
export type Template = Static<typeof TemplateSchema>

export type SavedTemplate = SavedObject<'cases-templates'>

/** All versions of a template in a space, latest first. */
export function versionsOf ({ kibana, space }: Place, templateId: string): SavedTemplate[] {
  return kibana.store.all('cases-templates')
    .filter(saved => saved.space === space && saved.attributes.templateId === templateId)
    .sort((a, b) => b.attributes.templateVersion - a.attributes.templateVersion)
}

/** The latest version of each template of a space. */
export function latestTemplates ({ kibana, space }: Place): SavedTemplate[] {
  const latest = new Map<string, SavedTemplate>()
  for (const saved of kibana.store.all('cases-templates')) {
    const { templateId, templateVersion } = saved.attributes
    if (saved.space !== space || templateVersion <= (latest.get(templateId)?.attributes.templateVersion ?? 0)) continue
    latest.set(templateId, saved)
  }
  return [...latest.values()]
}

/** Finds a template in its latest or the given version. Deleted ones are found only on request. */
export function findTemplate (
  place: Place, id: string,
  { version, includeDeleted = false }: { readonly version?: number | undefined, readonly includeDeleted?: boolean | undefined } = {},
): SavedTemplate | undefined {
  return versionsOf(place, id).find(({ attributes }) =>
    (version === undefined || attributes.templateVersion === version) && (includeDeleted || attributes.deletedAt === null))
}

/** The fields of a definition, including those from the library, as a template lists them. */
export const describeFields = (place: Place, owner: string, { fields }: Definition): Template['fieldDefinitions'] =>
  resolveFields(place, owner, fields).map(field => ({ name: field.name, label: labelOf(field), type: field.type, control: field.control }))

/** @throws KibanaError 400 for an invalid definition, which only a state can contain */
export function toTemplate (place: Place, { attributes }: SavedTemplate): Template {
  const definition = parseDefinition(attributes.definition)
  const [latest] = versionsOf(place, attributes.templateId)
  const latestVersion = latest!.attributes.templateVersion
  return {
    templateId: attributes.templateId,
    name: attributes.name,
    owner: attributes.owner,
    definition,
    definitionString: attributes.definition,
    templateVersion: attributes.templateVersion,
    deletedAt: attributes.deletedAt,
    ...pickPresent(attributes, 'description', 'tags', 'author', 'usageCount'),
    fieldCount: definition.fields.length,
    fieldDefinitions: describeFields(place, attributes.owner, definition),
    ...pickPresent(attributes, 'lastUsedAt', 'isDefault'),
    isLatest: attributes.templateVersion === latestVersion,
    isEnabled: attributes.isEnabled,
    latestVersion,
  }
}

/** Picks the keys that have a value. */
export const pickPresent = <Attributes extends object, Key extends keyof Attributes>(attributes: Attributes, ...keys: Key[]) =>
  Object.fromEntries(keys.flatMap(key => attributes[key] === undefined ? [] : [[key, attributes[key]]])) as Pick<Attributes, Key>
