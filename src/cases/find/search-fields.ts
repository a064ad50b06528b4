import type { CaseAttributes } from '../../documents/case.js'
import type { SavedCase } from '../case.js'

/** The fields that a client may name. */
export const SEARCH_FIELDS = ['title', 'description'] as const
export type SearchField = typeof SEARCH_FIELDS[number]

/** What can be searched of a case: texts are taken word by word, keywords only as a whole. */
export interface SearchableCase {
  readonly texts: readonly string[]
  readonly keywords: readonly string[]
}

const isText = (value: unknown): value is string => typeof value === 'string'

const keywordsOf = (user: CaseAttributes['updated_by'] | undefined) => user ? [user.username, user.full_name, user.email, user.profile_uid] : []

/**
 * The fields that a search looks into: those named, or all that hold text. Numbers, dates and what Elasticsearch keeps as
 * nested documents (custom fields, observables) are not searched.
 * Source: the mapping in Kibana's cases/server/saved_object_types/cases/cases.ts
 */
export function searchableCase ({ attributes }: SavedCase, fields: readonly SearchField[]): SearchableCase {
  if (fields.length > 0) return { texts: fields.map(field => attributes[field]), keywords: [] }
  const { title, description, connector, external_service: externalService, tags, category, owner, assignees } = attributes
  return {
    texts: [
      title,
      description,
      connector.name,
      ...Object.entries(connector.fields ?? {}).flatMap(([key, value]) => [key, value].flat()),
      externalService?.external_title,
      externalService?.external_url,
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
