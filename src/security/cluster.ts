import { BUILT_IN_ROLES, SUPERUSER } from '../documents/built-in-roles.js'
import type { Store } from '../store/store.js'
import type { Authorization } from './authorization.js'
import type { Security } from './security.js'

/** Cluster privileges that include monitor. */
const MONITORING: readonly string[] = ['monitor', 'manage', 'all']

/** The part of a request's scope that says who the caller is. */
interface Caller {
  readonly kibana: { readonly store: Store, readonly security: Security }
  readonly authorization: Authorization
}

/** Whether the caller may watch the cluster: everyone with security off. */
export function mayMonitorCluster ({ kibana, authorization: { roles } }: Caller): boolean {
  if (!kibana.security.isOn || roles.includes(SUPERUSER)) return true
  const held = roles.flatMap(name => (kibana.store.get('role', name)?.attributes ?? BUILT_IN_ROLES.get(name))?.elasticsearch.cluster ?? [])
  return held.some(privilege => MONITORING.includes(privilege))
}
