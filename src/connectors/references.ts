import type { KibanaContext } from '../kibana/context.js'
import { asRecord } from './calls/http.js'

/**
 * Counts the documents that refer to each connector, over all spaces: cases (connector and last push), configurations and user
 * actions.
 * Source: Kibana's actions/server/application/connector/methods/get_all (injectExtraFindData)
 */
export function countReferences ({ store }: KibanaContext): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const count = (...ids: unknown[]) => {
    for (const id of new Set(ids)) if (typeof id === 'string' && id !== 'none') counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  for (const { attributes: { connector, external_service: service } } of store.all('cases')) count(connector.id, service?.connector_id)
  for (const { attributes: { connector } } of store.all('cases-configure')) count(connector.id)
  for (const { attributes: { payload } } of store.all('cases-user-actions')) {
    count(asRecord(payload.connector).id, asRecord(payload.externalService).connector_id)
  }
  return counts
}
