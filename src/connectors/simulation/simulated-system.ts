import type { ServiceRequest, ServiceResponse } from '../calls/http.js'
import type { Records } from './records.js'
import type { Failure } from '../../documents/failure.js'

/** The failures that are answers; the others are the lack of one. */
export type FailureAnswer = Exclude<Failure, 'timeout' | 'connection-refused' | 'not-json'>

/** A request as a simulated system sees it. */
export interface Incoming {
  /** The record that it is about; empty when none. */
  readonly id: string
  readonly url: string
  readonly body: Readonly<Record<string, unknown>>
}

type Handler = (incoming: Incoming, records: Records, config: Readonly<Record<string, unknown>>) => ServiceResponse

/** A little model of an external system: what it answers to each operation, and how it says no. */
export interface SimulatedSystem {
  /** Where the system is, by the config of a connector to it. */
  readonly url: (config: Readonly<Record<string, unknown>>) => string
  readonly operations: Readonly<Record<string, Handler>>
  readonly failures: Readonly<Record<FailureAnswer, ServiceResponse>>
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  200: 'OK', 201: 'Created', 204: 'No Content', 400: 'Bad Request', 401: 'Unauthorized', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable',
}

/** An answer with a JSON body; without one when there is no data. */
export const answer = (status: number, data?: unknown): ServiceResponse => ({
  status,
  statusText: STATUS_TEXTS[status] ?? '',
  contentType: data === undefined ? undefined : 'application/json',
  data: data ?? '',
})

/** The body as an object; a text that is no JSON object stands under `text`. */
function toBody (body: unknown): Readonly<Record<string, unknown>> {
  const decoded = typeof body === 'string' ? decodeJson(body) : body
  if (typeof decoded === 'object' && decoded !== null) return decoded as Record<string, unknown>
  return body === undefined ? {} : { text: body }
}

function decodeJson (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function handleRequest ({ operations }: SimulatedSystem, { operation, id = '', url, body }: ServiceRequest, records: Records, config: Readonly<Record<string, unknown>>): ServiceResponse {
  return operations[operation]!({ id, url, body: toBody(body) }, records, config)
}
