import type { FastifyReply, FastifyRequest } from 'fastify'
import type { KibanaContext } from '../kibana/context.js'
import { targetOf } from './target.js'
import { statusIsOpen } from './versions.js'

/**
 * Step 4 of the pipeline: sets the user and space of a request. The body has not been read yet, so rejecting a request that has
 * one closes its connection.
 * @throws KibanaError 401, unless authentication is optional for the route
 */
export function authenticate (kibana: KibanaContext, request: FastifyRequest, reply: FastifyReply): void {
  const { space } = targetOf(request.raw)
  try {
    const identity = kibana.security.identify(request.headers.authorization)
    request.scope = { kibana, space, user: identity.user, authorization: kibana.security.authorize(identity, space) }
    request.isAuthenticated = true
  } catch (error) {
    if (request.route.config.optionalAuthentication && statusIsOpen(kibana.version)) return
    if (hasBody(request)) reply.header('connection', 'close')
    throw error
  }
}

const hasBody = ({ headers }: FastifyRequest) => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
