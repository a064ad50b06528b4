import type { KibanaContext } from '../context.js'
import { connectorNotFound } from './errors.js'
import type { ConnectorAttributes } from './schema.js'

/** A connector of the actions API: one that was created in a space, or a preconfigured one, which is in every space. */
export interface Connector extends ConnectorAttributes {
  readonly id: string
  readonly isPreconfigured: boolean
}

/** On whose behalf a connector is executed: in which space, and for which case when it is a push. */
export interface Origin { readonly space: string, readonly caseId: string | null }

function preconfiguredConnector ({ settings: { preconfiguredConnectors } }: KibanaContext, id: string): Connector | undefined {
  if (!Object.hasOwn(preconfiguredConnectors, id)) return undefined
  const { name, actionTypeId, config = {}, secrets = {} } = preconfiguredConnectors[id]!
  return { id, name, actionTypeId, config, secrets, isMissingSecrets: false, isPreconfigured: true }
}

/** The connector of that id in a space; `undefined` when there is none. */
export function findConnector (kibana: KibanaContext, space: string, id: string): Connector | undefined {
  const preconfigured = preconfiguredConnector(kibana, id)
  if (preconfigured) return preconfigured
  const stored = kibana.store.get('action', id)
  return stored?.space === space ? { id, isPreconfigured: false, ...stored.attributes } : undefined
}

/**
 * The connector of that id in a space.
 * @throws KibanaError 404
 */
export function loadConnector (kibana: KibanaContext, space: string, id: string): Connector {
  const found = findConnector(kibana, space, id)
  if (!found) throw connectorNotFound(id)
  return found
}

/** All connectors of a space, by name. */
export function allConnectors (kibana: KibanaContext, space: string): Connector[] {
  const stored = kibana.store.all('action').filter(connector => connector.space === space)
    .map(({ id, attributes }) => ({ id, isPreconfigured: false, ...attributes }))
  const preconfigured = Object.keys(kibana.settings.preconfiguredConnectors).map(id => preconfiguredConnector(kibana, id)!)
  return [...stored, ...preconfigured].sort((a, b) => a.name.localeCompare(b.name))
}
