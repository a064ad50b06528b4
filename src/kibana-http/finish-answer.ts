import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Responses of at least this many bytes are compressed for clients that accept gzip. */
const COMPRESSION_THRESHOLD = 1024

/** Applies hapi's last steps to a response: `accept-ranges`, compression, and `vary`. */
export function finishAnswer (
  request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: null, payload: unknown) => void,
): void {
  if (reply.statusCode === 204) reply.header('vary', 'accept-encoding')
  if (typeof payload !== 'string') return done(null, payload)
  // A string has at least as many bytes as characters
  if (payload.length >= COMPRESSION_THRESHOLD || Buffer.byteLength(payload) >= COMPRESSION_THRESHOLD) {
    reply.header('vary', 'accept-encoding')
    const accepted = request.headers['accept-encoding']
    if (accepted !== undefined && acceptsGzip(accepted)) {
      gzip(payload, (error, compressed) => {
        // zlib fails on invalid options only, and ours are fixed; the response would be sent uncompressed
        if (error) return done(null, payload)
        reply.header('content-encoding', 'gzip').header('content-length', compressed.length)
        done(null, compressed)
      })
      return
    }
  }
  if (request.method === 'GET' && reply.statusCode === 200) reply.header('accept-ranges', 'bytes')

  done(null, payload)
}

const acceptsGzip = (accepted: string | string[]) => /(?:^|[\s,])(?:x-)?gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(String(accepted))
