import type { FastifyInstance } from 'fastify'
import { controlRoutes, type ControlRoutesOptions } from '../control/routes.js'
import { buildFastify, type FastifyOptions } from './fastify.js'

/** Builds the Fastify instance with the control routes. */
export function buildControlApp (routes: ControlRoutesOptions, options: FastifyOptions): FastifyInstance {
  const { app } = buildFastify(options)
  app.register(controlRoutes, { prefix: '/_mock', ...routes })
  return app
}
