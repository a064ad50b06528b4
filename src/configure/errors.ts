import type { Version } from '../versions/version.js'
import { customFieldsAreNamedByLabel } from './versions.js'
import { badRequest, conflict, savedObjectNotFound } from '../kibana-error.js'

// Source of the texts: Kibana's cases/server/client/configure/{client,validators}.ts, cases/server/client/validators.ts

export const configurationNotFound = (id: string) => savedObjectNotFound('cases-configure', id)

export const configurationHasBeenUpdated = () =>
  conflict('This configuration has been updated. Please refresh before saving additional updates.')

export const duplicatedKeys = (what: string, keys: readonly string[]) => badRequest(
  `Invalid duplicated ${what} keys in request: ${keys.join(',')}`,
)

export const duplicatedObservableTypes = (labels: readonly string[]) =>
  badRequest(`Invalid duplicated observable types in request: ${labels.join(',')}`)

interface NamedField { readonly key: string, readonly label: string }

export const quote = (fields: readonly NamedField[]) => fields.map(({ label }) => `"${label}"`).join(', ')
const kind = (version: Version) => customFieldsAreNamedByLabel(version) ? 'labels' : 'keys'
const names = (fields: readonly NamedField[], version: Version) =>
  customFieldsAreNamedByLabel(version) ? quote(fields) : fields.map(({ key }) => key).join(',')

export const customFieldTypesCannotChange = (fields: readonly NamedField[], version: Version) => badRequest(
  `Invalid custom field types in request for the following ${kind(version)}: ${names(fields, version)}`,
)

export const mistypedCustomFields = (fields: readonly NamedField[], version: Version) =>
  badRequest(`The following custom fields have the wrong type in the request: ${names(fields, version)}`)

export const unknownCustomFields = (keys: readonly string[]) => badRequest(`Invalid custom field keys: ${keys.join(',')}`)

export const noCustomFieldsConfigured = () => badRequest('No custom fields configured.')

export const noCustomFieldsInTemplate = () => badRequest('No custom fields added to template.')
