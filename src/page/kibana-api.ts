// Requests to Kibana's own API.
import { parseJson } from './domain/json-object.js'
import { AnswerError, rootOf, sandbox } from './reach.js'

/** Marks the page's own requests in the request log. */
export const PAGE_HEADER = 'kcm-page'

export interface KibanaAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  readonly text: string
  readonly milliseconds: number
}

/** A path of Kibana's API, in a space. */
export const kibanaPath = (path: string, space = 'default') =>
  `${rootOf(sandbox.value).replace(/\/$/, '')}${space === 'default' ? '' : `/s/${space}`}${path}`

interface KibanaRequest<Body> {
  readonly body?: Body | undefined
  readonly space?: string | undefined
  readonly headers?: Record<string, string>
}

/** Sends a request to Kibana's API as any client would, and returns any response. */
export async function sendToKibana (
  method: string,
  path: string,
  { body, space, headers = {} }: KibanaRequest<string | FormData> = {},
): Promise<KibanaAnswer> {
  const start = performance.now()
  const response = await fetch(kibanaPath(path, space), {
    method,
    headers: {
      [PAGE_HEADER]: 'true',
      'kbn-xsrf': 'true',
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
    cache: 'no-store',
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parseJson(text), text, milliseconds: performance.now() - start }
}

/** @throws AnswerError for an error response */
export async function kibana<Answer> (
  method: string,
  path: string,
  { body, space, headers }: KibanaRequest<unknown> = {},
): Promise<Answer> {
  const answer = await sendToKibana(method, path, {
    body: body === undefined ? undefined : JSON.stringify(body),
    space,
    ...(headers && { headers }),
  })
  if (answer.status < 400) return answer.body as Answer
  const message = (answer.body as { message?: string } | null)?.message
  throw new AnswerError(answer.status, message ?? answer.text)
}

/** The header that internal routes demand from 9.0 on. */
export const INTERNAL = { 'x-elastic-internal-origin': 'Kibana' }

/**
 * Starts a session of a user, whose cookie the browser keeps.
 * @returns where Kibana leads next
 */
export const logIn = async (username: string, password: string) => {
  const { location: next } = await kibana<{ location: string }>('POST', '/internal/security/login', {
    body: { providerType: 'basic', providerName: 'basic', currentURL: location.href, params: { username, password } },
    headers: INTERNAL,
  })
  return next
}

/** The name of the user of the session. @throws AnswerError without one */
export const currentUser = async () => (await kibana<{ username: string }>('GET', '/internal/security/me', { headers: INTERNAL })).username
