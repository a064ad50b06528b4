import type { Scope } from '../kibana/context.js'
import { loadConnector } from './connector.js'
import { preconfiguredDelete, systemActionDelete } from './errors.js'
import { isSystemAction } from './system-actions.js'

/**
 * DELETE /api/actions/connector/{id}. Cases and configurations keep their reference to the connector.
 * @throws KibanaError 403, 400 preconfigured, 404
 * Source: Kibana's actions/server/actions_client/actions_client.ts (delete)
 */
export function removeConnector ({ kibana, space, authorization }: Scope, id: string): void {
  authorization.ensureActions('delete')
  if (isSystemAction(id, kibana.version)) throw systemActionDelete(id)
  if (loadConnector(kibana, space, id).isPreconfigured) throw preconfiguredDelete(id)
  kibana.store.delete(kibana.store.get('action', id)!)
}
