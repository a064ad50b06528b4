import { Type, type Static } from '@sinclair/typebox'
import type { Scope } from '../kibana/context.js'
import { StringEnumSchema } from '../decoding/limits.js'
import { ensureRoleManagement } from './ensure-role-management.js'
import { allRoles, RoleSchema, toRole } from './get.js'

export const QueryRolesBodySchema = Type.Object({
  query: Type.Optional(Type.String()),
  from: Type.Optional(Type.Number()),
  size: Type.Optional(Type.Number()),
  sort: Type.Optional(Type.Object({ field: Type.String(), direction: StringEnumSchema(['asc', 'desc']) }, { additionalProperties: false })),
  filters: Type.Optional(
    Type.Object({ showReservedRoles: Type.Optional(Type.Boolean({ default: true })) }, { additionalProperties: false }),
  ),
}, { additionalProperties: false })
type QueryRolesBody = Static<typeof QueryRolesBodySchema>

export const QueriedRolesSchema = Type.Object({ roles: Type.Array(RoleSchema), count: Type.Integer(), total: Type.Integer() })
type QueriedRoles = Static<typeof QueriedRolesSchema>

/**
 * POST /api/security/role/_query: a page of the roles whose name contains a text, always sorted by name: only the direction
 * in `sort` has an effect.
 * @throws KibanaError 403
 * Source: Kibana's security/server/routes/authorization/roles/query.ts
 */
export function queryRoles (scope: Scope, { query = '', from = 0, size = 10, sort, filters }: QueryRolesBody): QueriedRoles {
  ensureRoleManagement(scope, 'query')
  const found = allRoles(scope)
    .filter(({ attributes }) => filters?.showReservedRoles || attributes.metadata._reserved === undefined)
    .filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
  if (sort?.direction === 'desc') found.reverse()
  const start = Math.max(0, from)
  const roles = found.slice(start, start + Math.max(0, size)).map(({ name, attributes }) => toRole(name, attributes))
  return { roles, count: roles.length, total: found.length }
}
