import type { Scope } from '../kibana/context.js'
import { toAnswer } from './answer.js'
import type { ConnectorAnswer, CreateConnectorBody } from './api-schema.js'
import { ensureLicensed } from './ensure-licensed.js'
import { connectorExists, idIsPreconfigured, systemActionCreation, typeNotLicensed } from './errors.js'
import { isSystemAction, isSystemActionType } from './system-actions.js'
import { validateConnector } from './validate.js'

/**
 * POST /api/actions/connector[/{id}].
 * @throws KibanaError 403 privileges, 400 type, id, config or secrets, 403 license, 409 id taken; in this order
 * Source: Kibana's actions/server/application/connector/methods/create/create.ts
 */
export function createConnector (
  scope: Scope, { name, connector_type_id: actionTypeId, config, secrets }: CreateConnectorBody, id?: string,
): ConnectorAnswer {
  const { kibana, space, authorization } = scope
  authorization.ensureActions('create', actionTypeId)
  const isSystemType = isSystemActionType(actionTypeId, kibana.version)
  if (isSystemType || (id !== undefined && isSystemAction(id, kibana.version))) throw systemActionCreation(actionTypeId)
  if (id !== undefined && kibana.settings.preconfiguredConnectors.has(id)) throw idIsPreconfigured(id)
  const validated = validateConnector(kibana.version, actionTypeId, config, secrets)
  ensureLicensed(kibana, actionTypeId, typeNotLicensed)
  // Connector ids are unique across spaces
  if (id !== undefined && kibana.store.get('action', id)) throw connectorExists(id)
  const created = kibana.store.create('action', {
    id: id ?? kibana.random.uuid(),
    space,
    attributes: { actionTypeId, name, ...validated, isMissingSecrets: false },
  })
  return toAnswer({ id: created.id, isPreconfigured: false, ...created.attributes })
}
