import type { KibanaContext } from '../../kibana/context.js'
import { systemOf, type SavedIncident } from './records.js'
import type { Incident, IncidentFilter, RefusedCall } from './incident-schema.js'

/** Converts a saved incident to its public form. */
export const toIncident = (
  { id, space, attributes: { calls, ...attributes } }: SavedIncident,
): Incident => ({ id, space, ...attributes, calls: calls.toArray() })

function matches (incident: Incident, filter: IncidentFilter): boolean {
  const fits = (wanted: string | undefined, value: string | null) => wanted === undefined || wanted === value
  const pushes: readonly Pick<Incident, 'connectorId' | 'caseId' | 'space'>[] = [incident, ...incident.calls]
  return fits(filter.connectorType, incident.connectorType) &&
    fits(filter.externalId, incident.externalId) &&
    fits(filter.externalTitle, incident.externalTitle) &&
    pushes.some(({ connectorId, caseId, space }) =>
      fits(filter.connectorId, connectorId) && fits(filter.caseId, caseId) && fits(filter.space, space))
}

/** Finds incidents, oldest first, including those planned by a seed that no push has created yet. */
export function findIncidents (kibana: KibanaContext, filter: IncidentFilter = {}): Incident[] {
  return kibana.store.all('incident').map(toIncident).filter(incident => matches(incident, filter))
}

/** Deletes incidents. Their cases keep `external_service`, so pushing them again fails. */
export function clearIncidents (kibana: KibanaContext, filter: IncidentFilter = {}): void {
  const { store } = kibana
  store.transaction(() => {
    for (const { id } of findIncidents(kibana, filter)) store.delete(store.get('incident', id)!)
  })
}

/**
 * Finds the incidents whose `externalUrl` (up to a `#`) ends in this path and query. They have a page on this server, since the URL
 * of their connector points back to it.
 */
export function findIncidentsAt (kibana: KibanaContext, pathAndQuery: string): Incident[] {
  return findIncidents(kibana).filter(({ planned, externalUrl: url }) => !planned && url.split('#', 1)[0]!.endsWith(pathAndQuery))
}

/** Lists the pushes that created no record, oldest first. A filter on the record itself matches none. */
export function findRefusedCalls (kibana: KibanaContext, { externalId, externalTitle, ...filter }: IncidentFilter = {}): RefusedCall[] {
  if (externalId !== undefined || externalTitle !== undefined) return []
  return kibana.store.all('external-system').flatMap(({ id, attributes: { refusedCalls } }) => {
    const system = systemOf(id)
    return refusedCalls.map(call => ({ ...system, ...call }))
  }).filter(call => Object.entries(filter).every(([key, wanted]) => wanted === undefined || call[key as keyof typeof filter] === wanted))
}
