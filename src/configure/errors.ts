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

export const customFieldTypesCannotChange = (fields: readonly { readonly key: string, readonly label: string }[], version: Version) =>
  badRequest('Invalid custom field types in request for the following ' + (customFieldsAreNamedByLabel(version)
    ? `labels: ${fields.map(({ label }) => `"${label}"`).join(', ')}`
    : `keys: ${fields.map(({ key }) => key).join(',')}`))

export const noCustomFieldsConfigured = () => badRequest('No custom fields configured.')

export const noCustomFieldsInTemplate = () => badRequest('No custom fields added to template.')
