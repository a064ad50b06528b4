import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../decoding/limits.js'
import { patternOf } from '../decoding/wildcard.js'
import { compareKeywords } from '../documents/keyword-order.js'
import { hasPhrase } from '../documents/phrase.js'
import type { TemplateAttributes } from '../documents/template.js'
import { wordsOf } from '../documents/words.js'
import type { Scope } from '../kibana/context.js'
import { definitionOf } from './definition.js'
import { describeFields, latestTemplates, TemplateSchema, toTemplate, type SavedTemplate } from './template.js'

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
  search: Type.Optional(Type.String({
    description: 'part of a name, words of a description, part of a field name, or a word of a field label',
  })),
  tags: texts,
  author: texts,
  owner: texts,
  isDeleted: Type.Optional(Type.Boolean({ description: 'whether deleted templates are listed too' })),
  isEnabled: Type.Optional(Type.Boolean()),
})
type FindTemplatesQuery = Static<typeof FindTemplatesQuerySchema>

export const FoundTemplatesSchema = Type.Object({
  page: Type.Number(),
  perPage: Type.Number(),
  total: Type.Integer(),
  templates: Type.Array(Type.Intersect([
    TemplateSchema, Type.Object({ fieldSearchMatches: Type.Boolean({ description: 'whether the search matches a field' }) }),
  ])),
})
type FoundTemplates = Static<typeof FoundTemplatesSchema>

const list = (texts: string | readonly string[] | undefined) => [texts ?? []].flat().filter(text => text !== '')

/** True if one of the wanted values is present; true if none are wanted. */
const hasOne = (wanted: readonly string[], values: readonly string[]) => wanted.length === 0 || wanted.some(value => values.includes(value))

/**
 * GET /api/cases/templates: a page of the latest versions. Templates with an invalid definition are counted but left out.
 * @throws KibanaError 403 if the caller may not read any cases
 */
export function findTemplates (scope: Scope, query: FindTemplatesQuery): FoundTemplates {
  const { page = 1, perPage = 20, sortField = 'name', sortOrder = 'asc', search = '', isDeleted = false, isEnabled } = query
  const readable = scope.authorization.authorizedOwners('findTemplates')
  const [owners, tags, authors] = [list(query.owner), list(query.tags), list(query.author)]
  const found = latestTemplates(scope).filter(saved => {
    const { attributes } = saved
    return readable.includes(attributes.owner) && hasOne(owners, [attributes.owner]) &&
      hasOne(tags, attributes.tags ?? []) && hasOne(authors, [attributes.author ?? '']) &&
      (isDeleted || attributes.deletedAt === null) && (isEnabled ?? attributes.isEnabled) === attributes.isEnabled &&
      (search === '' || matches(scope, saved, search))
  })
  const direction = sortOrder === 'asc' ? 1 : -1
  found.sort((a, b) => compare(sortValue(a.attributes, sortField), sortValue(b.attributes, sortField), direction) ||
    compareKeywords(a.attributes.templateId, b.attributes.templateId))
  return {
    page,
    perPage,
    total: found.length,
    templates: found.slice((page - 1) * perPage, page * perPage).filter(({ attributes }) => definitionOf(attributes.definition))
      .map(saved => {
        const template = toTemplate(scope, saved)
        return { ...template, fieldSearchMatches: search !== '' && template.fieldDefinitions.some(field => mentions(field, search)) }
      }),
  }
}

type DescribedField = ReturnType<typeof describeFields>[number]

const mentions = ({ name, label }: DescribedField, search: string) =>
  [name, label].some(text => text.toLowerCase().includes(search.toLowerCase()))

/** True if a search matches a template. Names match in part, with wildcards; descriptions and labels match by word. */
function matches (scope: Scope, { attributes }: SavedTemplate, search: string): boolean {
  const { name, owner, description = '' } = attributes
  const part = patternOf(`*${search}*`, { ignoresCase: true, questionMarks: true })
  const words = wordsOf(search)
  const definition = definitionOf(attributes.definition)
  return part.test(name) || (words.length > 0 && hasPhrase(wordsOf(description), { words, slop: 0 })) ||
    (definition !== undefined && describeFields(scope, owner, definition).some(field =>
      part.test(field.name) || wordsOf(field.label).some(word => words.includes(word))))
}

/** The value to sort by; undefined if it is missing, and empty for `isLatest`, which is the same for all latest versions. */
function sortValue (attributes: TemplateAttributes, field: typeof SORT_FIELDS[number]): string | number | undefined {
  if (field === 'fieldCount') return definitionOf(attributes.definition)?.fields.length
  if (field === 'isLatest') return ''
  const value = attributes[field] ?? undefined
  return typeof value === 'boolean' ? String(value) : value
}

/** Compares in the given direction. Missing values are last in either direction. */
function compare (a: string | number | undefined, b: string | number | undefined, direction: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return direction * (typeof a === 'number' && typeof b === 'number' ? a - b : compareKeywords(String(a), String(b)))
}
