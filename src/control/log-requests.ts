import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The keys that a log line about a request adds to pino's own. */
export interface RequestLine {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly milliseconds: number
  readonly user?: string
  /** The id of the fault that applied to it. */
  readonly fault?: string
  /** The id of the stub that answered it. */
  readonly stub?: string
  /** The listener that received it, if it is not Kibana's. */
  readonly service?: 'elasticsearch'
}

/** The message of these lines, by which readers of the log recognize them. */
export const REQUEST = 'request'

const STATUS_ROUTE = '/api/status'

/** Whether a request is a health check or loads the page: these are frequent. */
function isRoutine ({ method, routeOptions: { url, config } }: FastifyRequest): boolean {
  return config.isOpen === true || url === STATUS_ROUTE || (method === 'HEAD' && url === '/')
}

/** Logs one line per request once it is answered; at level debug for health checks and the files of the page. */
export function logRequests (app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, originalUrl, entry, scope } = request
    const user = entry?.user ?? scope?.user.username ?? undefined
    const line: RequestLine = {
      method,
      path: originalUrl,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      ...(user !== undefined && { user }),
      ...(entry?.fault && { fault: entry.fault.id }),
      ...(entry?.stub !== undefined && { stub: entry.stub }),
      ...(entry?.service && { service: entry.service }),
    }
    request.log[isRoutine(request) ? 'debug' : 'info'](line, REQUEST)
  })
}
