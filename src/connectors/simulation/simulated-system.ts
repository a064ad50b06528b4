import { STATUS_CODES } from 'node:http'
import { jsonOrText } from '../../decoding/json.js'
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
  /** True if executions are only recorded, even where the option `externalServices` says live: they make no HTTP calls. */
  readonly onlyRecords?: true
}

/** Builds a response with a JSON body; without a body if there is no data. */
export const answer = (status: number, data?: unknown): ServiceResponse => ({
  status,
  statusText: STATUS_CODES[status] ?? '',
  contentType: data === undefined ? undefined : 'application/json',
  data: data ?? '',
})

/** Reads the body as an object; any text that is not a JSON object is put under `text`. */
function toBody (body: unknown): Readonly<Record<string, unknown>> {
  const decoded = typeof body === 'string' ? jsonOrText(body) : body
  if (typeof decoded === 'object' && decoded !== null) return decoded as Record<string, unknown>
  return body === undefined ? {} : { text: body }
}

/** Calls the handler of the request's operation. */
export function handleRequest (
  { operations }: SimulatedSystem, { operation, id = '', url, body }: ServiceRequest, records: Records, config: Config,
): ServiceResponse {
  return operations[operation]!({ id, url, body: toBody(body) }, records, config)
}
