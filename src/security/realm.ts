/** How a caller was authenticated, in the words of Kibana. */
export const SESSION_PROVIDER = { type: 'basic', name: 'basic' }
export const HEADER_PROVIDER = { type: 'http', name: '__http__' }

const RESERVED = { name: 'reserved', type: 'reserved' }
const NATIVE = { name: 'default_native', type: 'native' }

/** Whether Elasticsearch itself has a user of that name. */
export const isReservedUser = (username: string | null): boolean => username === 'elastic'

/** The realm of Elasticsearch that a user is in. */
export const realmOf = (username: string | null): { name: string, type: string } => isReservedUser(username) ? RESERVED : NATIVE
