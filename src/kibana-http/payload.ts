import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseJson } from '../decoding/json.js'
import { badRequest, payloadTooLarge, unsupportedMediaType } from '../kibana-error.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The text of a body that was read as JSON. */
    json: string | undefined
  }
}

/** Of the whole body of an upload, above what Kibana's file service takes of a file. */
const MAX_UPLOAD_BYTES = 10 * 1024 ** 3

type BodyKind = 'json' | 'text' | 'form'

/** How a body of a content type is read; no content type counts as JSON. */
function bodyKind (contentType: string | undefined): BodyKind {
  // What nearly all requests have
  if (contentType === undefined || contentType === 'application/json') return 'json'
  const [, type] = /^\s*([^/\s;]+\/[^\s;]+)\s*(?:;.*)?$/.exec(contentType.toLowerCase()) ?? []
  if (type === undefined) throw badRequest('Invalid content-type header')
  if (/^application\/(?:json|.+\+json)$/.test(type)) return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  if (type.startsWith('text/')) return 'text'
  throw unsupportedMediaType()
}

/** An upload is of one type only, and says where its parts end. */
function ensureMultipart (contentType: string | undefined): void {
  if (contentType === undefined) throw unsupportedMediaType()
  const [, type, parameters = ''] = /^\s*([^/\s;]+\/[^\s;]+)\s*(;.*)?$/.exec(contentType) ?? []
  if (type === undefined) throw badRequest('Invalid content-type header')
  const isMultipart = type.toLowerCase().startsWith('multipart/')
  if (isMultipart && !/;\s*boundary=(?:"[^"]+"|[^\s;"]+)/i.test(parameters)) throw badRequest('Invalid content-type header: multipart missing boundary')
  if (type.toLowerCase() !== 'multipart/form-data') throw unsupportedMediaType()
}

function parseBody (kind: BodyKind, text: string): unknown {
  if (text === '') return null
  if (kind === 'text') return text
  if (kind === 'form') return parseForm(text)
  try {
    return parseJson(text)
  } catch {
    throw badRequest('Invalid request payload JSON format')
  }
}

/** Repeated keys become arrays; the object has no prototype, so that no key can reach one. */
function parseForm (text: string): Record<string, unknown> {
  const form: Record<string, unknown> = Object.create(null)
  for (const [key, value] of new URLSearchParams(text)) {
    const before = form[key]
    if (Array.isArray(before)) before.push(value)
    else form[key] = before === undefined ? value : [before, value]
  }
  return form
}

/** The stream with its `content-encoding` undone. */
function decompress (encoding: string | undefined, payload: Readable): Readable {
  const unpacker = encoding === 'gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : undefined
  if (!unpacker) return payload
  payload.on('error', error => unpacker.destroy(error))
  return payload.pipe(unpacker)
}

/**
 * The first half of step 5: what a request says of its payload, its length before its type. Reading takes no payload.
 * @throws KibanaError 413, 415, 400
 */
export function checkDeclaredPayload ({ method, headers, route }: FastifyRequest, maxPayloadBytes: number): void {
  if (method === 'GET' || method === 'HEAD') return
  const { multipart } = route.config
  const limit = multipart ? MAX_UPLOAD_BYTES : maxPayloadBytes
  const { 'content-type': contentType, 'content-length': length = 0 } = headers
  if (Number(length) > limit) throw payloadTooLarge(limit)
  if (multipart) ensureMultipart(contentType)
  else bodyKind(contentType)
}

/**
 * The second half: the payload is read and parsed. Every content type goes through here, since Kibana's rules are hapi's, not
 * Fastify's.
 * Source: Kibana's kbn-server-http-tools/src/get_server_options.ts, and what hapi answers with those options
 */
export function registerPayloadRules (app: FastifyInstance, maxPayloadBytes: number): void {
  app.decorateRequest('json')
  app.removeAllContentTypeParsers()

  // Fastify's own limit must not cut in before ours has answered
  app.addContentTypeParser(['application/json', '*'], { bodyLimit: Number.MAX_SAFE_INTEGER }, (request: FastifyRequest, payload: IncomingMessage, done) => {
    const { headers } = request
    readText(decompress(headers['content-encoding'], payload), maxPayloadBytes, () => request.raw.destroy(), (error, text) => {
      if (error) return done(error)
      try {
        const kind = bodyKind(headers['content-type'])
        const body = parseBody(kind, text)
        if (kind === 'json' && text !== '') request.json = text
        done(null, body)
      } catch (error) {
        done(error as Error)
      }
    })
  })
}

/** All of a stream as text. One that turns out longer than the limit is cut off without an answer, as hapi does. */
function readText (payload: Readable, limit: number, cutOff: () => void, done: (error: Error | null, text: string) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  payload.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > limit) cutOff()
    else chunks.push(chunk)
  })
  payload.on('error', () => done(badRequest('Invalid compressed payload'), ''))
  payload.on('end', () => done(null, (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString()))
}
