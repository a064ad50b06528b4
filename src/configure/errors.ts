import { badRequest, conflict, savedObjectNotFound } from '../kibana-error.js'

// Source of the texts: Kibana's cases/server/client/configure/{client,validators}.ts, cases/server/client/validators.ts

export const configurationNotFound = (id: string) => savedObjectNotFound('cases-configure', id)

export const configurationHasBeenUpdated = () =>
  conflict('This configuration has been updated. Please refresh before saving additional updates.')

export const duplicatedKeys = (what: string, keys: readonly string[]) => badRequest(`Invalid duplicated ${what} keys in request: ${keys.join(',')}`)

export const duplicatedObservableTypes = (labels: readonly string[]) =>
  badRequest(`Invalid duplicated observable types in request: ${labels.join(',')}`)

export const customFieldTypesCannotChange = (labels: readonly string[]) =>
  badRequest(`Invalid custom field types in request for the following labels: ${labels.map(label => `"${label}"`).join(', ')}`)

export const noCustomFieldsConfigured = () => badRequest('No custom fields configured.')

export const noCustomFieldsInTemplate = () => badRequest('No custom fields added to template.')
