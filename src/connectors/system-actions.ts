/** Kibana's own connectors, one of each type, which nobody creates, changes or executes by this API. */
const SYSTEM_ACTION_TYPES = ['.cases', '.observability-ai-assistant']

export const isSystemActionType = (type: string) => SYSTEM_ACTION_TYPES.includes(type)

const SYSTEM_ACTION_IDS = SYSTEM_ACTION_TYPES.map(type => `system-connector-${type}`)

/** Whether an id is that of one of Kibana's own connectors. */
export const isSystemAction = (id: string) => SYSTEM_ACTION_IDS.includes(id)
