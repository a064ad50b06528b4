import type { ConnectorAnswer } from './api-schema.js'
import type { Connector } from '../documents/connector.js'

/**
 * True for connectors that Kibana marks as deprecated: ServiceNow over its table API.
 * Source: Kibana's actions/server/application/connector/lib/is_connector_deprecated.ts
 */
export function isDeprecated ({ actionTypeId, config }: Pick<Connector, 'actionTypeId' | 'config'>): boolean {
  return (actionTypeId === '.servicenow' || actionTypeId === '.servicenow-sir') && config.usesTableApi !== false
}

/** Builds the response for a connector: without secrets, and without config if it is preconfigured. */
export function toAnswer (connector: Connector): ConnectorAnswer {
  const { id, name, actionTypeId, config, isMissingSecrets, isPreconfigured } = connector
  return {
    id,
    name,
    ...(!isPreconfigured && { config }),
    connector_type_id: actionTypeId,
    ...(!isPreconfigured && { is_missing_secrets: isMissingSecrets }),
    is_preconfigured: isPreconfigured,
    is_deprecated: isDeprecated(connector),
    is_system_action: false,
    is_connector_type_deprecated: false,
  }
}
