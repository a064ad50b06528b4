import { gunzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { contentFailure, illegalArgument } from '../alerts/query/elasticsearch-error.js'
import { parseJson } from '../decoding/json.js'

/** Default of Elasticsearch's `http.max_content_length`. */
const MAX_BYTES = 100 * 1024 * 1024

const unreadable = (error: unknown) => contentFailure((error as Error).message, { line: 1, col: 1 })

function parseLine (line: string): unknown {
  try {
    return parseJson(line)
  } catch (error) {
    throw unreadable(error)
  }
}

/** Parses NDJSON, which only the bulk API accepts. */
function parseLines (text: string): unknown[] {
  if (!text.endsWith('\n')) throw illegalArgument('The bulk request must be terminated by a newline [\\n]')
  return text.split('\n').filter(line => line.trim() !== '').map(parseLine)
}

function unpack (bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES })
  } catch (error) {
    throw unreadable(error)
  }
}

const isBulk = (url: string) => /\/_bulk\/?(?:\?|$)/.test(url)

/** Parses bodies, also of GET requests, as JSON or (for the bulk API) NDJSON, regardless of content type. */
export function readPayloads (app: FastifyInstance): void {
  app.decorateRequest('json')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, async (request: FastifyRequest, bytes: Buffer) => {
    const text = (request.headers['content-encoding'] === 'gzip' ? unpack(bytes) : bytes).toString()
    if (text.trim() === '') return undefined
    if (isBulk(request.url)) return parseLines(text)
    const body = parseLine(text)
    request.json = text
    return body
  })
}
