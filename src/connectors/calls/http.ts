export interface Credentials { readonly username: string, readonly password: string }

/** One HTTP call of a connector to its external system. */
export interface ServiceRequest {
  /** What the call is for, in the words of that system: `createIssue`. The simulated systems go by it. */
  readonly operation: string
  /** The record that the call is about. */
  readonly id?: string | undefined
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** For basic authentication. Headers may say something else. */
  readonly auth?: Credentials | undefined
  /** An object goes as JSON; a text goes as it is. */
  readonly body?: unknown
}

/** A call as the client of one system writes it, who adds where its API lies and who asks. */
export type ApiRequest = Omit<ServiceRequest, 'url' | 'headers' | 'auth'> & { readonly path: string }

export interface ServiceResponse {
  readonly status: number
  readonly statusText: string
  readonly contentType: string | undefined
  /** Decoded where it is JSON, otherwise the text. */
  readonly data: unknown
}

/**
 * What a connector does, as a generator: it yields each of its calls and goes on with the answer. How the calls travel is the
 * business of who runs it; a call that gets no answer throws a ServiceError here.
 */
export type Work<Result> = Generator<ServiceRequest, Result, ServiceResponse>

/** A call that failed: without an answer, or with one that says so. The message is what Kibana's HTTP client says. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly response: ServiceResponse | undefined

  constructor (message: string, response?: ServiceResponse) {
    super(message)
    this.response = response
  }
}

/** A failure that Kibana puts down to who uses the connector, not to itself; it shows as `errorSource`. */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/**
 * The answer to a call, as long as it is a good one.
 * @throws ServiceError for a status other than 2xx
 */
export function successful (response: ServiceResponse): ServiceResponse {
  if (response.status < 200 || response.status >= 300) throw new ServiceError(`Request failed with status code ${response.status}`, response)
  return response
}

/** The decoded body of an answer as an object; an empty one when it is something else. */
export function asRecord (data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? data as Record<string, unknown> : {}
}

export const withoutTrailingSlash = (url: string): string => url.endsWith('/') ? url.slice(0, -1) : url

const JSON_TYPE = 'application/json'

/**
 * The answer to a call as an object, as long as it is a good one: JSON that holds what the connector reads next.
 * @throws ServiceError
 * Source: Kibana's actions/server/lib/axios_utils.ts (throwIfResponseIsNotValid)
 */
export function recordOf ({ method, url }: ServiceRequest, response: ServiceResponse, required: readonly string[] = []): Readonly<Record<string, unknown>> {
  const { status, contentType = 'undefined', data } = successful(response)
  if (status === 204) return {}
  if (!contentType.includes(JSON_TYPE)) {
    throw new ServiceError(`Unsupported content type: ${contentType} in ${method.toLowerCase()} ${url}. Supported content types: ${JSON_TYPE}`)
  }
  if (typeof data !== 'object' && data !== undefined && data !== '') throw new ServiceError('Response is not a valid JSON')
  if (required.length > 0 && (Array.isArray(data) || required.some(key => asRecord(data)[key] === undefined))) {
    throw new ServiceError(`Response is missing at least one of the expected fields: ${required.join(',')}`)
  }
  return asRecord(data)
}
