import type { Scope } from '../kibana/context.js'
import { unauthorizedForCluster } from '../security/errors.js'
import { BUILT_IN_ROLES, SUPERUSER } from '../documents/built-in-roles.js'

/** Cluster privileges that allow managing roles: any one of them. */
const GRANTED_BY = {
  put: ['manage_security', 'all'],
  bulk_put: ['manage_security', 'all'],
  delete: ['manage_security', 'all'],
  get: ['read_security', 'manage_security', 'all'],
  query: ['read_security', 'manage_security', 'all'],
} as const

/**
 * Rejects callers who may not manage roles. Kibana leaves this check, and its message, to Elasticsearch.
 * @throws KibanaError 403
 */
export function ensureRoleManagement ({ kibana, user, authorization: { roles } }: Scope, action: keyof typeof GRANTED_BY): void {
  if (!kibana.security.isOn || roles.includes(SUPERUSER)) return
  const known = roles.filter(name => BUILT_IN_ROLES.has(name) || kibana.store.get('role', name))
  const held = known.flatMap(name => kibana.store.get('role', name)?.attributes.elasticsearch.cluster ?? [])
  if (GRANTED_BY[action].some(privilege => held.includes(privilege))) return
  throw unauthorizedForCluster(`cluster:admin/xpack/security/role/${action}`, user.username, [...known].sort(), GRANTED_BY[action])
}
