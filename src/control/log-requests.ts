import type { FastifyInstance, FastifyRequest } from 'fastify'

/** A line of the log about a request, beside pino's own keys. */
export interface RequestLine {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly milliseconds: number
  readonly user?: string
  /** The id of the fault that it met. */
  readonly fault?: string
  /** The id of the stub that answered it. */
  readonly stub?: string
  /** The listener that it came to, if it is not Kibana's. */
  readonly service?: 'elasticsearch'
}

/** Text of the lines, by which readers of the log recognize them. */
export const REQUEST = 'request'

const STATUS_ROUTE = '/api/status'

/** Whether a request only asks whether the server is up, or loads the page: there are many of these. */
function isRoutine ({ method, routeOptions: { url, config } }: FastifyRequest): boolean {
  return config.isOpen === true || url === STATUS_ROUTE || (method === 'HEAD' && url === '/')
}

/** Writes one line for each request once it is answered; at level debug for health checks and the files of the page. */
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
