import type { Scope } from '../kibana/context.js'
import { badRequest } from '../kibana-error.js'
import { roleExists } from '../security/errors.js'
import { ensureRoleManagement } from './ensure-role-management.js'
import { cannotBeModified } from './reserved.js'
import { builtInRolesAt } from '../security/known-names.js'
import { toRoleAttributes } from '../documents/role.js'
import { checkBasePrivileges, type RoleBody } from '../documents/role-body.js'

interface PutRole { readonly name: string, readonly createOnly: boolean, readonly body: RoleBody }

/**
 * PUT /api/security/role/{name}: creates or replaces a role. Unknown features are accepted, but grant
 * only access to their spaces.
 * @throws KibanaError 400, 403, 409
 * Source: Kibana's security/server/routes/authorization/roles/put.ts
 */
export function putRole (scope: Scope, { name, createOnly, body }: PutRole): void {
  const { store, version } = scope.kibana
  const builtIn = builtInRolesAt(version)
  const unknownPrivilege = checkBasePrivileges(body, 'request body')
  if (unknownPrivilege !== undefined) throw badRequest(unknownPrivilege)
  ensureRoleManagement(scope, 'get')
  if (createOnly && (builtIn.has(name) || store.get('role', name))) throw roleExists(name)
  ensureRoleManagement(scope, 'put')
  if (builtIn.has(name)) throw cannotBeModified(name, version)
  store.create('role', { id: name, space: '*', attributes: toRoleAttributes(body) })
}
