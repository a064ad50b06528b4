import type { CustomFieldConfiguration } from '../documents/configuration.js'
import type { Version } from '../versions/version.js'
import { customFieldsAreNamedByLabel } from './versions.js'
import { badRequest } from '../kibana-error.js'
import type { CustomField } from '../documents/case.js'

type CustomFieldKey = Pick<CustomFieldConfiguration, 'key' | 'label' | 'type'>

export const quote = (fields: readonly { label: string }[]) => fields.map(({ label }) => `"${label}"`).join(', ')

/** Repeated keys, in the order of their first repetition. */
export function repeatedKeys (items: readonly { key: string }[]): string[] {
  return [...new Set(items.map(({ key }) => key).filter((key, index, keys) => keys.indexOf(key) !== index))]
}

export function refuseUnknownCustomFields (requested: readonly CustomField[], configured: readonly CustomFieldKey[]): void {
  const unknown = requested.filter(({ key }) => !configured.some(field => field.key === key))
  if (unknown.length > 0) throw badRequest(`Invalid custom field keys: ${unknown.map(({ key }) => key).join(',')}`)
}

export function refuseMistypedCustomFields (
  requested: readonly CustomField[], configured: readonly CustomFieldKey[], version: Version,
): void {
  const mistyped = configured.filter(field => requested.some(({ key, type }) => key === field.key && type !== field.type))
  if (mistyped.length > 0) {
    throw badRequest(
      'The following custom fields have the wrong type in the request: ' +
        `${customFieldsAreNamedByLabel(version) ? quote(mistyped) : mistyped.map(({ key }) => key).join(',')}`,
    )
  }
}
