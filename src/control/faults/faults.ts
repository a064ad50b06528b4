import type { Static } from '@sinclair/typebox'
import type { Random } from '../../kibana/random.js'
import { InvalidInput } from '../../input/invalid-input.js'
import { NotFoundError } from '../errors.js'
import { IdSeries } from '../../input/id-series.js'
import type { Entry, FaultHit } from '../journal/entry.js'
import { compileFilter, type CompiledFilter } from '../journal/filter.js'
import { checkRule, type ListedRuleSchema, type Rule } from './rule.js'
import type { Effect } from './effect-schema.js'

/** A rule as the list of them shows it: with its id, and how often it was met. */
export type ListedRule = Static<typeof ListedRuleSchema>

interface ActiveRule {
  readonly id: string
  readonly rule: Rule
  readonly filter: CompiledFilter
  /** What the requests that fit meet in turn, and how many of them do. */
  readonly steps: readonly (Effect | 'pass')[]
  readonly limit: number
  hits: number
}

/** The faults that wait for the requests of one Kibana. */
export class Faults {
  readonly #random: Random
  readonly #randomAtStart: readonly number[] | undefined
  readonly #rules = new Map<string, ActiveRule>()
  readonly #ids = new IdSeries('fault')

  /** @param random a generator of its own, so that faults don't change the ids of documents */
  constructor (random: Random) {
    this.#random = random
    this.#randomAtStart = random.state
  }

  get isEmpty (): boolean {
    return this.#rules.size === 0
  }

  /**
   * Adds a rule; requests meet the first that fits them.
   * @throws TypeError that names the place and what was expected
   */
  add (rule: Rule): ListedRule {
    checkRule(rule)
    const { id = this.#ids.next(this.#rules), effect, sequence, times } = rule
    if (this.#rules.has(id)) throw new InvalidInput('id', 'an id that no other rule has', JSON.stringify(id))
    const steps = sequence ?? [effect!]
    const rounds = times ?? (sequence ? 1 : Infinity)
    const active = { id, rule, filter: compileFilter(rule.match, ['match']), steps, limit: rounds * steps.length, hits: 0 }
    this.#rules.set(id, active)
    return listed(active)
  }

  /** The rules that requests can still meet. */
  list (): ListedRule[] {
    return [...this.#rules.values()].map(listed)
  }

  /** @throws Error when there is none of that id (any more) */
  remove (id: string): void {
    if (!this.#rules.delete(id)) throw new NotFoundError('fault', id)
  }

  clear (): void {
    this.#rules.clear()
  }

  /** As when the server started. */
  reset (): void {
    this.clear()
    this.#ids.reset()
    this.#random.state = this.#randomAtStart
  }

  /** The fault that a request meets, if any; counts it. */
  take (entry: Entry): FaultHit | undefined {
    for (const active of this.#rules.values()) {
      const { id, rule: { probability = 1 }, filter, steps, limit } = active
      if (!filter.matches(entry) || (probability < 1 && this.#random.fraction() >= probability)) continue
      const effect = steps[active.hits % steps.length]!
      active.hits++
      if (active.hits >= limit) this.#rules.delete(id)
      return effect === 'pass' ? undefined : { id, effect }
    }
    return undefined
  }
}

function listed ({ id, rule: { match, ...rest }, hits }: ActiveRule): ListedRule {
  const { path, ...criteria } = match ?? {}
  return { ...rest, ...(match && { match: { ...criteria, ...(path !== undefined && { path: String(path) }) } }), id, hits }
}
