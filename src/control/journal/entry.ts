import type { IncomingHttpHeaders } from 'node:http'
import { isPlainObject } from '../../decoding/plain-object.js'
import type { FailureHit } from '../../documents/failure.js'
import type { Effect } from '../faults/effect-schema.js'
import type { RecordedRequest } from './recorded-request.js'

/** A fault that a request met. */
export interface FaultHit { readonly id: string, readonly effect: Effect }

const CREDENTIAL_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'es-secondary-authorization'])

/** The scheme stays, so that a test can see which one was used. */
const mask = (value: string) => value.replace(/^(\w+ )?.*$/s, '$1[masked]')

/**
 * Microseconds on a stopwatch that starts anew every 71 minutes. An object holds whole numbers of this size in itself; any other
 * would be one more object that every entry keeps.
 */
const stopwatch = () => Math.trunc(performance.now() * 1000) | 0

/**
 * A request while the journal holds it: references to what is there anyway, and as few as will do, since the journal keeps what
 * the garbage collector would otherwise never have to look at. What it looks like to a reader is worked out when somebody reads.
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
  /** What was answered, before it was made text where that is all that happened to it: most of it lies in the store anyway. */
  answer: unknown
  /** Whether nothing more will happen to it. Without a status then, it never got an answer. */
  isSettled = false
  check = ''
  fault: FaultHit | undefined
  failure: FailureHit | undefined
  answerHeaders: Readonly<Record<string, number | string | string[] | undefined>> | undefined
  #body: unknown
  /** The body as it was sent, if it was JSON: one text weighs less than all that was decoded from it. */
  #json: string | undefined
  readonly #query: string
  /** When it came, by the stopwatch; once it is settled, how long it took. */
  #time = stopwatch()

  constructor (id: number, at: string, { method, url, routedUrl, space, headers }: { method: string, url: string, routedUrl: string, space: string, headers: IncomingHttpHeaders }) {
    const query = routedUrl.indexOf('?')
    this.id = id
    this.at = at
    this.method = method
    this.url = url
    this.path = query === -1 ? routedUrl : routedUrl.slice(0, query)
    this.#query = query === -1 ? '' : routedUrl.slice(query + 1)
    this.space = space
    this.headers = headers
  }

  /** Nothing more will happen to it. */
  settle (check: string): void {
    this.isSettled = true
    this.#time = (stopwatch() - this.#time) | 0
    this.check = check
  }

  /** The decoded body of the request. */
  get body (): unknown {
    // Copies: the store may hold parts of what was decoded
    return this.#json === undefined ? structuredClone(this.#body) : JSON.parse(this.#json)
  }

  /** @param json the text that it was decoded from, if there was one */
  setBody (body: unknown, json: string | undefined): void {
    this.#json = json
    this.#body = json === undefined ? body : undefined
  }

  /** The path as it was sent. */
  get fullPath (): string {
    return this.url.split('?', 1)[0]!
  }

  toJSON (): RecordedRequest {
    return {
      id: this.id,
      at: this.at,
      method: this.method,
      path: this.path,
      query: readQuery(this.#query),
      url: this.url,
      space: this.space,
      user: this.user ?? null,
      route: this.route?.replace(/:(\w+)/g, '{$1}') ?? null,
      headers: readHeaders(this.headers),
      body: maskSecrets(this.path, this.body ?? null),
      status: this.status ?? null,
      answer: readAnswer(this.answer),
      duration: this.isSettled ? this.#time / 1000 : null,
      refusedBy: (this.status ?? 0) >= 400 && !this.fault ? this.check : null,
      fault: this.fault ?? null,
      failure: this.failure ?? null,
      answerHeaders: readHeaders(this.answerHeaders ?? {}),
    }
  }
}

/** The secrets of a connector are credentials too. */
function maskSecrets (path: string, body: unknown): unknown {
  if (!path.startsWith('/api/actions/connector') || !isPlainObject(body) || !isPlainObject(body.secrets)) return body
  return { ...body, secrets: Object.fromEntries(Object.keys(body.secrets).map(name => [name, '[masked]'])) }
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

/** As the client got it. */
function readAnswer (answer: unknown): unknown {
  if (answer === undefined || answer === '') return null
  if (typeof answer !== 'string') return JSON.parse(JSON.stringify(answer))
  try {
    return JSON.parse(answer)
  } catch {
    return answer
  }
}
