import { isDeepStrictEqual } from 'node:util'
import type { IncidentAttributes } from '../connectors/systems/schema.js'
import type { KibanaContext } from '../context.js'

/** A record in a simulated external system, with every call that made it what it is. */
export type Incident = IncidentAttributes & { readonly id: string }

/** Incidents that have these fields. */
export type IncidentFilter = Partial<Incident>

/** What pushes have made in the simulated external systems of one server. */
export class Incidents {
  readonly #kibana: KibanaContext

  constructor (kibana: KibanaContext) {
    this.#kibana = kibana
  }

  /** All that match, the oldest first. */
  all (filter: IncidentFilter = {}): Incident[] {
    const wanted = Object.entries(filter)
    return this.#kibana.store.all('incident')
      .map(({ id, attributes }) => ({ id, ...attributes }))
      .filter(incident => wanted.every(([key, value]) => isDeepStrictEqual(incident[key as keyof Incident], value)))
  }

  /** Empties the external systems. The cases still say that they were pushed. */
  clear (): void {
    const { store } = this.#kibana
    store.transaction(() => store.all('incident').forEach(incident => store.delete(incident)))
  }
}
