import { listOf, type Entry } from './entry.js'
import type { SpaceReader } from './reader.js'

/** Settings of a space, in the form of a state. */
export interface PulledSettings {
  readonly configurations: readonly Entry[]
  readonly connectors: readonly Entry[]
  /** Ids of preconfigured connectors, which a state lists like any others. */
  readonly preconfigured: readonly string[]
  /** The space, if the user may not read its connectors. The connectors that its cases name are included all the same. */
  readonly refused?: string
}

/** Reads the Cases settings and the connectors of a space. Kibana never returns secrets. */
export async function readSettings (reader: SpaceReader): Promise<PulledSettings> {
  const { space } = reader
  const configurations = listOf(await reader.get('/api/cases/configure')).map(({ mappings: _, error: __, ...kept }) => ({
    ...kept, space,
  }))
  const answer = await reader.getIfAllowed('/api/actions/connectors')
  const connectors = listOf(answer).filter(({ is_system_action: isSystem }) => isSystem !== true)
  return {
    configurations,
    connectors: connectors.map(({ id, name, connector_type_id: actionTypeId, config, is_missing_secrets: isMissing }) =>
      ({ id, name, actionTypeId, config: config ?? {}, isMissingSecrets: isMissing === true, space })),
    preconfigured: connectors.filter(({ is_preconfigured: is }) => is === true).map(({ id }) => String(id)),
    ...(answer === undefined && { refused: space }),
  }
}

/** Connectors that cases refer to but Kibana no longer has; a state must contain them. */
export function missingConnectors (cases: readonly Entry[], connectors: readonly Entry[]): Entry[] {
  const known = new Set(connectors.map(({ id, space }) => `${space} ${id}`))
  return cases.flatMap(({ connector, space }) => {
    const { id, name, type } = Object(connector)
    if (id === 'none' || known.has(`${space} ${id}`)) return []
    known.add(`${space} ${id}`)
    return [{ id, name, actionTypeId: type, config: {}, isMissingSecrets: true, space }]
  })
}
