// The server's address, and requests to its control routes.
import { signal } from '@preact/signals'
import { parseJson } from './domain/json-object.js'

/** An error response with the server's message. */
export class AnswerError extends Error {
  readonly status: number
  /** The path of the invalid value in the body, such as `match.path`. */
  readonly path: string | undefined

  constructor (status: number, message: string, path?: string) {
    super(message)
    this.status = status
    this.path = path
  }
}

const [, SANDBOX, BASE_PATH = ''] = /^(?:\/_sandbox\/([\w-]+))?((?:\/.*)?)\/_mock\/$/.exec(new URL('.', import.meta.url).pathname) ?? []

/** The sandbox that is shown; null for the server's own Kibana. */
export const sandbox = signal<string | null>(SANDBOX ?? null)
/** The control token, kept only in the memory of this tab. */
export const token = signal('')
/** Whether the server refused the token, or needs one. */
export const needsToken = signal(false)

/** The base path of the server's own Kibana or of a sandbox, without a trailing slash. A sandbox's prefix comes before the server's. */
export const basePathOf = (id: string | null) => (id === null ? '' : `/_sandbox/${id}`) + BASE_PATH
/** The address of the Kibana that is shown, as a shell needs it. */
export const address = () => location.origin + basePathOf(sandbox.value)

/** The method and body of a control call. */
export interface ControlOptions {
  readonly method?: string
  readonly body?: unknown
  readonly signal?: AbortSignal
  readonly of?: string | null
}

async function failureOf (response: Response): Promise<AnswerError> {
  const text = await response.text()
  try {
    const { message, path } = JSON.parse(text)
    return new AnswerError(response.status, String(message ?? text), path)
  } catch {
    return new AnswerError(response.status, text || response.statusText)
  }
}

/** @throws AnswerError for an error response */
export async function openControl (
  path: string, { method = 'GET', body, signal, of = sandbox.value }: ControlOptions = {},
): Promise<Response> {
  const headers: Record<string, string> = {}
  if (token.value) headers.authorization = `Bearer ${token.value}`
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await fetch(`${basePathOf(of)}/_mock/${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
    cache: 'no-store',
  })
  if (response.ok) {
    needsToken.value = false
    return response
  }
  if (response.status === 401) needsToken.value = true
  throw await failureOf(response)
}

/** A response, read to its end. */
export interface Exchange {
  readonly status: number
  readonly text: string
  /** The text parsed as JSON; the text itself if it is not JSON. */
  readonly body: unknown
  readonly milliseconds: number
}

/** Sends a request as it is, and returns any response. */
export async function exchange (url: string, init: RequestInit): Promise<Exchange> {
  const start = performance.now()
  const response = await fetch(url, { ...init, cache: 'no-store' })
  const text = await response.text()
  return { status: response.status, text, body: parseJson(text), milliseconds: performance.now() - start }
}
