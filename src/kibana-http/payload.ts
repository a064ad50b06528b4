import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseJson } from '../decoding/json.js'
import { badRequest, payloadTooLarge, unsupportedMediaType } from '../kibana-error.js'
import { targetOf } from './target.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The source text of a JSON body. */
    json: string | undefined
  }
}

/** Limit for the whole body of an upload; larger than the limit that Kibana's file service sets for a file. */
const MAX_UPLOAD_BYTES = 10 * 1024 ** 3

/** The kinds of bodies, each with a content type. */
const MEDIA_TYPES = {
  json: 'application/json', text: 'text/plain', form: 'application/x-www-form-urlencoded', bytes: 'application/octet-stream',
} as const
type BodyKind = keyof typeof MEDIA_TYPES

/**
 * Reads the media type of a content type, in lower case.
 * @throws KibanaError 400
 * Source: @hapi/content 6.0.0, lib/index.js
 */
function mediaTypeOf (contentType: string): string {
  const [, type, parameters = ''] = /^([^/\s]+\/[^\s;]+)(.*)$/.exec(contentType) ?? []
  if (type === undefined) throw badRequest('Invalid content-type header')
  const mediaType = type.toLowerCase()
  if (mediaType.startsWith('multipart/') && !/;\s*boundary=(?:"[^"]+"|[^\s;"]+)/i.test(parameters)) {
    throw badRequest('Invalid content-type header: multipart missing boundary')
  }
  return mediaType
}

/** Picks the parser for a content type; without one, a body counts as JSON. */
function bodyKind (contentType = ''): BodyKind {
  // The content type of nearly all requests
  if (contentType === '' || contentType === 'application/json') return 'json'
  const type = mediaTypeOf(contentType)
  if (/^application\/(?:json|.+\+json)$/.test(type)) return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  if (type === 'application/octet-stream') return 'bytes'
  if (type.startsWith('text/')) return 'text'
  throw unsupportedMediaType()
}

/** Checks that an upload is `multipart/form-data` with a boundary. */
function ensureMultipart (contentType = ''): void {
  if (contentType === '' || mediaTypeOf(contentType) !== 'multipart/form-data') throw unsupportedMediaType()
}

/** Parses a body. An empty body becomes null, except for a text, which stays empty, so that the schema of a route rejects it. */
function parseBody (kind: BodyKind, bytes: Buffer, text: string): unknown {
  if (kind === 'form') return parseForm(text)
  if (kind === 'text') return text
  if (bytes.length === 0) return null
  if (kind === 'bytes') return bytes
  try {
    return parseJson(text)
  } catch {
    throw badRequest('Invalid request payload JSON format')
  }
}

/** Parses a form. Repeated keys become arrays; the object has no prototype, so that no key can reach one. */
function parseForm (text: string): Record<string, unknown> {
  const form: Record<string, unknown> = Object.create(null)
  for (const [key, value] of new URLSearchParams(text)) {
    const before = form[key]
    if (Array.isArray(before)) before.push(value)
    else form[key] = before === undefined ? value : [before, value]
  }
  return form
}

/** Decodes the `content-encoding` of a stream. */
function decompress (encoding: string | undefined, payload: Readable): Readable {
  const unpacker = encoding === 'gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : undefined
  if (!unpacker) return payload
  payload.on('error', error => unpacker.destroy(error))
  return payload.pipe(unpacker)
}

/**
 * First half of step 5: checks the declared length, then the content type of the payload. GET and HEAD have no payload.
 * @throws KibanaError 413, 415, 400
 */
export function checkDeclaredPayload (request: FastifyRequest, maxPayloadBytes: number): void {
  const { method, headers, route } = request
  if (method === 'GET' || method === 'HEAD') return
  const { multipart } = route.config
  const limit = multipart ? MAX_UPLOAD_BYTES : maxPayloadBytes
  const { 'content-type': contentType, 'content-length': length = 0 } = headers
  if (Number(length) > limit) throw payloadTooLarge(limit)
  if (multipart) return ensureMultipart(contentType)
  const mediaType = MEDIA_TYPES[bodyKind(contentType)]
  // Fastify would reject some content types that hapi accepts, such as an empty one. The log has the header as it was sent
  if (contentType !== undefined && contentType !== mediaType) request.headers = { 'content-type': mediaType }
}

/**
 * Second half of step 5: reads and parses the payload. Handles every content type, because Kibana follows hapi's rules rather
 * than Fastify's.
 * Source: Kibana's kbn-server-http-tools/src/get_server_options.ts, and hapi's responses with those options
 */
export function registerPayloadRules (app: FastifyInstance): void {
  app.decorateRequest('json')
  app.removeAllContentTypeParsers()

  // Fastify's own limit must not apply before ours
  app.addContentTypeParser(['application/json', '*'], { bodyLimit: Number.MAX_SAFE_INTEGER }, (
    request: FastifyRequest, payload: IncomingMessage, done,
  ) => {
    const { headers } = request
    const { maxPayloadBytes } = targetOf(request.raw).kibana.settings
    readBytes(decompress(headers['content-encoding'], payload), maxPayloadBytes, () => request.raw.destroy(), (error, bytes) => {
      if (error) return done(error)
      try {
        const kind = bodyKind(headers['content-type'])
        const text = kind === 'bytes' ? '' : bytes.toString()
        const body = parseBody(kind, bytes, text)
        if (kind === 'json' && text !== '') request.json = text
        done(null, body)
      } catch (error) {
        done(error as Error)
      }
    })
  })
}

/** Reads a stream. If it exceeds the limit, the connection is cut without a response, as in hapi. */
function readBytes (payload: Readable, limit: number, cutOff: () => void, done: (error: Error | null, bytes: Buffer) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  payload.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > limit) cutOff()
    else chunks.push(chunk)
  })
  payload.on('error', () => done(badRequest('Invalid compressed payload'), Buffer.alloc(0)))
  payload.on('end', () => done(null, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
}
