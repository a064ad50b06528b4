import type { IncomingHttpHeaders } from 'node:http'
import type { FailureHit } from '../../documents/failure.js'
import { copyRule } from '../../input/copy-rule.js'
import { documentedPath, pathOf } from '../../kibana-http/paths.js'
import type { Effect } from '../faults/effect-schema.js'
import { maskAnswer, maskSecrets } from './mask-secrets.js'
import type { RecordedRequest } from './recorded-request.js'

/** A fault that applied to a request. */
export interface FaultHit { readonly id: string, readonly effect: Effect }

const CREDENTIAL_HEADERS = new Set(
  ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'es-secondary-authorization'],
)

/** Masks credentials. Keeps the scheme, so that a test can see which one was used. */
const mask = (value: string) => value.replace(/^(\w+ )?.*$/s, '$1[masked]')

/**
 * Microseconds, wrapping every 71 minutes. V8 stores integers of this size inline; any other number
 * would be one more object per entry.
 */
const stopwatch = () => Math.trunc(performance.now() * 1000) | 0

/**
 * A request in the log. It holds few references, and only to objects that exist anyway, since the garbage collector has to
 * visit everything that the log keeps alive. Its public form is built when it is read.
 */
export class Entry {
  readonly id: number
  /** ISO 8601. */
  readonly at: string
  readonly method: string
  readonly path: string
  readonly url: string
  readonly space: string
  readonly headers: IncomingHttpHeaders
  user: string | undefined
  route: string | undefined
  status: number | undefined
  /** The response, before serialization if possible: most of it is in the store anyway. */
  answer: unknown
  /** Whether the request is finished. Without a status, it never got an answer. */
  isSettled = false
  check = ''
  fault: FaultHit | undefined
  failure: FailureHit | undefined
  /** The listener that received the request, if it is not Kibana's. */
  readonly service: 'elasticsearch' | undefined
  /** The id of the stub that answered. */
  stub: string | undefined
  answerHeaders: Readonly<Record<string, number | string | string[] | undefined>> | undefined
  #body: unknown
  /** The body as sent, if it was JSON: a string takes less memory than the decoded body. */
  #json: string | undefined
  readonly #query: string
  /** The start on the stopwatch; once settled, the duration. */
  #time = stopwatch()
  /** The arrival, in whole milliseconds since the process started. */
  readonly #received = Math.trunc(performance.now())

  constructor (
    id: number, at: string,
    { method, url, routedUrl, space, headers, service }: {
      method: string, url: string, routedUrl: string, space: string, headers: IncomingHttpHeaders, service?: 'elasticsearch' | undefined,
    },
  ) {
    const query = routedUrl.indexOf('?')
    this.id = id
    this.at = at
    this.method = method
    this.url = url
    this.path = query === -1 ? routedUrl : routedUrl.slice(0, query)
    this.#query = query === -1 ? '' : routedUrl.slice(query + 1)
    this.space = space
    this.headers = headers
    this.service = service
  }

  /** Finishes the entry. */
  settle (check: string): void {
    this.isSettled = true
    this.#time = (stopwatch() - this.#time) | 0
    this.check = check
  }

  /** The decoded body of the request. */
  get body (): unknown {
    // Copies, since the store may share parts of the decoded body
    return this.#json === undefined ? structuredClone(this.#body) : JSON.parse(this.#json)
  }

  /** The body as shown in the log: without secrets; null if there is none. */
  get shownBody (): unknown {
    return maskSecrets(this.path, this.body ?? null)
  }

  /** @param json the text it was decoded from, if any */
  setBody (body: unknown, json: string | undefined): void {
    this.#json = json
    this.#body = json === undefined ? body : undefined
  }

  /** The path as sent. */
  get fullPath (): string {
    return pathOf(this.url)
  }

  toJSON (): RecordedRequest {
    return {
      id: this.id,
      at: this.at,
      receivedAt: new Date(performance.timeOrigin + this.#received).toISOString(),
      method: this.method,
      path: this.path,
      query: readQuery(this.#query),
      url: this.url,
      space: this.space,
      user: this.user ?? null,
      route: this.route === undefined ? null : documentedPath(this.route),
      headers: readHeaders(this.headers),
      body: this.shownBody,
      status: this.status ?? null,
      answer: maskAnswer(this.path, readAnswer(this.answer)),
      duration: this.isSettled ? this.#time / 1000 : null,
      refusedBy: (this.status ?? 0) >= 400 && !this.fault && this.stub === undefined ? this.check : null,
      fault: copyRule(this.fault) ?? null,
      failure: this.failure ?? null,
      stub: this.stub ?? null,
      answerHeaders: readHeaders(this.answerHeaders ?? {}),
      ...(this.service && { service: this.service }),
    }
  }
}

function readQuery (query: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(query)
  return Object.fromEntries([...new Set(parameters.keys())].map(key => {
    const values = parameters.getAll(key)
    return [key, values.length > 1 ? values : values[0]!]
  }))
}

function readHeaders (headers: Readonly<Record<string, number | string | string[] | undefined>>): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, CREDENTIAL_HEADERS.has(name) ? mask(String(value)) : Array.isArray(value) ? value : String(value)]]))
}

/** The response as the client received it. */
function readAnswer (answer: unknown): unknown {
  if (answer === undefined || answer === '') return null
  if (typeof answer !== 'string') return JSON.parse(JSON.stringify(answer))
  try {
    return JSON.parse(answer)
  } catch {
    return answer
  }
}
