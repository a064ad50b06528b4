import type { FastifyRequest } from 'fastify'
import type { Scope } from '../kibana/context.js'
import { forbidden, savedObjectNotFound } from '../kibana-error.js'

/** The check that enters the request's space at this point, if the route's `space` says so. */
export const enterSpace = (rule: 'before-decoding' | 'after-decoding') => ({ route, scope }: FastifyRequest): void => {
  if ((route.config.space ?? 'before-decoding') === rule) ensureSpace(scope)
}

/**
 * Rejects a request in an unknown space, or one in which the caller has no privileges. Every Cases route does this when it creates
 * its client.
 * @throws KibanaError 403, 404
 * Source: Kibana's security/server/spaces/secure_spaces_client_wrapper.ts
 */
function ensureSpace ({ kibana, space, authorization }: Scope): void {
  if (!authorization.entersSpace) throw unauthorizedToGetSpace(space)
  if (!kibana.store.get('space', space)) throw savedObjectNotFound('space', space)
}

/** The error for a space in which the caller has no privileges. */
export const unauthorizedToGetSpace = (id: string) => forbidden(`Unauthorized to get ${id} space`)
