import { byVersion } from '../versions/by-version.js'
import type { Difference } from '../versions/difference.js'
import type { Version } from '../versions/version.js'
import type { TypeProperties } from './connector-type.js'
import { systemActionsExist, workflowsAreASystemAction } from './versions.js'

/** The type of a system action: a connector that is part of Kibana, which this API cannot create, change or execute. */
interface SystemActionType extends TypeProperties {
  readonly exists: Difference
  /** A rule may use it more than once. */
  readonly isRepeatable?: true
}

/**
 * All types of system actions; there is one connector of each type.
 * Source: Kibana's cases/server/connectors/cases/index.ts, observability_ai_assistant_app/server/rule_connector,
 * workflows_management/server/connectors/workflows
 */
const SYSTEM_ACTION_TYPES: readonly SystemActionType[] = [
  {
    id: '.cases',
    name: 'Cases',
    minimumLicense: 'platinum',
    featureIds: ['uptime', 'alerting', 'siem'],
    formerFeatureIds: { until: '8.16', featureIds: ['uptime', 'alerting'] },
    exists: systemActionsExist,
  },
  {
    id: '.observability-ai-assistant',
    name: 'Observability AI Assistant',
    minimumLicense: 'enterprise',
    featureIds: ['alerting'],
    exists: systemActionsExist,
  },
  {
    id: '.workflows',
    name: 'Workflows',
    minimumLicense: 'gold',
    featureIds: ['alerting', 'siem'],
    exists: workflowsAreASystemAction,
    isRepeatable: true,
  },
]

const byId: ReadonlyMap<string, SystemActionType> = new Map(SYSTEM_ACTION_TYPES.map(type => [type.id, type]))

/** The types of a version's system actions. */
export const systemActionTypesOf = byVersion(version => SYSTEM_ACTION_TYPES.filter(({ exists }) => exists(version)))

/** True for the type of a system action in any version. */
export const isKnownSystemActionType = (type: string): boolean => byId.has(type)

/** True for the type of a system action in this version. */
export const isSystemActionType = (type: string, version: Version): boolean => byId.get(type)?.exists(version) === true

const ID_PREFIX = 'system-connector-'

/** True for the id of a system action in this version. */
export const isSystemAction = (id: string, version: Version): boolean =>
  id.startsWith(ID_PREFIX) && isSystemActionType(id.slice(ID_PREFIX.length), version)
