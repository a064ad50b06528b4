import type { FastifyReply } from 'fastify'
import { targetOf } from '../../kibana-http/target.js'
import type { Version } from '../../versions/version.js'
import { onAbort } from '../on-abort.js'
import type { Effect } from './effect-schema.js'
import type { ErrorAnswers } from './error-answers.js'
import { FAULT_PRESETS } from './presets.js'

/** Sets the status and headers of a failing effect on a reply, and returns the body to send. */
export function failReply (reply: FastifyReply, effect: Effect, errors: ErrorAnswers): string {
  const { status, headers, starting, preset, body } = effect
  const isInFront = preset !== undefined && FAULT_PRESETS[preset]!.inFront
  // Set by the pipeline, and by a handler before its answer was replaced
  for (const name of isInFront ? Object.keys(reply.getHeaders()) : ['elastic-api-version']) reply.removeHeader(name)
  if (starting) {
    reply.code(errors.starting.status).headers(errors.starting.headers)
    return errors.starting.body
  }
  const statusCode = status!
  const { text, type } = bodyOf(effect, statusCode, errors, targetOf(reply.request.raw).kibana.version)
  const given = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  reply.code(statusCode).headers({ ...(body === undefined && errors.headers[statusCode]), 'content-type': type, ...given })
  return text
}

function bodyOf (
  { body, contentType, message }: Effect, statusCode: number, errors: ErrorAnswers, version: Version,
): { text: string, type: string } {
  if (typeof body === 'string') {
    return { text: body, type: contentType ?? (body.trimStart().startsWith('<') ? 'text/html' : 'text/plain; charset=utf-8') }
  }
  const type = contentType ?? errors.jsonType
  if (body !== undefined) return { text: JSON.stringify(body), type }
  if (statusCode < 400 && message === undefined) return { text: '', type }
  return { text: JSON.stringify(errors.bodyOf(statusCode, message, version)), type }
}

/** Closes the connection without an answer. */
export function cutBeforeAnswer (reply: FastifyReply): void {
  reply.hijack()
  reply.raw.destroy()
}

/** Announces the length of the whole body, sends half of it and closes the connection. */
export function cutInBody (reply: FastifyReply, payload: string): void {
  const bytes = Buffer.from(payload)
  const raw = announce(reply, bytes)
  raw.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => raw.destroy())
}

/** Sends the status and headers of an answer whose body is written by hand. */
function announce (reply: FastifyReply, { length }: Buffer): FastifyReply['raw'] {
  reply.hijack()
  return reply.raw.writeHead(reply.statusCode, { ...reply.getHeaders(), 'content-length': length } as Record<string, string | number>)
}

/** Keeps a connection open without an answer, until the client or the server closes it. */
export function hang (reply: FastifyReply, closing: AbortSignal): void {
  reply.hijack()
  const { raw } = reply
  raw.on('close', onAbort(closing, () => raw.destroy()))
}

const SLICES_PER_SECOND = 10

/** Sends an answer at `bytesPerSecond`, in ten slices per second. */
export function sendSlowly (reply: FastifyReply, payload: string, bytesPerSecond: number, closing: AbortSignal): void {
  const bytes = Buffer.from(payload)
  const size = Math.max(1, Math.round(bytesPerSecond / SLICES_PER_SECOND))
  const raw = announce(reply, bytes)
  let sent = 0
  const timer = setInterval(() => {
    raw.write(bytes.subarray(sent, sent += size))
    if (sent < bytes.length) return
    // A slow client closes the connection only later
    clearInterval(timer)
    raw.end()
  }, Math.max(1, size / bytesPerSecond * 1000))
  raw.on('close', () => clearInterval(timer))
  raw.on('close', onAbort(closing, () => raw.destroy()))
}
