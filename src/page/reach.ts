// The server's address, and requests to its control routes.
import { signal } from '@preact/signals'

/** An error response with the server's message. */
export class AnswerError extends Error {
  readonly status: number
  readonly expected: string | undefined
  /** The path of the invalid value in the body, such as `match.path`. */
  readonly path: string | undefined

  constructor (status: number, message: string, { expected, path }: { expected?: string, path?: string } = {}) {
    super(message)
    this.status = status
    this.expected = expected
    this.path = path
  }
}

const [, SANDBOX, ROOT = '/'] = /^(?:\/_sandbox\/([\w-]+))?(\/(?:.*\/)?)_mock\/$/.exec(new URL('.', import.meta.url).pathname) ?? []

/** The sandbox that is shown; null for the server's own Kibana. */
export const sandbox = signal<string | null>(SANDBOX ?? null)
/** Asked for once, and kept in the memory of this tab. */
export const token = signal('')
/** Whether the server refused the token that it has. */
export const needsToken = signal(false)

/** The path of a Kibana, ending in a slash: the server's own, or a sandbox. The base path comes after the name of a sandbox. */
export const rootOf = (id: string | null) => (id === null ? ROOT : `/_sandbox/${id}${ROOT}`)
/** The address of the Kibana that is shown, as a shell needs it. */
export const address = () => location.origin + rootOf(sandbox.value).replace(/\/$/, '')

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
    const { message, ...more } = JSON.parse(text)
    return new AnswerError(response.status, String(message ?? text), more)
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
  const response = await fetch(`${rootOf(of)}_mock/${path}`, {
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
