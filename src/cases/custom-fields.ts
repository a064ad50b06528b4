import type { Scope } from '../kibana/context.js'
import { findConfiguration } from '../configure/configuration.js'
import type { CustomFieldConfiguration } from '../documents/configuration.js'
import { badRequest } from '../kibana-error.js'
import type { CustomField } from './schema.js'

// Source: Kibana's cases/server/client/cases/{validators,utils}.ts, cases/server/client/validators.ts

/** The custom fields configured for an owner in the request's space; `undefined` when the owner has no configuration. */
export function configuredCustomFields (scope: Scope, owner: string): readonly CustomFieldConfiguration[] | undefined {
  return findConfiguration(scope, owner)?.attributes.customFields
}

type CustomFieldKey = Pick<CustomFieldConfiguration, 'key' | 'label' | 'type'>

const quote = (fields: readonly { label: string }[]) => fields.map(({ label }) => `"${label}"`).join(', ')
const hasDefault = ({ defaultValue }: CustomFieldConfiguration) => defaultValue !== undefined && defaultValue !== null

/** Each key that stands more than once, in the order of its first repetition. */
export function repeatedKeys (items: readonly { key: string }[]): string[] {
  return [...new Set(items.map(({ key }) => key).filter((key, index, keys) => keys.indexOf(key) !== index))]
}

/**
 * Checks the custom fields of a request against those configured; the first rule that fails is reported.
 * @throws KibanaError 400
 */
export function validateCustomFields (requested: readonly CustomField[] = [], configured: readonly CustomFieldConfiguration[] | undefined): void {
  const repeated = repeatedKeys(requested)
  if (repeated.length > 0) throw badRequest(`Invalid duplicated customFields keys in request: ${repeated.join(',')}`)
  if (!configured) {
    if (requested.length > 0) throw badRequest('No custom fields configured.')
    return
  }

  refuseUnknownCustomFields(requested, configured)

  const required = configured.filter(field => field.required)
  const missing = required.filter(field => !hasDefault(field) && !requested.some(({ key }) => key === field.key))
  if (missing.length > 0) throw badRequest(`Missing required custom fields without default value configured: ${quote(missing)}`)
  const cleared = required.filter(field => requested.some(({ key, value }) => key === field.key && value === null))
  if (cleared.length > 0) throw badRequest(`Invalid value "null" supplied for the following required custom fields: ${quote(cleared)}`)

  refuseMistypedCustomFields(requested, configured)
}

export function refuseUnknownCustomFields (requested: readonly CustomField[], configured: readonly CustomFieldKey[]): void {
  const unknown = requested.filter(({ key }) => !configured.some(field => field.key === key))
  if (unknown.length > 0) throw badRequest(`Invalid custom field keys: ${unknown.map(({ key }) => key).join(',')}`)
}

export function refuseMistypedCustomFields (requested: readonly CustomField[], configured: readonly CustomFieldKey[]): void {
  const mistyped = configured.filter(field => requested.some(({ key, type }) => key === field.key && type !== field.type))
  if (mistyped.length > 0) throw badRequest(`The following custom fields have the wrong type in the request: ${quote(mistyped)}`)
}

/** The custom fields to keep: those sent, then every configured one not sent, with its default, or null where it is optional. */
export function fillCustomFields (requested: readonly CustomField[] = [], configured: readonly CustomFieldConfiguration[] = []): CustomField[] {
  const missing = configured.filter(field => !requested.some(({ key }) => key === field.key) && (hasDefault(field) || !field.required))
  return [...requested, ...missing.map(({ key, type, defaultValue }) => ({ key, type, value: defaultValue ?? null }) as CustomField)]
}
