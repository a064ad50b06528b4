import type { Static } from '@sinclair/typebox'
import { copyRule } from '../../input/copy-rule.js'
import { listed, RuleList, type ActiveRule } from '../../input/rule-list.js'
import type { Random } from '../../kibana/random.js'
import type { Entry, FaultHit } from '../journal/entry.js'
import { compileFilter, type CompiledFilter } from '../journal/filter.js'
import { printPattern } from '../../input/path-pattern.js'
import type { Effect } from './effect-schema.js'
import { FAULT_PRESETS } from './presets.js'
import { checkRule, type ListedRuleSchema, type Rule } from './rule.js'

/** An active fault, with its id and the number of requests it applied to. */
export type ListedFault = Static<typeof ListedRuleSchema>

/** A rule, prepared for matching. */
interface PreparedRule extends Rule {
  readonly filter: CompiledFilter
  /** The effects of successive hits. */
  readonly steps: readonly (Effect | 'pass')[]
}

/** The faults of one Kibana. */
export class Faults {
  readonly #random: Random
  readonly #randomAtStart: readonly number[] | undefined
  readonly #rules = new RuleList<PreparedRule>('fault')

  /** @param random a separate generator, so that faults don't change the ids of documents */
  constructor (random: Random) {
    this.#random = random
    this.#randomAtStart = random.state
  }

  get isEmpty (): boolean {
    return this.#rules.isEmpty
  }

  /**
   * Adds a rule; the first rule that matches a request applies to it.
   * @throws InvalidInput for an invalid rule, ConflictError for an id in use
   * @example
   * kibana.faults.add({ match: { method: 'PATCH' }, effect: { status: 503 }, times: 2 })
   */
  add (rule: Rule): ListedFault {
    checkRule(rule)
    const own = copyRule(rule)
    const { match, effect, sequence, times } = own
    const steps = (sequence ?? [effect!]).map(withPreset)
    const rounds = times ?? (sequence ? 1 : Infinity)
    return toListed(this.#rules.add({ ...own, filter: compileFilter(match, ['match']), steps }, rounds * steps.length))
  }

  /**
   * Lists the rules that are still active.
   * @example
   * const [{ id, hits }] = kibana.faults.list()
   */
  list (): ListedFault[] {
    return this.#rules.list().map(withoutPreparation)
  }

  /**
   * Removes one rule.
   * @throws NotFoundError for an unknown id
   * @example
   * kibana.faults.remove('fault-1')
   */
  remove (id: string): void {
    this.#rules.remove(id)
  }

  /**
   * Removes all rules.
   * @example
   * kibana.faults.clear()
   */
  clear (): void {
    this.#rules.clear()
  }

  /** Restores the state at the start of the server. */
  reset (): void {
    this.#rules.reset()
    this.#random.state = this.#randomAtStart
  }

  /** Finds the fault that applies to a request, if any, and counts the hit. */
  take (entry: Entry): FaultHit | undefined {
    const active = this.#rules.find(({ rule: { filter, probability = 1 } }) =>
      filter.matches(entry) && (probability === 1 || this.#random.fraction() < probability))
    if (!active) return undefined
    const { id, rule: { steps }, hits } = active
    const effect = steps[hits % steps.length]!
    this.#rules.hit(active)
    return effect === 'pass' ? undefined : { id, effect }
  }
}

/** Merges an effect with its preset. The preset comes last, so that a key set to undefined can't remove its status. */
function withPreset (effect: Effect | 'pass'): Effect | 'pass' {
  if (effect === 'pass' || effect.preset === undefined) return effect
  return { ...effect, ...FAULT_PRESETS[effect.preset]!.effect }
}

const toListed = (active: ActiveRule<PreparedRule>): ListedFault => withoutPreparation(listed(active))

/** Copies a rule as JSON: a regular expression becomes a string. */
function withoutPreparation ({ filter, steps, id, match, ...rest }: PreparedRule & { id: string, hits: number }): ListedFault {
  const { path, ...criteria } = match ?? {}
  const shown = match && { match: { ...criteria, ...(path !== undefined && { path: printPattern(path) }) } }
  return copyRule({ id, ...shown, ...rest })
}
