import { BUILT_IN_ROLES, SUPERUSER } from '../documents/built-in-roles.js'
import type { RoleAttributes } from '../documents/role.js'
import type { Store } from '../store/store.js'
import type { Authorization } from './authorization.js'
import type { Security } from './security.js'

/** The parts of a scope that identify the caller. */
export interface Caller {
  readonly kibana: { readonly store: Store, readonly security: Security }
  readonly authorization: Authorization
}

/** The roles of the caller that exist, sorted, as Elasticsearch's messages list them. */
export const effectiveRoles = ({ kibana: { store }, authorization: { roles } }: Caller): string[] =>
  roles.filter(name => BUILT_IN_ROLES.has(name) || store.get('role', name)).sort()

/** The privileges in Elasticsearch that each of the caller's roles grants. */
export const grantsOf = ({ kibana: { store }, authorization: { roles } }: Caller): RoleAttributes['elasticsearch'][] =>
  roles.flatMap(name => (store.get('role', name)?.attributes ?? BUILT_IN_ROLES.get(name))?.elasticsearch ?? [])

/** Whether the caller has one of these cluster privileges; with security off, every caller does. */
export function holdsClusterPrivilege (caller: Caller, privileges: readonly string[]): boolean {
  if (!caller.kibana.security.isOn || caller.authorization.roles.includes(SUPERUSER)) return true
  return grantsOf(caller).some(({ cluster = [] }) => cluster.some(privilege => privileges.includes(privilege)))
}
