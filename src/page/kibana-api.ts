// Requests to Kibana's own API.
import { isObject } from './domain/json-object.js'
import { AnswerError, basePathOf, exchange, sandbox, type Exchange } from './reach.js'

/** Marks the page's own requests in the request log. */
export const PAGE_HEADER = 'kcm-page'

/** A path of Kibana's API, in a space. */
export const inSpace = (path: string, space = 'default') => (space === 'default' ? path : `/s/${space}${path}`)

/** The same path with the base path of the Kibana that is shown, for a browser. */
export const kibanaPath = (path: string, space?: string) => basePathOf(sandbox.value) + inSpace(path, space)

interface KibanaRequest<Body> {
  readonly body?: Body | undefined
  readonly space?: string | undefined
  readonly headers?: Record<string, string>
}

/** Sends a request to Kibana's API as any client would, and returns any response. */
export function sendToKibana (
  method: string, path: string, { body, space, headers }: KibanaRequest<string> = {},
): Promise<Exchange> {
  return exchange(kibanaPath(path, space), {
    method,
    headers: {
      [PAGE_HEADER]: 'true',
      'kbn-xsrf': 'true',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  })
}

/** @throws AnswerError for an error response */
export async function kibana<Answer> (
  method: string, path: string, { body, ...more }: KibanaRequest<unknown> = {},
): Promise<Answer> {
  const answer = await sendToKibana(method, path, { ...more, ...(body !== undefined && { body: JSON.stringify(body) }) })
  if (answer.status < 400) return answer.body as Answer
  const message = isObject(answer.body) ? answer.body.message : undefined
  throw new AnswerError(answer.status, String(message ?? answer.text))
}

/** The header that internal routes require from 9.0 on. */
export const INTERNAL = { 'x-elastic-internal-origin': 'Kibana' }

/**
 * Logs a user in. The browser keeps the cookie of the session.
 * @returns the address that Kibana redirects to
 */
export async function logIn (username: string, password: string): Promise<string> {
  const { location: next } = await kibana<{ location: string }>('POST', '/internal/security/login', {
    body: { providerType: 'basic', providerName: 'basic', currentURL: location.href, params: { username, password } },
    headers: INTERNAL,
  })
  return next
}

/** The name of the user who is logged in. @throws AnswerError if there is no session */
export const currentUser = async () => (await kibana<{ username: string }>('GET', '/internal/security/me', { headers: INTERNAL })).username
