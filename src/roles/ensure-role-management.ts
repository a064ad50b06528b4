import type { Scope } from '../kibana/context.js'
import { holdsClusterPrivilege } from '../security/cluster.js'
import { deniedAction } from '../security/denied-action.js'
import { accessDenied } from '../security/errors.js'

const MANAGING = ['manage_security', 'all'] as const
const READING = ['read_security', ...MANAGING] as const

/** Elasticsearch's actions on roles and users, each with the cluster privileges that allow it; any one is enough. */
const ACTIONS = {
  put: ['role/put', MANAGING],
  bulk_put: ['role/bulk_put', MANAGING],
  delete: ['role/delete', MANAGING],
  get: ['role/get', READING],
  query: ['role/query', READING],
  put_user: ['user/put', MANAGING],
  delete_user: ['user/delete', MANAGING],
} as const

/**
 * Rejects callers who may not manage roles and users. Kibana leaves this check, and its message, to Elasticsearch.
 * @throws KibanaError 403
 */
export function ensureRoleManagement (scope: Scope, action: keyof typeof ACTIONS): void {
  const [name, grantedBy] = ACTIONS[action]
  if (holdsClusterPrivilege(scope, grantedBy)) return
  throw accessDenied(deniedAction(scope, { name: `cluster:admin/xpack/security/${name}`, grantedBy }), scope.kibana.version)
}
