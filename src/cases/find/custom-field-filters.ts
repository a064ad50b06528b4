import { noCustomFieldsConfigured } from '../../configure/errors.js'
import type { CustomFieldConfiguration } from '../../documents/configuration.js'
import { badRequest } from '../../kibana-error.js'
import type { SavedCase } from '../case.js'
import type { CustomFieldFilters } from './find-schema.js'

// Source: Kibana's cases/server/client/cases/validators.ts (validateSearchCasesCustomFields), cases/server/custom_fields,
// cases/server/client/utils.ts (buildCustomFieldsFilter)

const MAX_CUSTOM_FIELDS = 10

/**
 * Checks the custom fields in a search against the configuration of its owner; exactly one owner is required.
 * @throws KibanaError 400
 */
export function validateCustomFieldFilters (
  filters: CustomFieldFilters, owners: readonly string[], configured: (owner: string) => readonly CustomFieldConfiguration[] | undefined,
): void {
  const [owner] = owners
  if (!owner || owners.length > 1) throw badRequest('Owner must be provided. Multiple owners are not supported.')
  const fields = configured(owner) ?? []
  if (fields.length === 0) throw noCustomFieldsConfigured()
  if (Object.keys(filters).length > MAX_CUSTOM_FIELDS) throw badRequest(`Maximum ${MAX_CUSTOM_FIELDS} customFields are allowed.`)
  for (const [key, values] of Object.entries(filters)) {
    const field = fields.find(field => field.key === key)
    if (!field) throw badRequest(`Invalid custom field key: ${key}.`)
    if (field.type !== 'toggle') throw badRequest(`Filtering by custom field of type ${field.type} is not allowed.`)
    const isUnsupported = values.some(value => value !== null && typeof value !== 'boolean')
    if (isUnsupported) throw badRequest('Unsupported filtering value for custom field of type toggle.')
  }
}

/** True if a case has one of the values for every key; null matches a field without a value, an empty list any value. */
export function createCustomFieldFilter (filters: CustomFieldFilters): (savedCase: SavedCase) => boolean {
  const wanted = Object.entries(filters)
  return ({ attributes: { customFields } }) => wanted.every(([key, values]) =>
    customFields.some(field => field.key === key && (values.length === 0 || values.includes(field.value))))
}
