import { STATUS_CODES } from 'node:http'

/** Reason phrases where Boom's differ from Node's. */
const REASONS: Readonly<Record<number, string>> = { 413: 'Request Entity Too Large', 499: 'Unknown' }

/** The phrase Kibana puts in `error` for a status. */
export function reasonPhrase (statusCode: number): string {
  return REASONS[statusCode] ?? STATUS_CODES[statusCode] ?? 'Unknown'
}

/**
 * An error response of Kibana: its status and exact message. `attributes` is a fourth key that
 * Kibana adds to a few bodies; `headers` are sent with the response.
 */
export class KibanaError extends Error {
  override readonly name = 'KibanaError'
  readonly statusCode: number
  readonly attributes: object | undefined
  readonly headers: Readonly<Record<string, string>> | undefined

  constructor (statusCode: number, message: string, extra: { attributes?: object, headers?: Record<string, string> } = {}) {
    super(message)
    this.statusCode = statusCode
    this.attributes = extra.attributes
    this.headers = extra.headers
  }

  /** The body of the response. Some plugins of Kibana have their own error format. */
  get body (): object {
    return this.toJSON()
  }

  toJSON () {
    return {
      statusCode: this.statusCode,
      error: reasonPhrase(this.statusCode),
      message: this.message,
      ...(this.attributes && { attributes: this.attributes }),
    }
  }
}

export const badRequest = (message: string) => new KibanaError(400, message)
export const unauthorized = (message: string) => new KibanaError(401, message)
export const forbidden = (message: string) => new KibanaError(403, message)
export const notFound = (message = 'Not Found') => new KibanaError(404, message)
export const notAcceptable = (message: string) => new KibanaError(406, message)
export const conflict = (message: string) => new KibanaError(409, message)
export const payloadTooLarge = (limit: number) => new KibanaError(413, `Payload content length greater than maximum allowed: ${limit}`)
export const unsupportedMediaType = () => new KibanaError(415, 'Unsupported Media Type')
export const failedDependency = (message: string) => new KibanaError(424, message)

/** A plain Error thrown inside a Cases operation of Kibana: 500 with its own message, which Kibana does not mask. */
export const internalError = (message: string) => new KibanaError(500, message)

/** The answer of Kibana's router to an uncaught exception. In this server it indicates a bug. */
export const unexpectedError = () => internalError('An internal server error occurred. Check Kibana server logs for details.')

export const savedObjectNotFound = (type: string, id: string) => notFound(`Saved object [${type}/${id}] not found`)
