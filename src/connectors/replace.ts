import type { Scope } from '../kibana/context.js'
import { toAnswer } from './answer.js'
import type { ConnectorAnswer, ReplaceConnectorBody } from './api-schema.js'
import { loadConnector } from './connector.js'
import { ensureLicensed } from './ensure-licensed.js'
import { formerPreconfiguredUpdate, preconfiguredUpdate, systemActionUpdate, typeNotLicensed } from './errors.js'
import { isSystemAction } from './system-actions.js'
import { validateConnector } from './validate.js'
import { refusedUpdatesSayCanNot } from './versions.js'

/**
 * PUT /api/actions/connector/{id}. Replaces everything but the type, secrets included.
 * @throws KibanaError 403 privileges, 400 preconfigured, 404, 400 config or secrets, 403 license; in this order
 * Source: Kibana's actions/server/application/connector/methods/update/update.ts
 */
export function replaceConnector (
  { kibana, space, authorization }: Scope, id: string, { name, config, secrets }: ReplaceConnectorBody,
): ConnectorAnswer {
  authorization.ensureActions('update')
  if (isSystemAction(id, kibana.version)) throw systemActionUpdate(id)
  const { actionTypeId, isPreconfigured } = loadConnector(kibana, space, id)
  if (isPreconfigured) throw (refusedUpdatesSayCanNot(kibana.version) ? preconfiguredUpdate : formerPreconfiguredUpdate)(id)
  const validated = validateConnector(kibana.version, actionTypeId, config, secrets)
  ensureLicensed(kibana, actionTypeId, typeNotLicensed)
  const { attributes } = kibana.store.update(kibana.store.get('action', id)!, { actionTypeId, name, ...validated, isMissingSecrets: false })
  return toAnswer({ id, isPreconfigured: false, ...attributes })
}
