import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../decoding/limits.js'
import { compareKeywords } from '../documents/keyword-order.js'
import type { TemplateAttributes } from '../documents/template.js'
import type { Scope } from '../kibana/context.js'
import { definitionOf } from './definition.js'
import { latestTemplates, TemplateSchema, toTemplate } from './template.js'

// Source: Kibana's cases/server/{services/templates/index,client/templates/client,routes/api/templates/get_public_templates_route}.ts

const SORT_FIELDS = [
  'name', 'templateId', 'templateVersion', 'owner', 'deletedAt', 'author', 'usageCount', 'fieldCount', 'lastUsedAt', 'isDefault',
  'isLatest',
] as const

const texts = Type.Optional(Type.Union([Type.Array(Type.String()), Type.String()]))

export const FindTemplatesQuerySchema = Type.Object({
  page: Type.Optional(Type.Number({ minimum: 1 })),
  perPage: Type.Optional(Type.Number({ minimum: 0, maximum: 10_000 })),
  sortField: Type.Optional(StringEnumSchema(SORT_FIELDS)),
  sortOrder: Type.Optional(StringEnumSchema(['asc', 'desc'])),
  search: Type.Optional(Type.String({ description: 'a part of a name or description, or of the name or label of a field' })),
  tags: texts,
  author: texts,
  owner: texts,
  isDeleted: Type.Optional(Type.Boolean({ description: 'whether deleted templates are listed too' })),
  isEnabled: Type.Optional(Type.Boolean()),
})
export type FindTemplatesQuery = Static<typeof FindTemplatesQuerySchema>

export const FoundTemplatesSchema = Type.Object({
  page: Type.Number(),
  perPage: Type.Number(),
  total: Type.Integer(),
  templates: Type.Array(Type.Intersect([
    TemplateSchema, Type.Object({ fieldSearchMatches: Type.Boolean({ description: 'whether the search matches a field' }) }),
  ])),
})
export type FoundTemplates = Static<typeof FoundTemplatesSchema>

const list = (texts: string | readonly string[] | undefined) => [texts ?? []].flat()

/** True if one of the wanted values is present; true if none are wanted. */
const hasOne = (wanted: readonly string[], values: readonly string[]) => wanted.length === 0 || wanted.some(value => values.includes(value))

/**
 * GET /api/cases/templates: a page of the latest versions. Templates with an invalid definition are counted but left out.
 * @throws KibanaError 403 if the caller may not read any cases
 */
export function findTemplates (scope: Scope, query: FindTemplatesQuery): FoundTemplates {
  const { page = 1, perPage = 20, sortField = 'name', sortOrder = 'asc', search = '', isDeleted = false, isEnabled } = query
  const readable = scope.authorization.authorizedOwners('findTemplates')
  const owners = list(query.owner)
  const found = latestTemplates(scope).filter(({ attributes }) =>
    readable.includes(attributes.owner) && hasOne(owners, [attributes.owner]) &&
    hasOne(list(query.tags), attributes.tags ?? []) && hasOne(list(query.author), [attributes.author ?? '']) &&
    (isDeleted || attributes.deletedAt === null) && (isEnabled ?? attributes.isEnabled) === attributes.isEnabled &&
    (search === '' || mentions(attributes, search) || fieldMatches(attributes, search)))
  const direction = sortOrder === 'asc' ? 1 : -1
  found.sort((a, b) => direction * compare(sortValue(a.attributes, sortField), sortValue(b.attributes, sortField)) ||
    compareKeywords(a.attributes.templateId, b.attributes.templateId))
  return {
    page,
    perPage,
    total: found.length,
    templates: found.slice((page - 1) * perPage, page * perPage).filter(({ attributes }) => definitionOf(attributes.definition))
      .map(saved => ({
        ...toTemplate(scope, saved), fieldSearchMatches: search !== '' && fieldMatches(saved.attributes, search),
      })),
  }
}

const contains = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase())

const mentions = ({ name, description = '' }: TemplateAttributes, search: string) => contains(name, search) || contains(description, search)

const fieldMatches = ({ definition }: TemplateAttributes, search: string) => definitionOf(definition)?.fields.some(
  field => contains(field.name ?? '', search) || ('label' in field && contains(field.label ?? '', search)),
) ?? false

/** The value to sort by; empty for fields that are equal in all latest versions. */
function sortValue (attributes: TemplateAttributes, field: typeof SORT_FIELDS[number]): string | number {
  if (field === 'fieldCount') return definitionOf(attributes.definition)?.fields.length ?? 0
  if (field === 'isLatest') return ''
  const value = attributes[field]
  return typeof value === 'number' ? value : String(value ?? '')
}

const compare = (a: string | number, b: string | number) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compareKeywords(String(a), String(b))
