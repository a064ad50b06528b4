import { CannotRun } from '../kibana-client/cannot-run.js'
import { parse } from '../kibana-client/ask.js'
import type { Received, Send } from '../kibana-client/exchange.js'
import type { Entry } from './entry.js'

/** Reads documents of one space, one request at a time. */
export class SpaceReader {
  readonly #send: Send
  readonly #authorization: string | undefined
  readonly #prefix: string
  readonly space: string

  constructor (send: Send, authorization: string | undefined, space: string) {
    this.#send = send
    this.#authorization = authorization
    this.space = space
    this.#prefix = space === 'default' ? '' : `/s/${space}`
  }

  /** @throws CannotRun for any status but 200 */
  async get (path: string): Promise<unknown> {
    return this.#read(path, await this.#ask(path))
  }

  /** Undefined for a 404: the document was deleted in the meantime. */
  async getIfThere (path: string): Promise<Entry | undefined> {
    const answer = await this.#ask(path)
    return answer.status === 404 ? undefined : Object(this.#read(path, answer))
  }

  /** Undefined for a 404, and for a 403: the caller may read cases, but not this. */
  async getIfAllowed (path: string): Promise<unknown> {
    const answer = await this.#ask(path)
    return answer.status === 404 || answer.status === 403 ? undefined : this.#read(path, answer)
  }

  #read (path: string, answer: Received): unknown {
    if (answer.status !== 200) throw new CannotRun(`GET ${this.#prefix}${path}: ${answer.status} ${Object(parse(answer)).message}`)
    return parse(answer)
  }

  #ask (path: string): Promise<Received> {
    const authorization = this.#authorization
    const headers = { 'x-elastic-internal-origin': 'Kibana', ...(authorization !== undefined && { authorization }) }
    return this.#send({ method: 'GET', path: `${this.#prefix}${path}`, headers })
  }
}
