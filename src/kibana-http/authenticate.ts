import type { FastifyReply, FastifyRequest } from 'fastify'
import type { KibanaContext } from '../kibana/context.js'
import { targetOf } from './target.js'

/**
 * Step 4 of a request: who asks, and in which space. Bodies are not read yet, so a refusal ends the connection of a request that
 * has one.
 * @throws KibanaError 401, unless the route answers without credentials too
 */
export function authenticate (kibana: KibanaContext, request: FastifyRequest, reply: FastifyReply): void {
  const { space } = targetOf(request.raw)
  try {
    const identity = kibana.security.identify(request.headers.authorization)
    request.scope = { kibana, space, user: identity.user, authorization: kibana.security.authorize(identity, space) }
    request.isAuthenticated = true
  } catch (error) {
    if (request.route.config.optionalAuthentication) return
    if (hasBody(request)) reply.header('connection', 'close')
    throw error
  }
}

const hasBody = ({ headers }: FastifyRequest) => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
