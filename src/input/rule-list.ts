import { idInUse } from './conflict-error.js'
import { printPath, printValue } from './describe-schema.js'
import { IdSeries } from './id-series.js'
import { InvalidInput, type Path } from './invalid-input.js'
import { NotFoundError } from './not-found-error.js'

/** An active rule, which applies to matching requests or executions. */
export interface ActiveRule<Rule> {
  readonly id: string
  readonly rule: Rule
  /** The number of hits after which it is removed. */
  readonly limit: number
  hits: number
}

/** A rule as lists return it. */
export type ListedRule<Rule> = Rule & { readonly id: string, readonly hits: number }

/** Rules of one kind, oldest first, each with an id and a hit count. A rule that reaches its limit is removed. */
export class RuleList<Rule extends { readonly id?: string | undefined }> {
  readonly #kind: string
  readonly #ids: IdSeries
  readonly #rules = new Map<string, ActiveRule<Rule>>()

  /** @param kind the name of the kind in messages and generated ids, such as `fault` */
  constructor (kind: string) {
    this.#kind = kind
    this.#ids = new IdSeries(kind)
  }

  get isEmpty (): boolean {
    return this.#rules.size === 0
  }

  /**
   * Adds a checked rule, with its own id or a generated one.
   * @throws ConflictError for an id in use
   */
  add (rule: Rule, limit = Infinity): ActiveRule<Rule> {
    const id = rule.id ?? this.#ids.next(this.#rules)
    if (this.#rules.has(id)) throw idInUse(this.#kind, id)
    const active = { id, rule, limit, hits: 0 }
    this.#rules.set(id, active)
    return active
  }

  list (): ListedRule<Rule>[] {
    return [...this.#rules.values()].map(listed)
  }

  /** Finds the first rule that `fits` accepts. */
  find (fits: (rule: ActiveRule<Rule>) => boolean): ActiveRule<Rule> | undefined {
    for (const active of this.#rules.values()) if (fits(active)) return active
    return undefined
  }

  /** Finds the last rule that `fits` accepts. */
  findLast (fits: (rule: ActiveRule<Rule>) => boolean): ActiveRule<Rule> | undefined {
    return [...this.#rules.values()].reverse().find(fits)
  }

  /** Counts a hit. After a reset, another rule may have its id. */
  hit (active: ActiveRule<unknown>): void {
    active.hits++
    if (active.hits >= active.limit && this.#rules.get(active.id) === active) this.#rules.delete(active.id)
  }

  /** @throws NotFoundError for an unknown id */
  remove (id: string): void {
    if (!this.#rules.delete(id)) throw new NotFoundError(this.#kind, id)
  }

  clear (): void {
    this.#rules.clear()
  }

  /** Removes all rules and restarts generated ids. */
  reset (): void {
    this.clear()
    this.#ids.reset()
  }
}

/**
 * Checks the ids of the rules in an option.
 * @throws InvalidInput for a repeated id
 */
export function checkIds (kind: string, rules: readonly { readonly id?: string | undefined }[], within: Path): void {
  for (const [index, { id }] of rules.entries()) {
    if (id !== undefined && rules.findIndex(rule => rule.id === id) < index) {
      throw new InvalidInput(printPath([...within, index, 'id']), `an id that no other ${kind} has`, printValue(id))
    }
  }
}

// The id comes first, for readability
export const listed = <Rule>({ id, rule, hits }: ActiveRule<Rule>): ListedRule<Rule> => Object.assign({ id }, rule, { id, hits })
