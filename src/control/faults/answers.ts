import type { FastifyReply } from 'fastify'
import { KibanaError, reasonPhrase } from '../../kibana-error.js'
import type { Effect } from './effect-schema.js'

/** Kibana's messages for statuses with a specific meaning; other statuses get their reason phrase. */
const MESSAGES: Readonly<Record<number, string>> = {
  // Kibana's core http rate-limiter-internal/src/service.ts
  429: 'Server is overloaded',
  // Kibana's core router, for an exception in a handler
  500: 'An internal server error occurred. Check Kibana server logs for details.',
  // Kibana's security/server/authentication/authentication_service.ts
  503: 'License information could not be obtained from Elasticsearch. Please check the logs for further details.',
}
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  429: { 'retry-after': '1' },
  503: { 'retry-after': '30' },
}

/**
 * The response of a Kibana that has not started yet.
 * Source: Kibana's core http server-internal/src/http_service.ts
 */
const STARTING = {
  status: 503, body: 'Kibana server is not ready yet', headers: { 'retry-after': '30', 'content-type': 'text/html; charset=utf-8' },
}

/** Sets the status and headers of a failing effect on a reply, and returns the body to send. */
export function failReply (reply: FastifyReply, effect: Effect): string {
  const { status, headers, starting } = effect
  // Set by a handler before its answer was replaced
  reply.removeHeader('elastic-api-version')
  if (starting) {
    reply.code(STARTING.status).headers(STARTING.headers)
    return STARTING.body
  }
  const statusCode = status!
  const { text, type } = bodyOf(effect, statusCode)
  const given = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  reply.code(statusCode).headers({ ...HEADERS[statusCode], 'content-type': type, ...given })
  return text
}

const JSON_TYPE = 'application/json; charset=utf-8'

function bodyOf ({ body, contentType, message }: Effect, statusCode: number): { text: string, type: string } {
  if (typeof body === 'string') {
    return { text: body, type: contentType ?? (body.trimStart().startsWith('<') ? 'text/html' : 'text/plain; charset=utf-8') }
  }
  if (body !== undefined) return { text: JSON.stringify(body), type: contentType ?? JSON_TYPE }
  if (statusCode < 400 && message === undefined) return { text: '', type: contentType ?? JSON_TYPE }
  const error = new KibanaError(statusCode, message ?? MESSAGES[statusCode] ?? reasonPhrase(statusCode))
  return { text: JSON.stringify(error), type: contentType ?? JSON_TYPE }
}

/** Closes the connection without an answer. */
export function cutBeforeAnswer (reply: FastifyReply): void {
  reply.hijack()
  reply.raw.destroy()
}

/** Announces the whole body, sends half of it and closes the connection. */
export function cutInBody (reply: FastifyReply, payload: string): void {
  const bytes = Buffer.from(payload)
  reply.hijack()
  reply.raw.writeHead(reply.statusCode, { ...reply.getHeaders(), 'content-length': bytes.length } as Record<string, string | number>)
  reply.raw.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => reply.raw.destroy())
}

/** Keeps a connection open without an answer, until the client or the server closes it. */
export function hang (reply: FastifyReply, closing: AbortSignal): void {
  reply.hijack()
  const { raw } = reply
  const end = () => raw.destroy()
  closing.addEventListener('abort', end)
  raw.on('close', () => closing.removeEventListener('abort', end))
}

const SLICES_PER_SECOND = 10

/** Sends an answer at `bytesPerSecond`, in ten slices per second. */
export function sendSlowly (reply: FastifyReply, payload: string, bytesPerSecond: number, closing: AbortSignal): void {
  const bytes = Buffer.from(payload)
  const size = Math.max(1, Math.round(bytesPerSecond / SLICES_PER_SECOND))
  const { raw } = reply
  reply.hijack()
  raw.writeHead(reply.statusCode, { ...reply.getHeaders(), 'content-length': bytes.length } as Record<string, string | number>)
  let sent = 0
  const timer = setInterval(() => {
    raw.write(bytes.subarray(sent, sent += size))
    if (sent >= bytes.length) raw.end()
  }, Math.max(1, size / bytesPerSecond * 1000))
  const end = () => raw.destroy()
  closing.addEventListener('abort', end)
  raw.on('close', () => {
    clearInterval(timer)
    closing.removeEventListener('abort', end)
  })
}
