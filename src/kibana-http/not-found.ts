import type { FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../kibana-error.js'
import { baseOf, redirect } from './redirects.js'

/**
 * Responds to a method and path without a route. A GET whose path ends in `/` is redirected to the path without it.
 * Source: Kibana's core apps server-internal/src/core_app.ts
 */
export function answerUnknownRoute (request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = '', query] = request.url.split(/\?(.*)/s, 2)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  // A browser takes `//host/` for another host
  if (isRead && path.length > 1 && path.endsWith('/') && !path.startsWith('//')) {
    const location = `${baseOf(request)}/${encodeURIComponent(decodeURIComponent(path.slice(1, -1)))}`
    return redirect(reply, query === undefined ? location : `${location}?${query}`)
  }
  // The client needs something that this server does not have; the path in the log tells which
  request.log.warn(`not implemented here: ${request.method} ${path}; a stub can answer it`)
  return reply.code(404).send(notFound().toJSON())
}
