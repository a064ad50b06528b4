import { Agent as HttpAgent, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotRun } from './cannot-run.js'
import type { Received, Send, Sent } from './exchange.js'

interface ClientOptions {
  /** The base URL of a Kibana. */
  readonly url: URL
  /** Certificate authorities in PEM format, in addition to those of Node.js. */
  readonly ca?: string | undefined
  /** The time-out for a response, in milliseconds. */
  readonly timeoutMs: number
}

/** Pause between requests, so that documents written one after the other differ in their times. */
const PAUSE_MS = 2

/** The idle time after which a connection is replaced: the server may be about to close it. */
const MAX_IDLE_MS = 1000

/** Advice to print after the code of a TLS error. */
function adviceFor (code: string): string {
  if (/SELF_SIGNED|^UNABLE_TO/.test(code)) return '; name the authority that signed its certificate with --ca'
  return code === 'EPROTO' ? '; the server does not seem to use TLS: try http' : ''
}

/** Encodes characters that URLs cannot contain; scenarios are easier to read with them unencoded. */
const encode = (path: string) => path.replace(/[^\x21-\x7e]|["<>`{}|\\^[\]]/g, encodeURIComponent)

/** A client of one Kibana, which sends one request at a time. */
export class KibanaClient {
  readonly #options: ClientOptions
  readonly #agent: HttpAgent | HttpsAgent
  #answeredAt = 0

  constructor (options: ClientOptions) {
    this.#options = options
    const connections = { keepAlive: true, maxSockets: 1 }
    this.#agent = options.url.protocol === 'https:' ? new HttpsAgent({ ...connections, ca: options.ca }) : new HttpAgent(connections)
  }

  /** The URL of the Kibana, without credentials. */
  get origin (): string {
    return `${this.#options.url.origin}${this.#basePath}`
  }

  /** @throws CannotRun if there is no answer */
  readonly send: Send = async sent => {
    const idle = Date.now() - this.#answeredAt
    if (idle < PAUSE_MS) await wait(PAUSE_MS)
    if (idle > MAX_IDLE_MS) this.#agent.destroy()
    try {
      return await this.#exchange(sent)
    } catch (error) {
      throw new CannotRun(`${sent.method} ${this.origin}${sent.path}: ${this.#explain(error as NodeJS.ErrnoException)}`)
    } finally {
      this.#answeredAt = Date.now()
    }
  }

  /** Closes its connections. */
  close (): void {
    this.#agent.destroy()
  }

  get #basePath (): string {
    return this.#options.url.pathname.replace(/\/$/, '')
  }

  #explain ({ name, code, message }: NodeJS.ErrnoException): string {
    if (name === 'TimeoutError' || name === 'AbortError') return `no answer within ${this.#options.timeoutMs} ms`
    return code === undefined ? message : code + adviceFor(code)
  }

  #exchange ({ method, path, headers, body }: Sent): Promise<Received> {
    const { url, timeoutMs } = this.#options
    const request = url.protocol === 'https:' ? requestHttps : requestHttp
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const options = { method, path: this.#basePath + encode(path), headers: { ...headers, ...length }, agent: this.#agent }
      const sending = request(url, { ...options, signal: AbortSignal.timeout(timeoutMs) }, answer => {
        const chunks: Buffer[] = []
        answer.on('data', chunk => chunks.push(chunk)).on('error', reject)
          .on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(chunks).toString() }))
      })
      sending.on('error', reject).end(body)
    })
  }
}
