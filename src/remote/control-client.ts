import { setMaxListeners } from 'node:events'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import { encodePart } from '../input/url-part.js'
import { writeJson } from '../input/json-value.js'
import { toError, type Names } from './errors.js'
import { readEvents } from './event-stream.js'

/** Options of `connect()`. */
export interface ConnectOptions {
  /** The control token of the server. */
  readonly token?: string
  /** The certificate of the server's authority, if this machine does not trust it. */
  readonly ca?: string | Buffer
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>

/** A request to a control route. */
interface ControlRequest {
  readonly query?: Query
  readonly body?: unknown
  readonly names?: Names
  /** Aborts this request; closing the client aborts all. */
  readonly signal?: AbortSignal
}

/** The path of one thing in a list of them. */
export const pathTo = (list: string, id: string) => `/${list}/${encodePart(id)}`

/** Calls the control routes of one Kibana: a server's own, or a sandbox's. */
export class ControlClient {
  /** The URL of Kibana, without a trailing slash. */
  readonly url: string
  readonly #options: ConnectOptions
  readonly #closing: AbortSignal

  constructor (url: string, options: ConnectOptions, closing: AbortSignal) {
    this.url = url
    this.#options = options
    this.#closing = closing
    // Every request in progress adds a listener
    setMaxListeners(0, closing)
  }

  /** A client for another Kibana on the same server. */
  at (url: string, closing: AbortSignal): ControlClient {
    return new ControlClient(url, this.#options, AbortSignal.any([this.#closing, closing]))
  }

  /**
   * Calls a route and returns its decoded answer.
   * @throws the error that the same method throws in process; Error if the server can't be reached
   */
  async call<Answer = void> (method: string, path: string, request: ControlRequest = {}): Promise<Answer> {
    const answer = await text(await this.open(method, path, request))
    return answer === '' ? undefined as Answer : JSON.parse(answer)
  }

  /** Calls a route that sends events, and calls the listener for each. Resolves once the stream has started. */
  async follow<Data> (method: string, path: string, request: ControlRequest, listener: (data: Data) => void): Promise<() => void> {
    const ending = new AbortController()
    const signal = AbortSignal.any([this.#closing, ending.signal])
    readEvents(await this.open(method, path, { ...request, signal }), signal, listener)
    return () => ending.abort()
  }

  /** Sends a request, and resolves once the response starts. */
  async open (method: string, path: string, { query = {}, body, names = {}, signal }: ControlRequest): Promise<IncomingMessage> {
    const parameters = new URLSearchParams()
    for (const [key, values] of Object.entries(query)) for (const value of [values ?? []].flat()) parameters.append(key, value)
    const url = `${this.url}/_mock${path}${parameters.size > 0 ? `?${parameters}` : ''}`
    const sent = body === undefined ? undefined : writeJson(body, names.body ?? 'body')
    const answer = await this.#send(method, url, sent, signal)
    const { statusCode: status = 0 } = answer
    if (status >= 200 && status < 300) return answer
    throw toError({ request: `${method} ${url}`, status, text: await text(answer) }, names)
  }

  /** @throws Error once the client is closed */
  ensureOpen (): void {
    this.#closing.throwIfAborted()
  }

  #send (method: string, target: string, body: string | undefined, signal: AbortSignal | undefined): Promise<IncomingMessage> {
    const { token, ca } = this.#options
    const url = new URL(target)
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    return new Promise((resolve, reject) => {
      send(url, {
        method,
        // Taken from the text, since `URL` would treat an id of dots as a directory
        path: target.slice(url.origin.length),
        // A new connection for each request: none stays open, and none can have been closed by the server
        agent: false,
        ...(ca !== undefined && { ca }),
        signal: signal ? AbortSignal.any([this.#closing, signal]) : this.#closing,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      }, resolve)
        .on('error', (error: NodeJS.ErrnoException) => reject(this.#closing.aborted ? this.#closing.reason : unreachable(url, error)))
        .end(body)
    })
  }
}

// If a host has several addresses, each has its own error, and the combined error has no message
const unreachable = ({ origin }: URL, error: NodeJS.ErrnoException) => {
  const remedy = /SELF_SIGNED|^UNABLE_TO/.test(error.code ?? '') ? '; pass the certificate to trust as the option ca' : ''
  return new Error(`cannot reach ${origin}: ${error.message || error.code}${remedy}`, { cause: error })
}
