import type { KibanaContext } from '../kibana/context.js'
import type { SavedObject } from '../store/saved-object.js'
import { connectorNotFound, systemActionNotFound } from './errors.js'
import type { PreconfiguredConnector, Connector } from '../documents/connector.js'
import { isSystemAction } from './system-actions.js'

/** Builds the connectors of the option `connectors`, by id. The server keeps them, so it clones the option. */
export function preconfigured (connectors: Readonly<Record<string, PreconfiguredConnector>>): ReadonlyMap<string, Connector> {
  return new Map(Object.entries(structuredClone(connectors)).map(([id, { name, actionTypeId, config = {}, secrets = {} }]) =>
    [id, { id, name, actionTypeId, config, secrets, isMissingSecrets: false, isPreconfigured: true }]))
}

/** Finds a connector by id in a space, preconfigured ones included; `undefined` if unknown. */
export function findConnector (kibana: KibanaContext, space: string, id: string): Connector | undefined {
  const preconfigured = kibana.settings.preconfiguredConnectors.get(id)
  if (preconfigured) return preconfigured
  const stored = kibana.store.get('action', id)
  return stored?.space === space ? toConnector(stored) : undefined
}

const known = new WeakMap<SavedObject<'action'>, Connector>()

/** Returns the same object each time, since executions use it as a cache key. */
function toConnector (stored: SavedObject<'action'>): Connector {
  let connector = known.get(stored)
  if (!connector) {
    connector = { id: stored.id, isPreconfigured: false, ...stored.attributes }
    known.set(stored, connector)
  }
  return connector
}

/**
 * Loads a connector by id in a space.
 * @throws KibanaError 404
 */
export function loadConnector (kibana: KibanaContext, space: string, id: string): Connector {
  const found = findConnector(kibana, space, id)
  if (!found) throw isSystemAction(id, kibana.version) ? systemActionNotFound(id) : connectorNotFound(id)
  return found
}

/** Lists all connectors of a space, sorted by name. */
export function allConnectors (kibana: KibanaContext, space: string): Connector[] {
  const stored = kibana.store.all('action').filter(connector => connector.space === space)
    .map(toConnector)
  return [...stored, ...kibana.settings.preconfiguredConnectors.values()].sort((a, b) => a.name.localeCompare(b.name))
}
