import type { Scope } from '../kibana/context.js'
import { savedObjectNotFound, forbidden } from '../kibana-error.js'

/**
 * Rejects a request in an unknown space, or one in which the caller has no privileges. Every Cases route does this when it creates
 * its client.
 * @throws KibanaError 403, 404
 * Source: Kibana's security/server/spaces/secure_spaces_client_wrapper.ts
 */
export function ensureSpace ({ kibana, space, authorization }: Scope): void {
  if (!authorization.entersSpace) throw unauthorizedToGetSpace(space)
  if (!kibana.store.get('space', space)) throw savedObjectNotFound('space', space)
}

// Source of the texts: Kibana's security/server/spaces/secure_spaces_client_wrapper.ts, spaces/server/spaces_client/spaces_client.ts,
// spaces/server/routes/api/external/post.ts

/** The refusal of a space in which the caller has no privileges. */
export const unauthorizedToGetSpace = (id: string) => forbidden(`Unauthorized to get ${id} space`)
