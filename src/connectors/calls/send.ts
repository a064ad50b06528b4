import type { Dispatcher } from 'undici'
import { ServiceError, type ServiceRequest, type ServiceResponse } from './http.js'
import type { Patience } from '../../kibana/external-systems.js'

/** As Kibana's `xpack.actions.maxResponseContentLength`, in bytes. */
const MAX_CONTENT_LENGTH = 1_048_576

const TIMEOUTS = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']

/** How Kibana's HTTP client puts the lack of an answer. */
function withoutAnswer (error: unknown, timeout: number): ServiceError {
  if (error instanceof ServiceError) return error
  // A host with several addresses fails once for each
  const { message, code = '' } = (error instanceof AggregateError ? error.errors[0] : error) as NodeJS.ErrnoException
  if (TIMEOUTS.includes(code)) return new ServiceError(`timeout of ${timeout}ms exceeded`)
  if (code === 'UND_ERR_SOCKET') return new ServiceError('socket hang up')
  return new ServiceError(message)
}

/** The body as Kibana's HTTP client hands it on: decoded where it is JSON, whatever its content type says; the text otherwise. */
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
 * Makes a call of a connector for real. Redirects are not followed.
 * @throws ServiceError when there is no answer
 * Source: Kibana's actions/server/lib/axios_utils.ts
 */
export async function sendOverWire ({ method, url, headers, auth, body }: ServiceRequest, { timeout, signal }: Patience): Promise<ServiceResponse> {
  // Loaded only by who delivers over the wire: it would slow every start
  const { request } = await import('undici')
  const contentType = body === undefined ? {} : { 'content-type': 'application/json' }
  const authorization = auth && { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
  // Kibana's connectors write their names in several ways
  const given = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  try {
    const answer = await request(url, {
      method,
      headers: { accept: 'application/json, text/plain, */*', ...contentType, ...authorization, ...given },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headersTimeout: timeout,
      bodyTimeout: timeout,
      // One connection per call: none is left open when the server ends
      reset: true,
      signal,
    })
    const type = answer.headers['content-type']
    return { status: answer.statusCode, statusText: answer.statusText, contentType: Array.isArray(type) ? type[0] : type, data: await readBody(answer.body) }
  } catch (error) {
    throw withoutAnswer(error, timeout)
  }
}
