import { checkFailureRule, type ListedFailure } from '../../connectors/simulation/failure-rule.js'
import { copyRule } from '../../input/copy-rule.js'
import type { FailureRule } from '../../documents/failure.js'
import type { KibanaContext } from '../../kibana/context.js'

/** Failures of the external systems of one Kibana, which make matching pushes and executions fail. */
export class Failures {
  readonly #kibana: KibanaContext

  constructor (kibana: KibanaContext) {
    this.#kibana = kibana
  }

  /**
   * Makes matching executions fail from now on; the first rule that matches an execution applies.
   * @throws InvalidInput for an invalid rule, ConflictError for an id in use
   * @example
   * kibana.failures.add({ match: { connectorType: '.jira' }, failure: 'rate-limit', times: 1 })
   */
  add (rule: FailureRule = {}): ListedFailure {
    return copyRule(this.#kibana.externalSystems.addFailure(copyRule(checkFailureRule(rule)))) as ListedFailure
  }

  /**
   * Lists the failures that are still active.
   * @example
   * const [{ id, hits }] = kibana.failures.list()
   */
  list (): ListedFailure[] {
    return copyRule(this.#kibana.externalSystems.failures.list()) as ListedFailure[]
  }

  /**
   * Removes one failure.
   * @throws NotFoundError for an unknown id
   * @example
   * kibana.failures.remove('failure-1')
   */
  remove (id: string): void {
    this.#kibana.externalSystems.failures.remove(id)
  }

  /**
   * Removes all failures.
   * @example
   * kibana.failures.clear()
   */
  clear (): void {
    this.#kibana.externalSystems.failures.clear()
  }
}
