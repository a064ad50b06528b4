import type { CaseAttributes } from '../../documents/case.js'
import { valueAt } from '../../connectors/calls/object-path.js'
import type { SavedCase } from '../case.js'

/** The field with the number of a case as text. */
const NUMBER_FIELD = 'incremental_id.text'

/** The fields that `searchFields` accepts. */
export const SEARCH_FIELDS = ['title', 'description', NUMBER_FIELD] as const

/** The fields that `searchFields` accepted in 8.9. Source: Kibana 8.9, cases/common/api/cases/case.ts */
export const FORMER_SEARCH_FIELDS = [
  'closed_by.username', 'closed_by.full_name', 'closed_by.email', 'closed_by.profile_uid',
  'created_by.username', 'created_by.full_name', 'created_by.email', 'created_by.profile_uid',
  'description', 'connector.name', 'connector.type', 'external_service.pushed_by.username', 'external_service.pushed_by.full_name',
  'external_service.pushed_by.email', 'external_service.pushed_by.profile_uid', 'external_service.connector_name',
  'external_service.external_id', 'external_service.external_title', 'external_service.external_url', 'title', 'title.keyword',
  'updated_by.username', 'updated_by.full_name', 'updated_by.email', 'updated_by.profile_uid',
] as const

const TEXT_FIELDS: readonly string[] = [
  'title', 'description', 'connector.name', 'external_service.external_title', 'external_service.external_url', NUMBER_FIELD,
]

/** The values of a field, by its path. */
function valuesAt (attributes: CaseAttributes, path: string): string[] {
  if (path === NUMBER_FIELD) return numberOf(attributes)
  return [valueAt(attributes, path.replace(/\.keyword$/, ''))].flat().filter(isText)
}

const numberOf = ({ incremental_id: number }: CaseAttributes) => number === undefined ? [] : [String(number)]

/** The searchable fields of a case: texts match by word, keywords as a whole. */
interface SearchableCase {
  readonly texts: readonly string[]
  readonly keywords: readonly string[]
}

const isText = (value: unknown): value is string => typeof value === 'string'

const keywordsOf = (user: CaseAttributes['updated_by'] | undefined) =>
  user ? [user.username, user.full_name, user.email, user.profile_uid] : []

/**
 * The fields to search: the named ones, or all text fields. Numbers other than the case's own, dates and nested
 * documents (custom fields, observables) are not searched.
 * Source: the mapping in Kibana's cases/server/saved_object_types/cases/cases.ts
 */
export function searchableCase ({ attributes }: SavedCase, fields: readonly string[]): SearchableCase {
  if (fields.length > 0) {
    const isTextField = (field: string) => TEXT_FIELDS.includes(field)
    return {
      texts: fields.filter(isTextField).flatMap(field => valuesAt(attributes, field)),
      keywords: fields.filter(field => !isTextField(field)).flatMap(field => valuesAt(attributes, field)),
    }
  }
  const { title, description, connector, external_service: externalService, tags, category, owner, assignees } = attributes
  return {
    texts: [
      title,
      description,
      connector.name,
      ...Object.entries(connector.fields ?? {}).flatMap(([key, value]) => [key, value].flat()),
      externalService?.external_title,
      externalService?.external_url,
      ...numberOf(attributes),
    ].filter(isText),
    keywords: [
      title,
      ...tags,
      category,
      owner,
      ...assignees.map(({ uid }) => uid),
      connector.type,
      externalService?.connector_name,
      externalService?.external_id,
      ...[attributes.created_by, attributes.updated_by, attributes.closed_by, externalService?.pushed_by].flatMap(keywordsOf),
    ].filter(isText),
  }
}
