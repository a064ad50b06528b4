/** Kibana's names for the way in which a caller was authenticated: by a session or a header. */
export const SESSION_PROVIDER = { type: 'basic', name: 'basic' }
export const HEADER_PROVIDER = { type: 'http', name: '__http__' }

const RESERVED = { name: 'reserved', type: 'reserved' }
const NATIVE = { name: 'default_native', type: 'native' }

/** True if the user is built into Elasticsearch. */
export const isReservedUser = (username: string | null): boolean => username === 'elastic'

/** The Elasticsearch realm of a user. */
export const realmOf = (username: string | null): { name: string, type: string } => isReservedUser(username) ? RESERVED : NATIVE
