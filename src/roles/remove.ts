import type { Scope } from '../kibana/context.js'
import { ensureRoleManagement } from './ensure-role-management.js'
import { cannotBeDeleted } from './reserved.js'
import { notFoundInElasticsearch } from '../security/errors.js'
import { builtInRolesAt } from '../security/known-names.js'

/**
 * DELETE /api/security/role/{name}. Users keep the name of a deleted role; it grants nothing.
 * @throws KibanaError 400, 403, 404
 */
export function removeRole (scope: Scope, name: string): void {
  ensureRoleManagement(scope, 'delete')
  const { store, version } = scope.kibana
  if (builtInRolesAt(version).has(name)) throw cannotBeDeleted(name, version)
  const role = store.get('role', name)
  if (!role) throw notFoundInElasticsearch({ found: false })
  store.delete(role)
}
