import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { logRequests } from '../control/log-requests.js'
import { watchRequests } from '../control/watch-requests.js'
import { expecting } from '../input/invalid-input.js'
import { answerBadPath } from '../kibana-http/bad-path.js'
import { LIFESPAN_CONSTRAINT, lifespanConstraint } from '../kibana-http/lifespan-constraint.js'
import { NO_COMPILERS } from '../kibana-http/no-compilers.js'
import { targetOf } from '../kibana-http/target.js'
import type { Watch } from '../kibana-http/watch.js'

export interface FastifyOptions {
  readonly logger?: FastifyServerOptions['logger']
  /** A logger that exists already, in place of `logger`. */
  readonly loggerInstance?: FastifyBaseLogger
  /** Runs before the routes are added. */
  readonly prepare?: ((app: FastifyInstance) => void) | undefined
}

/**
 * Builds a Fastify instance without routes. Its messages must have a target: `Instances.aim` sets it.
 * @throws InvalidInput if pino does not accept the options of the log
 */
export function buildFastify ({ logger = false, loggerInstance, prepare }: FastifyOptions): { app: FastifyInstance, watch: Watch } {
  // All other options are checked before
  const app = expecting('options that pino accepts', () => fastify({
    ...(loggerInstance ? { loggerInstance } : { logger }),
    // We log one line per request ourselves
    logController: new LogController({ disableRequestLogging: true }),
    // Ids of any length are looked up, as in Kibana
    routerOptions: { maxParamLength: 100_000, constraints: { [LIFESPAN_CONSTRAINT]: lifespanConstraint } },
    rewriteUrl: message => targetOf(message).url,
    schemaController: NO_COMPILERS,
    exposeHeadRoutes: false,
    // Paths that can't be percent-decoded bypass the hooks
    frameworkErrors: (_error, request, reply) => answerBadPath(watch, request, reply),
  }), 'logger')
  const watch = watchRequests(app)
  if (loggerInstance ?? logger) logRequests(app)
  prepare?.(app)
  answerHead(app)
  return { app, watch }
}

/** Every route for GET answers HEAD. Routes of its own, as Fastify makes them, would add half to the time of a start. */
function answerHead (app: FastifyInstance): void {
  app.addHook('onRoute', options => {
    if (options.method === 'GET') options.method = ['GET', 'HEAD']
  })
}
