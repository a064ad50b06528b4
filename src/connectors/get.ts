import type { Scope } from '../kibana/context.js'
import { toAnswer } from './answer.js'
import type { ConnectorAnswer } from './api-schema.js'
import { loadConnector } from './connector.js'

/**
 * GET /api/actions/connector/{id}.
 * @throws KibanaError 403, 404
 * Source: Kibana's actions/server/application/connector/methods/get/get.ts
 */
export function getConnector ({ kibana, space, authorization }: Scope, id: string): ConnectorAnswer {
  authorization.ensureActions('get')
  return toAnswer(loadConnector(kibana, space, id))
}
