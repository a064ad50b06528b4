import http, { type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { jsonOrText } from '../../decoding/json.js'
import { ServiceError, timeOut, type ServiceRequest, type ServiceResponse } from './http.js'
import type { Patience } from '../../kibana/external-systems.js'

/** Default of Kibana's `xpack.actions.maxResponseContentLength`, in bytes. */
const MAX_CONTENT_LENGTH = 1_048_576

/** The error of Kibana's HTTP client for a call without a response. */
function withoutAnswer (error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  // A host with several addresses reports one error per address
  const { message, code } = (error instanceof AggregateError ? error.errors[0] : error) as NodeJS.ErrnoException
  // Node's message for a connection that closes in the middle of a response
  return new ServiceError(message === 'aborted' ? 'socket hang up' : message, undefined, code)
}

/** Reads a body like Kibana's HTTP client, which decodes JSON of any content type. */
async function readBody (body: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > MAX_CONTENT_LENGTH) {
      throw new ServiceError(`maxContentLength size of ${MAX_CONTENT_LENGTH} exceeded`, undefined, 'ERR_BAD_RESPONSE')
    }
    chunks.push(chunk)
  }
  return jsonOrText(Buffer.concat(chunks).toString())
}

/** Sends a request and resolves with the response before its body arrives. `timeout` is the longest silence, in milliseconds. */
function send (url: string, { timeout = 0, ...options }: RequestOptions, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const target = new URL(url)
    // One connection per call, so that none is open when the server stops
    const sent = (target.protocol === 'https:' ? https : http).request(target, { ...options, timeout, agent: false })
    let answer: IncomingMessage | undefined
    sent.once('response', response => {
      answer = response
      resolve(response)
    })
    sent.once('timeout', () => (answer ?? sent).destroy(timeOut(timeout)))
    sent.once('error', reject)
    sent.end(body)
  })
}

/**
 * Sends a connector's call over HTTP. Does not follow redirects.
 * @throws ServiceError if there is no response
 * Source: Kibana's actions/server/lib/axios_utils.ts
 */
export async function sendOverWire (
  { method, url, headers, auth, body }: ServiceRequest, { timeout, signal }: Patience,
): Promise<ServiceResponse> {
  const contentType = body === undefined ? {} : { 'content-type': 'application/json' }
  const authorization = auth && { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
  // Kibana's connectors differ in the case of header names
  const given = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  const all = { accept: 'application/json, text/plain, */*', ...contentType, ...authorization, ...given }
  try {
    const answer = await send(
      url, { method, headers: all, timeout, signal }, body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    )
    const { statusCode = 0, statusMessage = '' } = answer
    return { status: statusCode, statusText: statusMessage, contentType: answer.headers['content-type'], data: await readBody(answer) }
  } catch (error) {
    throw withoutAnswer(error)
  }
}
