import { normalizeConnector } from '../documents/case-connector.js'
import type { Scope } from '../kibana/context.js'
import type { CreateConfigurationBody } from './body-schema.js'
import { refuseDuplicatedCustomFields } from './custom-field-rules.js'
import { configurationsOfSpace, toConfiguration, type Configuration } from './configuration.js'
import { refuseDuplicatedObservableTypes } from './observable-types.js'
import { validateTemplates } from './templates.js'

/**
 * POST /api/cases/configure: replaces the configuration of an owner; the new one gets a new id.
 * @throws KibanaError 400, 403
 * Source: Kibana's cases/server/client/configure/client.ts
 */
export function createConfiguration (scope: Scope, body: CreateConfigurationBody): Configuration {
  const { kibana, space, user, authorization } = scope
  const { owner, closure_type, connector, customFields = [], templates = [], observableTypes = [] } = body
  refuseDuplicatedCustomFields(customFields, kibana.version)
  validateTemplates(templates, body.customFields, kibana)
  refuseDuplicatedObservableTypes(kibana.version, observableTypes)
  authorization.authorizedOwners('createConfiguration')
  authorization.ensure('createConfiguration', [owner])

  return kibana.store.transaction(() => {
    for (const configuration of configurationsOfSpace(scope)) {
      if (configuration.attributes.owner === owner) kibana.store.delete(configuration)
    }
    return toConfiguration(kibana.store.create('cases-configure', {
      id: kibana.random.uuid(),
      space,
      attributes: {
        owner,
        closure_type,
        connector: normalizeConnector(connector),
        customFields,
        templates,
        observableTypes,
        created_at: kibana.clock.iso(),
        created_by: user,
        updated_at: null,
        updated_by: null,
      },
    }))
  })
}
