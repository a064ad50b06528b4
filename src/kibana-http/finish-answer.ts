import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { onSendAsyncHookHandler } from 'fastify'

const compress = promisify(gzip)
/** Answers of this many bytes are compressed when the client takes gzip. */
const COMPRESSION_THRESHOLD = 1024

/** What hapi adds to an answer once its body is known: ranges, compression, and that the latter depends on the request. */
export const finishAnswer: onSendAsyncHookHandler = async (request, reply, payload) => {
  if (reply.statusCode === 204) reply.header('vary', 'accept-encoding')
  if (typeof payload !== 'string') return payload
  if (Buffer.byteLength(payload) >= COMPRESSION_THRESHOLD) {
    reply.header('vary', 'accept-encoding')
    if (acceptsGzip(request.headers['accept-encoding'])) {
      const compressed = await compress(payload)
      reply.header('content-encoding', 'gzip').header('content-length', compressed.length)
      return compressed
    }
  }
  if (request.method === 'GET' && reply.statusCode === 200) reply.header('accept-ranges', 'bytes')
  return payload
}

const acceptsGzip = (accepted: string | string[] | undefined) => /(?:^|[\s,])(?:x-)?gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(String(accepted ?? ''))
