import type { Version } from '../versions/version.js'
import { systemActionsExist, workflowsAreASystemAction } from './versions.js'

/** The types of Kibana's built-in connectors, one per type, which this API cannot create, change or execute. */
const SYSTEM_ACTION_TYPES = new Map([
  ['.cases', systemActionsExist],
  ['.observability-ai-assistant', systemActionsExist],
  ['.workflows', workflowsAreASystemAction],
])

/** True for the type of a built-in connector of any version. */
export const isKnownSystemActionType = (type: string): boolean => SYSTEM_ACTION_TYPES.has(type)

/** True for the type of a built-in connector of a version. */
export const isSystemActionType = (type: string, version: Version): boolean => SYSTEM_ACTION_TYPES.get(type)?.(version) === true

const ID_PREFIX = 'system-connector-'

/** True for the id of a built-in connector of a version. */
export const isSystemAction = (id: string, version: Version): boolean =>
  id.startsWith(ID_PREFIX) && isSystemActionType(id.slice(ID_PREFIX.length), version)
