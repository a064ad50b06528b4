import { normalizeConnector } from '../documents/case-connector.js'
import type { Scope } from '../kibana/context.js'
import type { CustomFieldConfigurationsBody, UpdateConfigurationBody } from './body-schema.js'
import { loadConfiguration, toConfiguration, type Configuration } from './configuration.js'
import { refuseDuplicatedCustomFields } from './custom-field-rules.js'
import { configurationHasBeenUpdated, customFieldTypesCannotChange } from './errors.js'
import { refuseDuplicatedObservableTypes } from './observable-types.js'
import type { Version } from '../versions/version.js'
import type { ConfigurationAttributes } from '../documents/configuration.js'
import { reconcileTemplates, validateTemplates } from './templates.js'

/**
 * PATCH /api/cases/configure/{configuration_id}: replaces the keys that are sent and keeps the others, except for templates,
 * which are always written (see `reconcileTemplates`).
 * @throws KibanaError 400, 404, 403, 409; checked in this order
 * Source: Kibana's cases/server/client/configure/client.ts
 */
export function updateConfiguration (scope: Scope, id: string, body: UpdateConfigurationBody): Configuration {
  const { kibana, user, authorization } = scope
  const { version, connector, templates, ...changes } = body
  refuseDuplicatedCustomFields(changes.customFields, kibana.version)
  refuseDuplicatedObservableTypes(kibana.version, changes.observableTypes)
  const stored = loadConfiguration(scope, id)
  refuseChangedTypes(changes.customFields, stored.attributes.customFields, kibana.version)
  const reconciled = reconcileTemplates(templates, changes.customFields)
  validateTemplates(reconciled, changes.customFields, kibana)
  authorization.ensure('updateConfiguration', [stored.attributes.owner])
  if (version !== stored.version) throw configurationHasBeenUpdated()

  return toConfiguration(kibana.store.update(stored, {
    ...stored.attributes,
    ...changes,
    ...(connector && { connector: normalizeConnector(connector) }),
    templates: reconciled,
    updated_at: kibana.clock.iso(),
    updated_by: user,
  }))
}

/** Rejects a change of a custom field's type. */
function refuseChangedTypes (
  requested: CustomFieldConfigurationsBody = [], configured: ConfigurationAttributes['customFields'], version: Version,
): void {
  const changed = requested.filter(({ key, type }) => configured.some(field => field.key === key && field.type !== type))
  if (changed.length > 0) throw customFieldTypesCannotChange(changed, version)
}
