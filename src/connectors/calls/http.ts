/** Basic authentication credentials. */
export interface Credentials { readonly username: string, readonly password: string }

/** The source of bearer tokens for calls: an OAuth token endpoint. */
export interface TokenSource {
  readonly url: string
  /** The start of the error message if the endpoint returns no token. */
  readonly problem?: string
  /**
   * Builds the form that requests a token. Signed forms contain the current time.
   * @throws Error if it can't be signed
   */
  readonly form: (now: Date) => Readonly<Record<string, string>>
}

/** One HTTP call of a connector to its external system. */
export interface ServiceRequest {
  /** Name of the operation, such as `createIssue`, by which simulated systems choose their handler. */
  readonly operation: string
  /** Id of the record that the call reads or changes. */
  readonly id?: string | undefined
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Basic authentication; an `authorization` header takes precedence. */
  readonly auth?: Credentials | undefined
  /** The source of the call's bearer token, which only live systems need. */
  readonly token?: TokenSource | undefined
  /** An object is sent as JSON, a string unchanged. */
  readonly body?: unknown
  /** True if body and response contain secrets, which must not be recorded. */
  readonly isSecret?: boolean
}

/** A call before the client adds the base URL, headers and credentials. */
export type ApiRequest = Omit<ServiceRequest, 'url' | 'headers' | 'auth' | 'token'> & { readonly path: string }

/** An external system's response to a call. */
export interface ServiceResponse {
  readonly status: number
  readonly statusText: string
  readonly contentType: string | undefined
  /** The decoded body if it is JSON, otherwise its text. */
  readonly data: unknown
}

/**
 * The work of a connector, as a generator: it yields each call and resumes with the response. The code that runs it decides how
 * calls are sent; a call without a response throws a ServiceError at the `yield`.
 */
export type Work<Result> = Generator<ServiceRequest, Result, ServiceResponse>

/** Thrown when a call gets no response, or an error status. The message is the one of Kibana's HTTP client. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly response: ServiceResponse | undefined
  /** The code of Kibana's HTTP client, such as `ECONNREFUSED`. */
  readonly code: string | undefined
  /** True if the connector blames the user, whatever the status. */
  readonly isUsers: boolean

  constructor (message: string, response?: ServiceResponse, code?: string, isUsers = false) {
    super(message)
    this.response = response
    this.code = code
    this.isUsers = isUsers
  }
}

/** The error of Kibana's HTTP client for a call that takes longer than `timeout`, in milliseconds. */
export const timeOut = (timeout: number) => new ServiceError(`timeout of ${timeout}ms exceeded`, undefined, 'ECONNABORTED')

/** A failure that Kibana blames on the user rather than on itself; reported as `errorSource`. */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/**
 * Returns the response of a call that succeeded.
 * @throws ServiceError for a status other than 2xx
 */
export function successful (response: ServiceResponse): ServiceResponse {
  if (response.status < 200 || response.status >= 300) {
    throw new ServiceError(`Request failed with status code ${response.status}`, response)
  }
  return response
}

/** Returns a decoded body as an object; an empty one if the body is anything else. */
export function asRecord (data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? data as Record<string, unknown> : {}
}

/** Removes one trailing slash. */
export const withoutTrailingSlash = (url: string): string => url.endsWith('/') ? url.slice(0, -1) : url

/** Removes the trailing slash and collapses repeated slashes. */
export const normalizedUrl = (url: string): string => withoutTrailingSlash(url).replace(/([^:]\/)\/+/g, '$1')

/** Converts a method in the configuration, which is in lower case. */
export const toMethod = (configured: Lowercase<ServiceRequest['method']>) => configured.toUpperCase() as ServiceRequest['method']

/**
 * Rejects a body that is declared as JSON but could not be decoded. Kibana treats numbers and booleans as empty bodies.
 * @throws ServiceError
 */
export function ensureNoText (data: unknown): void {
  if (typeof data === 'string' && data !== '') throw new ServiceError('Response is not a valid JSON')
}

const JSON_TYPE = 'application/json'

/**
 * Rejects a response that is not declared as JSON.
 * @throws ServiceError
 */
export function ensureJsonType ({ method, url }: ServiceRequest, contentType: string): void {
  if (contentType.includes(JSON_TYPE)) return
  throw new ServiceError(
    `Unsupported content type: ${contentType} in ${method.toLowerCase()} ${url}. Supported content types: ${JSON_TYPE}`,
  )
}

/**
 * Returns the JSON object of a response, checked for the keys that the connector reads next.
 * @throws ServiceError for an error status, another content type or a missing key
 * Source: Kibana's actions/server/lib/axios_utils.ts (throwIfResponseIsNotValid)
 */
export function recordOf (
  request: ServiceRequest, response: ServiceResponse, required: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const { status, contentType = 'undefined', data } = successful(response)
  if (status === 204) return {}
  ensureJsonType(request, contentType)
  ensureNoText(data)
  if (required.length > 0 && (Array.isArray(data) || required.some(key => asRecord(data)[key] === undefined))) {
    throw new ServiceError(`Response is missing at least one of the expected fields: ${required.join(',')}`)
  }
  return asRecord(data)
}
