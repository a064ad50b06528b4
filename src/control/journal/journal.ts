import { checkInput } from '../../input/check-input.js'
import { InvalidInput } from '../../input/invalid-input.js'
import { callListener, checkListener } from '../../input/listener.js'
import type { Entry } from './entry.js'
import type { RecordedRequest } from './recorded-request.js'
import { PageSchema, type Page } from './schema.js'
import { compileFilter, type CompiledFilter, type Filter } from './filter.js'
import { toHar, type Har } from './har.js'
import { count, describeMisses } from './misses.js'
import { SharedHeaders } from './shared-headers.js'
import { TimeoutError } from './timeout-error.js'
import { verify, VerificationError, type Expectation, type Verification } from './verify.js'
import { checkWaitOptions, type WaitOptions } from './wait-options.js'

type Listener = (entry: Entry) => void

/** The request log of one Kibana: the newest requests, up to a fixed number. */
export class Journal {
  readonly #size: number
  readonly #scheme: string
  /**
   * A ring buffer: dropped requests are released at once, which saves the garbage collector half
   * of its work on them.
   */
  #entries: Entry[] = []
  /** The index of the next entry; of the oldest one once the ring is full. */
  #next = 0
  /** The last request that was dropped. */
  #forgotten: Entry | undefined
  #lastId = 0
  readonly headers = new SharedHeaders()
  readonly #listeners = new Set<Listener>()
  readonly #waiting = new Set<(reason: Error) => void>()

  /**
   * @param size number of requests to keep; 0 switches the log off
   * @param scheme the protocol in the URLs of requests
   */
  constructor (size: number, scheme: 'http' | 'https') {
    this.#size = size
    this.#scheme = scheme
  }

  /** Whether requests have to be recorded: to keep them, or for a listener. */
  get isUsed (): boolean {
    return this.#size > 0 || this.#listeners.size > 0
  }

  /** Returns the id for the next request. */
  nextId (): number {
    return ++this.#lastId
  }

  open (entry: Entry): void {
    if (this.#size === 0) return
    this.#forgotten = this.#entries[this.#next]
    this.#entries[this.#next] = entry
    this.#next = (this.#next + 1) % this.#size
  }

  /** Notifies listeners that an entry has been answered. */
  close (entry: Entry): void {
    for (const listener of this.#listeners) listener(entry)
  }

  /**
   * Returns the matching requests, oldest first; all of them without a filter.
   * @throws InvalidInput for an invalid filter or page
   * @example
   * const [last] = kibana.requests.all({ method: 'PATCH' }, { order: 'desc', limit: 1 })
   */
  all (filter?: Filter, page: Page = {}): RecordedRequest[] {
    const { limit = Infinity, order = 'asc', before = Infinity } = checkInput(PageSchema, page, 'page')
    const found = this.#find(compileFilter(filter)).filter(({ id }) => id < before)
    if (order === 'desc') found.reverse()
    return found.slice(0, limit).map(entry => entry.toJSON())
  }

  /**
   * Waits until enough matching requests have been answered, counting earlier ones.
   * @returns all that match
   * @throws TimeoutError with the nearest misses; InvalidInput for an invalid filter or option, or if the log is off
   * @example
   * await kibana.requests.waitFor({ method: 'POST', path: '/api/cases' }, { timeout: '2s' })
   */
  async waitFor (filter?: Filter, options: WaitOptions = {}): Promise<RecordedRequest[]> {
    this.#ensureOn()
    const compiled = compileFilter(filter)
    const { times, timeout } = checkWaitOptions(options)
    const isEnough = () => this.#answered(compiled).length >= times
    if (!isEnough()) {
      await this.#becomes(
        isEnough, timeout, () => `waited ${timeout} ms for ${describeMisses({ filter, wanted: count(times) }, this.#kept, compiled)}`,
      )
    }
    return this.#answered(compiled).map(entry => entry.toJSON())
  }

  /**
   * Checks that the requests so far are as the expectations say.
   * @throws VerificationError with the number of requests and the nearest misses; InvalidInput if one of them is invalid, or the log is off
   * @example
   * kibana.requests.verify({ match: { method: 'PATCH', status: 200 }, times: 1 })
   */
  verify (expectation: Expectation): void {
    const verification = this.check(expectation)
    if (!verification.verified) throw new VerificationError(verification)
  }

  /**
   * Checks an expectation about the requests so far, and describes the result.
   * @throws InvalidInput if one of them is invalid, or the log is off
   */
  check (expectation: Expectation): Verification {
    this.#ensureOn()
    return verify(expectation, this.#kept, this.#forgotten)
  }

  /**
   * Returns the matching requests as an HTTP Archive, for browsers and other tools.
   * @throws InvalidInput for an invalid filter or page
   * @example
   * writeFileSync('requests.har', JSON.stringify(kibana.requests.toHar()))
   */
  toHar (filter?: Filter, page?: Page): Har {
    return toHar(this.all(filter, page), this.#scheme)
  }

  /**
   * Calls the listener for every matching request from now on, and first for earlier ones with an id above `after`, if given.
   * @returns a function that removes the listener
   * @throws InvalidInput for an invalid filter. An exception of the listener ends the process as uncaught
   * @example
   * const stop = kibana.requests.follow({ method: 'PATCH' }, ({ status }) => console.log(status))
   */
  follow (filter: Filter | undefined, listener: (request: RecordedRequest) => void, after = Infinity): () => void {
    const compiled = compileFilter(filter)
    checkListener(listener)
    for (const entry of this.#answered(compiled)) if (entry.id > after) callListener(listener, entry.toJSON())
    const onAnswer = (entry: Entry) => compiled.matches(entry) && callListener(listener, entry.toJSON())
    this.#listeners.add(onAnswer)
    return () => this.#listeners.delete(onAnswer)
  }

  /**
   * Deletes all requests. Ids continue.
   * @example
   * kibana.requests.clear()
   */
  clear (): void {
    this.#entries = []
    this.#next = 0
    this.#forgotten = undefined
  }

  /** Deletes all requests and restarts the ids. */
  reset (): void {
    this.clear()
    this.#lastId = 0
  }

  /** Ends all waits. */
  dispose (why: Error): void {
    for (const giveUp of this.#waiting) giveUp(why)
  }

  /** Kept entries, oldest first. */
  get #kept (): Entry[] {
    return [...this.#entries.slice(this.#next), ...this.#entries.slice(0, this.#next)]
  }

  #ensureOn (): void {
    if (this.#size === 0) throw new InvalidInput('requestLog.size', 'a request log that keeps requests', '0')
  }

  #find (filter: CompiledFilter): Entry[] {
    return this.#kept.filter(entry => filter.matches(entry))
  }

  #answered (filter: CompiledFilter): Entry[] {
    return this.#find(filter).filter(({ isSettled }) => isSettled)
  }

  /** Resolves once `isTrue` holds after an answer. */
  #becomes (isTrue: () => boolean, timeout: number, explain: () => string): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer)
        this.#listeners.delete(onAnswer)
        this.#waiting.delete(giveUp)
        settle()
      }
      const onAnswer = () => isTrue() && end(resolve)
      const giveUp = (reason: Error) => end(() => reject(reason))
      const timer = setTimeout(() => giveUp(new TimeoutError(explain())), timeout)
      this.#listeners.add(onAnswer)
      this.#waiting.add(giveUp)
    })
  }
}
