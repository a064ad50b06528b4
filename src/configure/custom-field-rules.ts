import type { CustomFieldConfiguration } from '../documents/configuration.js'
import type { Version } from '../versions/version.js'
import { duplicatesSayCustomFields } from './versions.js'
import { duplicatedKeys, mistypedCustomFields, unknownCustomFields } from './errors.js'
import type { CustomField } from '../documents/case.js'

type CustomFieldKey = Pick<CustomFieldConfiguration, 'key' | 'label' | 'type'>

/** @throws KibanaError 400 naming each repeated key of `what` once, in the order of their first repetition */
export function refuseDuplicatedKeys (what: string, items: readonly { key: string }[] = []): void {
  const repeated = items.map(({ key }) => key).filter((key, index, keys) => keys.indexOf(key) !== index)
  if (repeated.length > 0) throw duplicatedKeys(what, [...new Set(repeated)])
}

/** @throws KibanaError 400 naming each repeated key once */
export const refuseDuplicatedCustomFields = (fields: readonly { key: string }[] | undefined, version: Version): void =>
  refuseDuplicatedKeys(duplicatesSayCustomFields(version) ? 'customFields' : 'custom field', fields)

export function refuseUnknownCustomFields (requested: readonly CustomField[], configured: readonly CustomFieldKey[]): void {
  const unknown = requested.filter(({ key }) => !configured.some(field => field.key === key))
  if (unknown.length > 0) throw unknownCustomFields(unknown.map(({ key }) => key))
}

export function refuseMistypedCustomFields (
  requested: readonly CustomField[], configured: readonly CustomFieldKey[], version: Version,
): void {
  const mistyped = configured.filter(field => requested.some(({ key, type }) => key === field.key && type !== field.type))
  if (mistyped.length > 0) throw mistypedCustomFields(mistyped, version)
}
