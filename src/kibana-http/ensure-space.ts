import type { Scope } from '../kibana/context.js'
import { savedObjectNotFound } from '../kibana-error.js'
import { unauthorizedToGetSpace } from '../spaces/errors.js'

/**
 * Refuses a request in a space that does not exist, or where the caller has nothing to do. Every Cases route does so when it
 * builds its client.
 * @throws KibanaError 403, 404
 * Source: Kibana's security/server/spaces/secure_spaces_client_wrapper.ts
 */
export function ensureSpace ({ kibana, space, authorization }: Scope): void {
  if (!authorization.entersSpace) throw unauthorizedToGetSpace(space)
  if (!kibana.store.get('space', space)) throw savedObjectNotFound('space', space)
}
