import type { FastifyReply, FastifyRequest } from 'fastify'
import { findSession, renewSession } from './session-cookie.js'
import { targetOf } from './target.js'

/**
 * Step 4 of the pipeline: sets the user and space of a request. A header takes precedence over a session cookie. The body has not been
 * read yet, so rejecting a request that has one closes its connection.
 * @throws KibanaError 401, unless authentication is optional for the route
 */
export function authenticate (request: FastifyRequest, reply: FastifyReply): void {
  const { kibana, space } = targetOf(request.raw)
  const { authentication: rule } = request.route.config
  const authentication = typeof rule === 'function' ? rule(kibana.version) : rule
  if (authentication === 'none') return
  const { cookie, authorization } = request.headers
  const found = cookie === undefined ? undefined : findSession(request, reply)
  const session = authorization === undefined ? found : undefined
  try {
    const identity = kibana.security.identify(authorization, session)
    const granted = kibana.security.authorize(identity, space)
    request.scope = { kibana, space, user: identity.user, authorization: granted, header: authorization, session }
    request.isAuthenticated = true
  } catch (error) {
    if (authentication === 'optional') return
    if (hasBody(request)) reply.header('connection', 'close')
    throw error
  }
  if (session) renewSession(request, reply, session)
}

/** True if the headers of a request announce a body. */
export const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
