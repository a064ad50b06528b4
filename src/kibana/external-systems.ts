import { setMaxListeners } from 'node:events'
import type { FailureRule } from '../documents/failure.js'
import { Random } from './random.js'
import { listed, RuleList, type ActiveRule, type ListedRule } from '../input/rule-list.js'

/** The time-out for a system in milliseconds, and a signal that aborts when the server closes. */
export interface Patience { readonly timeout: number, readonly signal: AbortSignal }

/** A token for an external system: its header value, and when it expires. */
export interface BearerToken { readonly value: string, readonly expiresAt: number }

interface ExternalSystemsOptions {
  /** By connector type: `live` makes the connector's real HTTP calls, `simulated` (the default) answers them here. */
  readonly services?: Readonly<Record<string, 'live' | 'simulated'>> | undefined
  /** Failures active from the start and after each `reset()`. */
  readonly failures?: readonly FailureRule[] | undefined
  /** The option `random`, which random delays follow. */
  readonly random?: number | undefined
  /** Time-out of a live system, in milliseconds. */
  readonly timeout?: number | undefined
}

/** One execution of a connector, with its case (null if none) and space. */
interface Execution {
  readonly connectorId: string
  readonly connectorType: string
  readonly caseId: string | null
  readonly space: string
}

/** Kibana's `xpack.actions.responseTimeout`, in milliseconds. */
const RESPONSE_TIMEOUT = 60_000

/** The external systems of one Kibana: simulated or live, and their failures. Their records are in the store. */
export class ExternalSystems {
  readonly #services: Readonly<Record<string, 'live' | 'simulated'>>
  readonly #initialFailures: readonly FailureRule[]
  /** The failures that are still active. */
  readonly failures = new RuleList<FailureRule>('failure')
  /** Tokens for live systems, by connector. An updated connector is a new object, so it gets a new token. */
  tokens = new WeakMap<object, BearerToken>()
  readonly #timeout: number
  /** Random numbers for delays, separate from the generator of document ids. */
  readonly chance: Random
  readonly #chanceAtStart: readonly number[] | undefined
  readonly #end = new AbortController()

  constructor ({ services = {}, failures = [], random, timeout = RESPONSE_TIMEOUT }: ExternalSystemsOptions = {}) {
    this.#timeout = timeout
    // Every call in progress adds a listener
    setMaxListeners(0, this.#end.signal)
    this.chance = new Random(random)
    this.#chanceAtStart = this.chance.state
    this.#services = services
    this.#initialFailures = failures
    this.reset()
  }

  isLive (connectorType: string): boolean {
    return Object.hasOwn(this.#services, connectorType) && this.#services[connectorType] === 'live'
  }

  /** The time-out and abort signal for calls. */
  get patience (): Patience {
    return { timeout: this.#timeout, signal: this.#end.signal }
  }

  /** Aborts all calls to systems. */
  close (): void {
    this.#end.abort(new Error('canceled'))
  }

  /** Restores the failures and random numbers of the start, and drops all tokens. */
  reset (): void {
    this.chance.state = this.#chanceAtStart
    this.tokens = new WeakMap()
    this.failures.reset()
    for (const failure of this.#initialFailures) this.addFailure(failure)
  }

  /** Makes executions fail from now on. */
  addFailure (rule: FailureRule): ListedRule<FailureRule> {
    return listed(this.failures.add(rule, rule.times))
  }

  /** Finds the failure for an execution, if any. It counts as a hit once it affects a call. */
  failureFor ({ connectorId, connectorType, caseId, space }: Execution): ActiveRule<FailureRule> | undefined {
    if (this.failures.isEmpty) return undefined
    const has = (wanted: string | undefined, value: string | null) => wanted === undefined || wanted === value
    return this.failures.find(({ rule: { match = {} } }) =>
      has(match.connectorId, connectorId) && has(match.connectorType, connectorType) &&
      has(match.caseId, caseId) && has(match.space, space))
  }
}
