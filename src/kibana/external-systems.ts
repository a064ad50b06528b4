import type { FailureRule } from '../documents/failure.js'

/** How long a system may take, in milliseconds, and what ends the wait earlier: the server's end. */
export interface Patience { readonly timeout: number, readonly signal: AbortSignal }

/** A failure that waits for executions, and how many more it will meet. */
interface ArmedFailure extends FailureRule {
  readonly id: string
  remaining: number
}

export interface ExternalSystemsOptions {
  /** By connector type: `live` makes the connector's real HTTP calls, `simulated` (the default) answers them here. */
  readonly services?: Readonly<Record<string, 'live' | 'simulated'>> | undefined
  /** The failures that wait from the start, and again after `reset()`. */
  readonly failures?: readonly FailureRule[] | undefined
  /** How long a live system may take to answer, in milliseconds. */
  readonly timeout?: number | undefined
}

/** Kibana's `xpack.actions.responseTimeout`, in milliseconds. */
const RESPONSE_TIMEOUT = 60_000

/** How the external systems of one server are reached, and how they fail. Their records lie in the store. */
export class ExternalSystems {
  readonly #services: Readonly<Record<string, 'live' | 'simulated'>>
  readonly #initialFailures: readonly FailureRule[]
  #failures: ArmedFailure[] = []
  #lastId = 0
  readonly #timeout: number
  readonly #end = new AbortController()

  constructor ({ services = {}, failures = [], timeout = RESPONSE_TIMEOUT }: ExternalSystemsOptions = {}) {
    this.#timeout = timeout
    this.#services = services
    this.#initialFailures = failures
    this.reset()
  }

  isLive (connectorType: string): boolean {
    return Object.hasOwn(this.#services, connectorType) && this.#services[connectorType] === 'live'
  }

  /** How long to wait for a system. */
  get patience (): Patience {
    return { timeout: this.#timeout, signal: this.#end.signal }
  }

  /** Ends every wait for a system: what waits fails. */
  close (): void {
    this.#end.abort(new Error('canceled'))
  }

  /** Lets executions of a connector, or of all of a type, or of any, fail from now on; gives the id to end it by. */
  fail (rule: FailureRule): string {
    const id = String(++this.#lastId)
    this.#failures.push({ ...rule, id, remaining: rule.times ?? Infinity })
    return id
  }

  /** The failures that still wait. */
  failures (): (FailureRule & { id: string })[] {
    return this.#failures.map(({ remaining, times, ...rule }) => ({ ...rule, ...(remaining !== Infinity && { times: remaining }) }))
  }

  /** Ends one failure; gives whether there was one of that id. */
  clearFailure (id: string): boolean {
    const before = this.#failures.length
    this.#failures = this.#failures.filter(failure => failure.id !== id)
    return this.#failures.length < before
  }

  clearFailures (): void {
    this.#failures = []
  }

  /** The failures as at the start. */
  reset (): void {
    this.#failures = []
    for (const failure of this.#initialFailures) this.fail(failure)
  }

  /** The failure that this execution meets, if any; counts it. */
  takeFailure (connectorId: string, connectorType: string): FailureRule | undefined {
    const failure = this.#failures.find(rule =>
      (rule.connector_id === undefined || rule.connector_id === connectorId) && (rule.connector_type === undefined || rule.connector_type === connectorType))
    if (!failure) return undefined
    failure.remaining--
    if (failure.remaining === 0) this.clearFailure(failure.id)
    return failure
  }
}
