/** A document in an answer of Kibana, or in a state. */
export type Entry = Record<string, unknown>

/** The documents in a list; none if the value is not a list. */
export const listOf = (value: unknown): Entry[] => Array.isArray(value) ? value : []
