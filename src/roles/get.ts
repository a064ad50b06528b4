import { Type, type Static } from '@sinclair/typebox'
import { compareTexts } from '../documents/keyword-order.js'
import type { Scope } from '../kibana/context.js'
import { notFoundInElasticsearch } from '../security/errors.js'
import { ensureRoleManagement } from './ensure-role-management.js'
import { replaceDeprecated } from './replace-deprecated.js'
import { findRole } from '../security/find-role.js'
import { builtInRolesAt } from '../security/known-names.js'
import { In } from '../versions/schema.js'
import { RoleAttributesSchema, type RoleAttributes } from '../documents/role.js'

/** A role in responses. */
export const RoleSchema = Type.Object({
  name: Type.String(),
  ...RoleAttributesSchema.properties,
  description: Type.Optional(In({ since: '8.15' }, Type.String())),
  transient_metadata: Type.Object({ enabled: Type.Boolean() }),
  _transform_error: Type.Array(Type.String()),
  _unrecognized_applications: Type.Array(Type.String()),
})
export type Role = Static<typeof RoleSchema>

export const GetRoleQuerySchema = Type.Object(
  { replaceDeprecatedPrivileges: Type.Optional(Type.Boolean()) }, { additionalProperties: false },
)
type GetRoleQuery = Static<typeof GetRoleQuerySchema>

/** Converts a role to its response form. Source: Kibana's security/server/authorization/roles/elasticsearch_role.ts */
export function toRole (name: string, { description, metadata, elasticsearch, kibana }: RoleAttributes): Role {
  return {
    name,
    ...(description !== undefined && { description }),
    metadata,
    transient_metadata: { enabled: true },
    elasticsearch,
    kibana,
    _transform_error: [],
    _unrecognized_applications: [],
  }
}

/** All roles by name, including the built-in ones. */
export function allRoles ({ kibana }: Scope): { name: string, attributes: RoleAttributes }[] {
  const stored = kibana.store.all('role').map(({ id, attributes }) => ({ name: id, attributes }))
  const builtIn = [...builtInRolesAt(kibana.version)].map(([name, attributes]) => ({ name, attributes }))
  return [...stored, ...builtIn].sort((one, other) => compareTexts(one.name, other.name))
}

const current = (attributes: RoleAttributes, { replaceDeprecatedPrivileges = false }: GetRoleQuery) =>
  replaceDeprecatedPrivileges ? replaceDeprecated(attributes) : attributes

/**
 * GET /api/security/role/{name}.
 * @throws KibanaError 403, 404
 */
export function getRole (scope: Scope, name: string, query: GetRoleQuery): Role {
  ensureRoleManagement(scope, 'get')
  const attributes = findRole(scope.kibana, name)
  if (!attributes) throw notFoundInElasticsearch({})
  return toRole(name, current(attributes, query))
}

/**
 * GET /api/security/role: all roles, sorted by name.
 * @throws KibanaError 403
 */
export function listRoles (scope: Scope, query: GetRoleQuery): Role[] {
  ensureRoleManagement(scope, 'get')
  return allRoles(scope).map(({ name, attributes }) => toRole(name, current(attributes, query)))
}
