import { badRequest } from '../kibana-error.js'
import type { Version } from '../versions/version.js'
import { extendedFieldsAreChecked, unknownExtendedFieldsAreListed } from './versions.js'

// Source: docs/reference/kibana/versions.md §13.4. This server has no templates and no global fields: every one is unknown.

/** @throws KibanaError 400 for a template, where templates are on */
export function refuseUnknownTemplate (template: { readonly id: string } | null | undefined, version: Version): void {
  if (template && extendedFieldsAreChecked(version)) throw badRequest(`Template ${template.id} not found`)
}

/** @throws KibanaError 400 for any extended field, where templates are on */
export function refuseUnknownExtendedFields (fields: Readonly<Record<string, string>> = {}, version: Version): void {
  const keys = Object.keys(fields)
  if (keys.length === 0 || !extendedFieldsAreChecked(version)) return
  if (!unknownExtendedFieldsAreListed(version)) {
    throw badRequest(`extended_fields keys [${keys.join(', ')}] are not global (isGlobal) field definitions`)
  }
  const errors = keys.map(key => `Unknown extended field key: "${key}". No fields are available for this case`)
  throw badRequest(`Invalid extended_fields: ${errors.join('; ')}`)
}
