import { KnownFailureRuleSchema } from '../connectors/simulation/failure-rule.js'
import type { FailureRule } from '../documents/failure.js'
import { clearIncidents, findIncidents, IncidentFilterSchema, type Incident, type IncidentFilter } from '../connectors/simulation/incidents.js'
import type { KibanaContext } from '../kibana/context.js'
import { checkInput } from '../input/check-input.js'

/** What pushes have made in the external systems of one Kibana, and how these systems fail on demand. */
export class Incidents {
  readonly #kibana: KibanaContext

  constructor (kibana: KibanaContext) {
    this.#kibana = kibana
  }

  /** The records that match, the oldest first, each with every push that reached it; a copy. */
  all (filter: IncidentFilter = {}): Incident[] {
    return structuredClone(findIncidents(this.#kibana, checkInput(IncidentFilterSchema, filter, 'filter')))
  }

  /** Takes records out of the external systems. Cases still say that they were pushed. */
  clear (filter: IncidentFilter = {}): void {
    clearIncidents(this.#kibana, checkInput(IncidentFilterSchema, filter, 'filter'))
  }

  /**
   * Lets pushes fail at the external system from now on; gives the id to end it by.
   * @throws TypeError that names the place and what was expected
   */
  fail (rule: FailureRule = {}): string {
    return this.#kibana.externalSystems.fail(checkInput(KnownFailureRuleSchema, rule, 'rule'))
  }

  /** The failures that pushes will still meet. */
  failures (): (FailureRule & { id: string })[] {
    return this.#kibana.externalSystems.failures()
  }

  /** Ends one failure; gives whether there was one of that id. */
  clearFailure (id: string): boolean {
    return this.#kibana.externalSystems.clearFailure(id)
  }

  clearFailures (): void {
    this.#kibana.externalSystems.clearFailures()
  }
}
