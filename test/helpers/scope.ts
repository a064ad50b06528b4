import { channel } from 'node:diagnostics_channel'
import type { FastifyRequest } from 'fastify'
import type { Scope } from '../../src/context.js'
import type { RunningServer } from '../../src/index.js'

/**
 * The inside of a running server as a request in the default space sees it, for what no route makes in reasonable time.
 * It comes by the channel on which Fastify tells of the requests that it handles.
 */
export async function scopeOf ({ app }: RunningServer): Promise<Scope> {
  const handlers = channel('tracing:fastify.request.handler:start')
  let scope: Scope | undefined
  const remember = (message: unknown) => {
    const { request } = message as { request: FastifyRequest }
    if (request.server.server === app.server) scope = request.scope
  }
  handlers.subscribe(remember)
  await app.inject('/api/status')
  handlers.unsubscribe(remember)
  if (!scope) throw new Error('the server handled no request')
  return scope
}
