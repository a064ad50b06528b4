import type { Scope } from '../kibana/context.js'
import { findConfiguration } from '../configure/configuration.js'
import type { CustomFieldConfiguration } from '../documents/configuration.js'
import { requiredCustomFieldsHaveDefaults } from '../configure/versions.js'
import type { Version } from '../versions/version.js'
import { badRequest } from '../kibana-error.js'
import type { CustomField } from '../documents/case.js'
import { refuseDuplicatedCustomFields, refuseMistypedCustomFields, refuseUnknownCustomFields } from '../configure/custom-field-rules.js'
import { noCustomFieldsConfigured, quote } from '../configure/errors.js'

// Source: Kibana's cases/server/client/cases/{validators,utils}.ts, cases/server/client/validators.ts

/** The custom fields configured for an owner in the request's space; `undefined` without a configuration. */
export function configuredCustomFields (scope: Scope, owner: string): readonly CustomFieldConfiguration[] | undefined {
  return findConfiguration(scope, owner)?.attributes.customFields
}
const hasDefault = ({ defaultValue }: CustomFieldConfiguration) => defaultValue !== undefined && defaultValue !== null

/**
 * Checks the custom fields of a request against the configured ones; reports the first violated rule.
 * @throws KibanaError 400
 */
export function validateCustomFields (
  requested: readonly CustomField[] = [], configured: readonly CustomFieldConfiguration[] | undefined, version: Version,
): void {
  refuseDuplicatedCustomFields(requested, version)
  if (!configured) {
    if (requested.length > 0) throw noCustomFieldsConfigured()
    return
  }

  refuseUnknownCustomFields(requested, configured)

  const required = configured.filter(field => field.required)
  refuseMissingCustomFields(requested, required, version)
  refuseMistypedCustomFields(requested, configured, version)
}

function refuseMissingCustomFields (
  requested: readonly CustomField[], required: readonly CustomFieldConfiguration[], version: Version,
): void {
  if (!requiredCustomFieldsHaveDefaults(version)) {
    const missing = required.filter(field => (requested.find(({ key }) => key === field.key)?.value ?? null) === null)
    if (missing.length > 0) throw badRequest(`Missing required custom fields: ${quote(missing)}`)
    return
  }
  const missing = required.filter(field => !hasDefault(field) && !requested.some(({ key }) => key === field.key))
  if (missing.length > 0) throw badRequest(`Missing required custom fields without default value configured: ${quote(missing)}`)
  const cleared = required.filter(field => requested.some(({ key, value }) => key === field.key && value === null))
  if (cleared.length > 0) throw badRequest(`Invalid value "null" supplied for the following required custom fields: ${quote(cleared)}`)
}

/** The custom fields to store: those sent, then the other configured ones with their default, or null if optional. */
export function fillCustomFields (
  requested: readonly CustomField[] = [], configured: readonly CustomFieldConfiguration[] = [],
): CustomField[] {
  const missing = configured.filter(field => !requested.some(({ key }) => key === field.key) && (hasDefault(field) || !field.required))
  return [...requested, ...missing.map(({ key, type, defaultValue }) => ({ key, type, value: defaultValue ?? null }) as CustomField)]
}
