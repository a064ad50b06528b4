import type { Static } from '@sinclair/typebox'
import type { Scope } from '../kibana/context.js'
import type { ExecutionSchema } from './api-schema.js'
import { findConnector, loadConnector } from './connector.js'
import { ensureLicensed } from './ensure-licensed.js'
import { systemActionExecution, typeNotLicensed } from './errors.js'
import { executeConnector } from './execute.js'
import { isSystemAction } from './system-actions.js'
import { refusedExecutionsNameTheType } from './versions.js'

/**
 * POST /api/actions/connector/{id}/_execute. A failed execution is a normal response, not an error.
 * @throws KibanaError 400 system action, 403, 404
 * Source: Kibana's actions/server/routes/connector/execute, actions_client (execute)
 */
export async function executeForClient (scope: Scope, id: string, params: unknown): Promise<Static<typeof ExecutionSchema>> {
  const { kibana, space, authorization } = scope
  if (isSystemAction(id, kibana.version)) throw systemActionExecution()
  authorization.ensureActions(
    'execute', refusedExecutionsNameTheType(kibana.version) ? findConnector(kibana, space, id)?.actionTypeId : undefined,
  )
  const connector = loadConnector(kibana, space, id)
  ensureLicensed(kibana, connector.actionTypeId, typeNotLicensed)
  const result = await executeConnector(kibana, connector, params, { space, caseId: null, met: scope })
  if (result.status === 'ok') return { ...result, connector_id: id }
  const { status, message, errorSource, retry, serviceMessage } = result
  return {
    status,
    message,
    errorSource,
    connector_id: id,
    ...(retry !== undefined && { retry }),
    ...(serviceMessage !== undefined && { service_message: serviceMessage }),
  }
}
