import { isDeepStrictEqual } from 'node:util'
import { Type, type Static } from '@sinclair/typebox'
import type { Scope } from '../kibana/context.js'
import { badRequest } from '../kibana-error.js'
import { ensureRoleManagement } from './ensure-role-management.js'
import { nameIsReserved } from './reserved.js'
import { builtInRolesAt } from '../security/known-names.js'
import { toRoleAttributes } from '../documents/role.js'
import { checkBasePrivileges, RoleBodySchema } from '../documents/role-body.js'

export const PutRolesBodySchema = Type.Object(
  { roles: Type.Record(Type.String({ minLength: 1, maxLength: 1024 }), RoleBodySchema, { description: 'roles by name' }) },
  { additionalProperties: false },
)
type PutRolesBody = Static<typeof PutRolesBodySchema>

const names = (description: string) => Type.Optional(Type.Array(Type.String(), { description }))

export const PutRolesAnswerSchema = Type.Object({
  created: names('names of new roles'),
  noop: names('names of roles that did not change'),
  updated: names('names of roles that were replaced'),
  errors: Type.Optional(Type.Record(Type.String(), Type.Object({ type: Type.String(), reason: Type.String() }), {
    description: 'the error for each role that was not written, by name; the others are written',
  })),
})
type PutRolesAnswer = Static<typeof PutRolesAnswerSchema>

/**
 * POST /api/security/roles: creates or replaces several roles.
 * @throws KibanaError 400, 403
 * Source: Kibana's security/server/routes/authorization/roles/post.ts
 */
export function putRoles (scope: Scope, { roles }: PutRolesBody): PutRolesAnswer {
  const { store, version } = scope.kibana
  const builtIn = builtInRolesAt(version)
  for (const [name, body] of Object.entries(roles)) {
    const unknownPrivilege = checkBasePrivileges(body, `request body.roles.${name}`)
    if (unknownPrivilege !== undefined) throw badRequest(unknownPrivilege)
  }
  ensureRoleManagement(scope, 'get')
  ensureRoleManagement(scope, 'bulk_put')
  const written: Record<'created' | 'noop' | 'updated', string[]> = { created: [], noop: [], updated: [] }
  const errors: Record<string, ReturnType<typeof nameIsReserved>> = {}
  for (const [name, body] of Object.entries(roles)) {
    if (builtIn.has(name)) {
      errors[name] = nameIsReserved(name)
      continue
    }
    const attributes = toRoleAttributes(body)
    const before = store.get('role', name)
    const result = before === undefined ? 'created' : isDeepStrictEqual(before.attributes, attributes) ? 'noop' : 'updated'
    if (result !== 'noop') store.create('role', { id: name, space: '*', attributes })
    written[result].push(name)
  }
  return {
    ...Object.fromEntries(Object.entries(written).filter(([, of]) => of.length > 0)),
    ...(Object.keys(errors).length > 0 && { errors }),
  }
}
