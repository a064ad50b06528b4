import { ElasticsearchError } from '../alerts/query/elasticsearch-error.js'
import { TOKEN_EXPIRED } from '../security/credentials.js'

/** Thrown for a response whose status is not 200, or for an error that is not in the format of Elasticsearch's exceptions. */
export class Answer extends Error {
  override readonly name = 'Answer'
  readonly statusCode: number
  readonly body: object
  readonly headers: Readonly<Record<string, string | string[]>> | undefined

  constructor (statusCode: number, body: object, headers?: Readonly<Record<string, string | string[]>>) {
    super(`an answer with status ${statusCode}`)
    this.statusCode = statusCode
    this.body = body
    this.headers = headers
  }

  toJSON (): object {
    return this.body
  }
}

export const noHandler = (method: string, url: string) =>
  new Answer(400, { error: `no handler found for uri [${url}] and method [${method}]` })

export const wrongMethod = (method: string, url: string, allowed: readonly string[]) => new Answer(
  405,
  { error: `Incorrect HTTP method for uri [${url}] and method [${method}], allowed: [${allowed.join(', ')}]`, status: 405 },
  { allow: allowed.join(',') },
)

export const wrongContentType = (contentType: string) => new Answer(
  406, { error: `Content-Type header [${contentType}] is not supported`, status: 406 },
)

/** The error for a path below a sandbox that does not exist. */
export const unknownSandbox = (id: string) =>
  new ElasticsearchError(404, { type: 'resource_not_found_exception', reason: `unknown sandbox [${id}]` })

const CHALLENGES = ['Basic realm="security", charset="UTF-8"', 'Bearer realm="security"', 'ApiKey']

/**
 * The error for a request without valid credentials.
 * @param detail why an API key or token was rejected
 */
export function unauthenticated (reason: string, detail?: string): Answer {
  return refused(reason, { ...(detail !== undefined && { additional_unsuccessful_credentials: detail }) }, CHALLENGES)
}

/** The error for an access token that has expired or was invalidated. Source: Elasticsearch's security/authc/TokenService.java */
export const tokenExpired = (): Answer =>
  refused(TOKEN_EXPIRED, {}, 'Bearer realm="security", error="invalid_token", error_description="The access token expired"')

function refused (reason: string, details: object, challenges: string | string[]): Answer {
  const cause = { type: 'security_exception', reason, ...details, header: { 'WWW-Authenticate': challenges } }
  return new Answer(401, { error: { root_cause: [cause], ...cause }, status: 401 }, { 'www-authenticate': challenges })
}
