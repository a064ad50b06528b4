import type { Scope } from '../kibana/context.js'
import { holdsClusterPrivilege } from '../security/cluster.js'
import { unauthorizedForCluster } from '../security/errors.js'
import { BUILT_IN_ROLES } from '../documents/built-in-roles.js'

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
export function ensureRoleManagement (scope: Scope, action: keyof typeof GRANTED_BY): void {
  if (holdsClusterPrivilege(scope, GRANTED_BY[action])) return
  const { kibana, user, authorization: { roles } } = scope
  const known = roles.filter(name => BUILT_IN_ROLES.has(name) || kibana.store.get('role', name))
  throw unauthorizedForCluster(`cluster:admin/xpack/security/role/${action}`, user.username, [...known].sort(), GRANTED_BY[action])
}
