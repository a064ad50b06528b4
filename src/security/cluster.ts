import type { RoleAttributes } from '../documents/role.js'
import type { Store } from '../store/store.js'
import type { Version } from '../versions/version.js'
import type { Authorization } from './authorization.js'
import { findRole } from './find-role.js'
import type { Security } from './security.js'

/** The parts of a scope that identify the caller. */
export interface Caller {
  readonly kibana: { readonly store: Store, readonly version: Version, readonly security: Security }
  readonly authorization: Authorization
}

/** The roles of the caller that exist, sorted, as Elasticsearch's messages list them. */
export const effectiveRoles = ({ kibana, authorization: { roles } }: Caller): string[] =>
  roles.filter(name => findRole(kibana, name)).sort()

type Grants = RoleAttributes['elasticsearch']

/**
 * Whether one of the caller's roles, and one of the roles that limit their API key if there are any, grant something in Elasticsearch.
 * With security off, everything is granted.
 */
export function isGranted ({ kibana, authorization: { roles, limits } }: Caller, grants: (role: Grants) => boolean): boolean {
  if (!kibana.security.isOn) return true
  if (limits?.some(({ elasticsearch }) => grants(elasticsearch)) === false) return false
  return roles.some(name => {
    const role = findRole(kibana, name)
    return role !== undefined && grants(role.elasticsearch)
  })
}

/** Whether the caller has one of these cluster privileges. Every list contains `all`, since that includes all others. */
export function holdsClusterPrivilege (caller: Caller, privileges: readonly string[]): boolean {
  return isGranted(caller, ({ cluster = [] }) => cluster.some(privilege => privileges.includes(privilege)))
}
