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
 * Whether the caller's roles grant something in Elasticsearch and, for an API key with limits, one of its own roles does so too. With
 * security off, every caller has everything.
 */
export function isGranted ({ kibana, authorization: { roles, limits } }: Caller, grants: (role: Grants) => boolean): boolean {
  if (!kibana.security.isOn) return true
  if (limits?.some(({ elasticsearch }) => grants(elasticsearch)) === false) return false
  return roles.some(name => {
    const role = findRole(kibana, name)
    return role !== undefined && grants(role.elasticsearch)
  })
}

/** Whether the caller has one of these cluster privileges; `all`, which includes every other, is one of each list. */
export function holdsClusterPrivilege (caller: Caller, privileges: readonly string[]): boolean {
  return isGranted(caller, ({ cluster = [] }) => cluster.some(privilege => privileges.includes(privilege)))
}
