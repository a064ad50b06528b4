import { BUILT_IN_ROLES, SUPERUSER } from '../documents/built-in-roles.js'
import type { Store } from '../store/store.js'
import type { Authorization } from './authorization.js'
import type { Security } from './security.js'

/** The parts of a scope that identify the caller. */
export interface Caller {
  readonly kibana: { readonly store: Store, readonly security: Security }
  readonly authorization: Authorization
}

/** Whether the caller has one of these cluster privileges; with security off, every caller does. */
export function holdsClusterPrivilege ({ kibana, authorization: { roles } }: Caller, privileges: readonly string[]): boolean {
  if (!kibana.security.isOn || roles.includes(SUPERUSER)) return true
  const held = roles.flatMap(name => (kibana.store.get('role', name)?.attributes ?? BUILT_IN_ROLES.get(name))?.elasticsearch.cluster ?? [])
  return held.some(privilege => privileges.includes(privilege))
}
