import type { Dispatcher } from 'undici'
import { ServiceError, type ServiceRequest, type ServiceResponse } from './http.js'
import type { Patience } from '../../kibana/external-systems.js'

/** Default of Kibana's `xpack.actions.maxResponseContentLength`, in bytes. */
const MAX_CONTENT_LENGTH = 1_048_576

const TIMEOUTS = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']

/** The message of Kibana's HTTP client for a call without a response. */
function withoutAnswer (error: unknown, timeout: number): ServiceError {
  if (error instanceof ServiceError) return error
  // A host with several addresses reports one error per address
  const { message, code = '' } = (error instanceof AggregateError ? error.errors[0] : error) as NodeJS.ErrnoException
  if (TIMEOUTS.includes(code)) return new ServiceError(`timeout of ${timeout}ms exceeded`)
  if (code === 'UND_ERR_SOCKET') return new ServiceError('socket hang up')
  return new ServiceError(message)
}

/** The body as Kibana's HTTP client returns it: decoded if it is JSON, whatever the content type; otherwise the text. */
function decodeBody (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function readBody (body: Dispatcher.ResponseData['body']): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > MAX_CONTENT_LENGTH) throw new ServiceError(`maxContentLength size of ${MAX_CONTENT_LENGTH} exceeded`)
    chunks.push(chunk)
  }
  return decodeBody(Buffer.concat(chunks).toString())
}

/**
 * Sends a connector's call over HTTP. Does not follow redirects.
 * @throws ServiceError if there is no response
 * Source: Kibana's actions/server/lib/axios_utils.ts
 */
export async function sendOverWire ({ method, url, headers, auth, body }: ServiceRequest, { timeout, signal }: Patience): Promise<ServiceResponse> {
  // Loaded on first use: importing it always would slow down every start
  const { request } = await import('undici')
  const contentType = body === undefined ? {} : { 'content-type': 'application/json' }
  const authorization = auth && { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
  // Kibana's connectors differ in the case of header names
  const given = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  try {
    const answer = await request(url, {
      method,
      headers: { accept: 'application/json, text/plain, */*', ...contentType, ...authorization, ...given },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headersTimeout: timeout,
      bodyTimeout: timeout,
      // One connection per call, so that none is open when the server stops
      reset: true,
      signal,
    })
    const type = answer.headers['content-type']
    return { status: answer.statusCode, statusText: answer.statusText, contentType: Array.isArray(type) ? type[0] : type, data: await readBody(answer.body) }
  } catch (error) {
    throw withoutAnswer(error, timeout)
  }
}
