import type { Dispatcher } from 'undici'
import { ServiceError, type ServiceRequest, type ServiceResponse } from '../services/http.js'

/** As Kibana's `xpack.actions.responseTimeout`, in milliseconds. */
const RESPONSE_TIMEOUT = 60_000

/** How Kibana's HTTP client puts the lack of an answer. */
function withoutAnswer (error: unknown): ServiceError {
  const { message, code } = error as NodeJS.ErrnoException
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT' || code === 'UND_ERR_CONNECT_TIMEOUT') return new ServiceError(`timeout of ${RESPONSE_TIMEOUT}ms exceeded`)
  if (code === 'UND_ERR_SOCKET') return new ServiceError('socket hang up')
  return new ServiceError(message)
}

/** The body as axios hands it on: decoded where it is JSON, whatever its content type says; the text otherwise. */
function decodeBody (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function request (dispatcher: Dispatcher | undefined, { method, url, headers, body }: ServiceRequest, timeout: number): Promise<ServiceResponse> {
  const { request } = await import('undici')
  const hasBody = body !== undefined
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const hasContentType = Object.keys(headers ?? {}).some(name => name.toLowerCase() === 'content-type')
  const answer = await request(url, {
    method,
    headers: { accept: 'application/json, text/plain, */*', ...(hasBody && !hasContentType && { 'content-type': 'application/json' }), ...headers },
    ...(hasBody && { body: payload }),
    headersTimeout: timeout,
    bodyTimeout: timeout,
    ...(dispatcher && { dispatcher }),
  })
  const contentType = answer.headers['content-type']
  return {
    status: answer.statusCode,
    statusText: answer.statusText,
    contentType: Array.isArray(contentType) ? contentType[0] : contentType,
    data: decodeBody(await answer.body.text()),
  }
}

/**
 * Makes a call of a connector for real.
 * @throws ServiceError when there is no answer
 */
export async function sendOverWire (serviceRequest: ServiceRequest, timeout = RESPONSE_TIMEOUT): Promise<ServiceResponse> {
  try {
    return await request(undefined, serviceRequest, timeout)
  } catch (error) {
    throw withoutAnswer(error)
  }
}
