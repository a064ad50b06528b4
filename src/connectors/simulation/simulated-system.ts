import type { ServiceRequest, ServiceResponse } from '../calls/http.js'
import type { Records } from './records.js'
import type { Failure } from '../../documents/failure.js'

/** Failures with a response; the others have none. */
type FailureAnswer = Exclude<Failure, 'timeout' | 'connection-refused' | 'tls' | 'not-json'>

/** A request to a simulated system. */
interface Incoming {
  /** Id of the record that the request reads or changes; empty if none. */
  readonly id: string
  readonly url: string
  readonly body: Readonly<Record<string, unknown>>
}

/** The decoded configuration of a connector. */
type Config = Readonly<Record<string, unknown>>
type Handler = (incoming: Incoming, records: Records, config: Config) => ServiceResponse

/** A simulated external system: one handler per operation, one response per failure. */
export interface SimulatedSystem {
  /** Reads the system's URL from a connector's config. */
  readonly url: (config: Config) => string
  readonly operations: Readonly<Record<string, Handler>>
  readonly failures: Readonly<Record<FailureAnswer, ServiceResponse>>
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

/** Builds a response with a JSON body; without a body if there is no data. */
export const answer = (status: number, data?: unknown): ServiceResponse => ({
  status,
  statusText: STATUS_TEXTS[status] ?? '',
  contentType: data === undefined ? undefined : 'application/json',
  data: data ?? '',
})

/** Reads the body as an object; any text that is not a JSON object is put under `text`. */
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

/** Calls the handler of the request's operation. */
export function handleRequest (
  { operations }: SimulatedSystem, { operation, id = '', url, body }: ServiceRequest, records: Records, config: Config,
): ServiceResponse {
  return operations[operation]!({ id, url, body: toBody(body) }, records, config)
}
