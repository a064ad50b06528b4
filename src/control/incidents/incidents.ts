import { IncidentFilterSchema, type Incident, type IncidentFilter, type RefusedCall } from '../../connectors/simulation/incident-schema.js'
import { clearIncidents, findIncidents, findRefusedCalls } from '../../connectors/simulation/incidents.js'
import type { KibanaContext } from '../../kibana/context.js'
import { checkInput } from '../../input/check-input.js'

/** The records that pushes have created in the external systems of one Kibana. */
export class Incidents {
  readonly #kibana: KibanaContext

  constructor (kibana: KibanaContext) {
    this.#kibana = kibana
  }

  /**
   * Returns copies of the matching records, oldest first, each with every push that reached it.
   * @throws InvalidInput for an invalid filter
   * @example
   * const [issue] = kibana.incidents.all({ connectorType: '.jira' })
   */
  all (filter: IncidentFilter = {}): Incident[] {
    return structuredClone(findIncidents(this.#kibana, checkInput(IncidentFilterSchema, filter, 'filter')))
  }

  /**
   * Returns copies of the pushes that failed before there was a record, oldest first, with each request and response.
   * @throws InvalidInput for an invalid filter
   * @example
   * const [{ error }] = kibana.incidents.refused({ caseId: 'case-1' })
   */
  refused (filter: IncidentFilter = {}): RefusedCall[] {
    return structuredClone(findRefusedCalls(this.#kibana, checkInput(IncidentFilterSchema, filter, 'filter')))
  }

  /**
   * Removes records from the external systems. Their cases keep `external_service`, so pushing them again fails.
   * @throws InvalidInput for an invalid filter
   * @example
   * kibana.incidents.clear({ connectorType: '.jira' })
   */
  clear (filter: IncidentFilter = {}): void {
    clearIncidents(this.#kibana, checkInput(IncidentFilterSchema, filter, 'filter'))
  }
}
