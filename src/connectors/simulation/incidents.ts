import { Type, type Static } from '@sinclair/typebox'
import type { KibanaContext } from '../../kibana/context.js'
import type { SavedIncident } from './records.js'
import { IncidentAttributesSchema, IncidentCallSchema } from '../../documents/incident.js'

/** A record in an external system, with all pushes that reached it, oldest first. */
export const IncidentSchema = Type.Composite([
  Type.Object({ id: Type.String(), space: Type.String() }),
  IncidentAttributesSchema,
  Type.Object({ calls: Type.Array(IncidentCallSchema) }),
])
export type Incident = Static<typeof IncidentSchema>

/** Selects incidents by connector, connector type, case, space, or the id and title in the external system. */
export const IncidentFilterSchema = Type.Object({
  connector_id: Type.Optional(Type.String()),
  connector_type: Type.Optional(Type.String()),
  case_id: Type.Optional(Type.String()),
  space: Type.Optional(Type.String()),
  external_id: Type.Optional(Type.String()),
  external_title: Type.Optional(Type.String()),
}, { additionalProperties: false })
export type IncidentFilter = Static<typeof IncidentFilterSchema>

/** Converts a saved incident to its public form. */
export const toIncident = ({ id, space, attributes: { calls, ...attributes } }: SavedIncident): Incident => ({ id, space, ...attributes, calls: calls.toArray() })

function matches (incident: Incident, { connector_type, external_id, external_title, ...reachedBy }: IncidentFilter): boolean {
  const has = (wanted: string | undefined, value: string) => wanted === undefined || wanted === value
  const pushes: readonly { connector_id: string, case_id: string | null, space: string }[] = [incident, ...incident.calls]
  return has(connector_type, incident.connector_type) && has(external_id, incident.external_id) && has(external_title, incident.external_title) &&
    pushes.some(({ connector_id, case_id, space }) => has(reachedBy.connector_id, connector_id) && has(reachedBy.case_id, case_id ?? '') && has(reachedBy.space, space))
}

/** Finds incidents, oldest first, including those that a seed planned and no push has created yet. */
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
 * Finds incidents by their page on this server, for connectors whose URL points back to it: those whose `external_url`, up to a
 * `#`, ends in this path and query.
 */
export function findIncidentsAt (kibana: KibanaContext, pathAndQuery: string): Incident[] {
  return findIncidents(kibana).filter(({ planned, external_url: url }) => !planned && url.split('#', 1)[0]!.endsWith(pathAndQuery))
}
