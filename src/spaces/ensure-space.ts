import type { Scope } from '../context.js'
import { savedObjectNotFound } from '../kibana-http/errors.js'

/**
 * Refuses a request in a space that does not exist. Every Cases route does so when it builds its client.
 * @throws KibanaError 404
 */
export function ensureSpace ({ kibana, space }: Scope): void {
  if (!kibana.store.get('space', space)) throw savedObjectNotFound('space', space)
}
