import type { FastifyReply } from 'fastify'
import { KibanaError, reasonPhrase } from '../../kibana-error.js'
import type { Effect } from './effect-schema.js'

/** What Kibana says where a status means one thing to its clients; its reason phrase for the others. */
const MESSAGES: Readonly<Record<number, string>> = {
  // Kibana's core http rate-limiter-internal/src/service.ts
  429: 'Server is overloaded',
  // Kibana's core router: what a handler's exception comes out as
  500: 'An internal server error occurred. Check Kibana server logs for details.',
  // Kibana's security/server/authentication/authentication_service.ts
  503: 'License information could not be obtained from Elasticsearch. Please check the logs for further details.',
}
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  429: { 'retry-after': '1' },
  503: { 'retry-after': '30' },
}

/**
 * A Kibana that has not started yet.
 * Source: Kibana's core http server-internal/src/http_service.ts
 */
const STARTING = { status: 503, body: 'Kibana server is not ready yet', headers: { 'retry-after': '30', 'content-type': 'text/html; charset=utf-8' } }

/** Puts the status and headers of a failing effect on a reply; gives the body to send. */
export function failReply (reply: FastifyReply, { status, message, headers, starting }: Effect): string {
  // What a handler put there before it was made to fail
  reply.removeHeader('elastic-api-version')
  if (starting) {
    reply.code(STARTING.status).headers(STARTING.headers)
    return STARTING.body
  }
  const statusCode = status!
  const lowerCase = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])
  reply.code(statusCode).headers({ ...HEADERS[statusCode], 'content-type': 'application/json; charset=utf-8', ...Object.fromEntries(lowerCase) })
  return JSON.stringify(new KibanaError(statusCode, message ?? MESSAGES[statusCode] ?? reasonPhrase(statusCode)))
}

/** Ends the connection without an answer. */
export function cutBeforeAnswer (reply: FastifyReply): void {
  reply.hijack()
  reply.raw.destroy()
}

/** Promises a whole answer, sends half of its body and ends the connection. */
export function cutInBody (reply: FastifyReply, payload: string): void {
  const bytes = Buffer.from(payload)
  reply.hijack()
  reply.raw.writeHead(reply.statusCode, { ...reply.getHeaders(), 'content-length': bytes.length } as Record<string, string | number>)
  reply.raw.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => reply.raw.destroy())
}
