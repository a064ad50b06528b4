import { BUILT_IN_ROLES, SUPERUSER } from '../documents/built-in-roles.js'
import type { Store } from '../store/store.js'
import type { Authorization } from './authorization.js'
import type { Security } from './security.js'

/** The part of a request's scope that says who the caller is. */
export interface Caller {
  readonly kibana: { readonly store: Store, readonly security: Security }
  readonly authorization: Authorization
}

/** Whether the caller has one of these privileges on the cluster: everyone with security off. */
export function holdsClusterPrivilege ({ kibana, authorization: { roles } }: Caller, privileges: readonly string[]): boolean {
  if (!kibana.security.isOn || roles.includes(SUPERUSER)) return true
  const held = roles.flatMap(name => (kibana.store.get('role', name)?.attributes ?? BUILT_IN_ROLES.get(name))?.elasticsearch.cluster ?? [])
  return held.some(privilege => privileges.includes(privilege))
}
