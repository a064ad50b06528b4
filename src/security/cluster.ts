import { BUILT_IN_ROLES, SUPERUSER } from '../documents/built-in-roles.js'
import type { Scope } from '../kibana/context.js'

/** Cluster privileges that include monitor. */
const MONITORING: readonly string[] = ['monitor', 'manage', 'all']

/** Whether the caller may watch the cluster: everyone with security off. */
export function mayMonitorCluster ({ kibana, authorization: { roles } }: Scope): boolean {
  if (!kibana.security.isOn || roles.includes(SUPERUSER)) return true
  const held = roles.flatMap(name => (kibana.store.get('role', name)?.attributes ?? BUILT_IN_ROLES.get(name))?.elasticsearch.cluster ?? [])
  return held.some(privilege => MONITORING.includes(privilege))
}
