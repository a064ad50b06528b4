/** Kibana's built-in connectors, one per type; this API cannot create, change or execute them. */
const SYSTEM_ACTION_TYPES = ['.cases', '.observability-ai-assistant']

/** True for the type of a built-in connector. */
export const isSystemActionType = (type: string) => SYSTEM_ACTION_TYPES.includes(type)

const SYSTEM_ACTION_IDS = SYSTEM_ACTION_TYPES.map(type => `system-connector-${type}`)

/** True for the id of a built-in connector. */
export const isSystemAction = (id: string) => SYSTEM_ACTION_IDS.includes(id)
