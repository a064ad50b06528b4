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
  /** An existing logger, used instead of `logger`. */
  readonly loggerInstance?: FastifyBaseLogger
  /** Runs before the routes are added. */
  readonly prepare?: ((app: FastifyInstance) => void) | undefined
}

/**
 * Builds a Fastify instance without routes. Every message it receives must have a target, which `Instances.aim` sets.
 * @throws InvalidInput if pino does not accept the logger options
 */
export function buildFastify ({ logger = false, loggerInstance, prepare }: FastifyOptions): { app: FastifyInstance, watch: Watch } {
  // All other options have been checked already
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

/** Makes every GET route answer HEAD too. With separate HEAD routes, as Fastify adds them, a start would take half as long again. */
function answerHead (app: FastifyInstance): void {
  app.addHook('onRoute', options => {
    if (options.method === 'GET') options.method = ['GET', 'HEAD']
  })
}
