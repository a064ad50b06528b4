import { Type, type Static } from '@sinclair/typebox'
import { notFound } from '../kibana-error.js'
import type { Scope } from '../kibana/context.js'
import { notFoundInElasticsearch, passwordIsMissing, userCannotBeDeleted, userIsReserved } from '../security/errors.js'
import { isReservedUser } from '../security/realm.js'
import { ensureRoleManagement } from './ensure-role-management.js'

const nullableText = Type.Optional(Type.Union([Type.Null(), Type.String()]))

export const UserParamsSchema = Type.Object({ username: Type.String({ minLength: 1, maxLength: 1024 }) })

/** The body and the response of `POST /internal/security/users/{username}`. */
export const UserBodySchema = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 1024 }),
  password: Type.Optional(Type.String({ minLength: 1 })),
  roles: Type.Array(Type.String({ minLength: 1 })),
  full_name: nullableText,
  email: nullableText,
  metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  enabled: Type.Boolean({ default: true }),
}, { additionalProperties: false })
type UserBody = Static<typeof UserBodySchema>

/** With security off, Kibana does not have these routes. */
function ensureSecurity ({ kibana }: Scope): void {
  if (!kibana.security.isOn) throw notFound()
}

/**
 * POST /internal/security/users/{username}: creates or replaces a user. `metadata` has no effect, and every user is enabled.
 * @throws KibanaError 400, 403, 404
 * Source: Kibana's security/server/routes/users/create_or_update.ts; Elasticsearch's PutUserRequest for the texts
 */
export function putUser (scope: Scope, username: string, { password, roles, full_name, email }: UserBody): void {
  ensureSecurity(scope)
  ensureRoleManagement(scope, 'put_user')
  const { security, version } = scope.kibana
  if (isReservedUser(username)) throw userIsReserved(username, version)
  if (password === undefined && !security.identityOf(username)) {
    throw passwordIsMissing(version)
  }
  security.putUser(username, { password, roles, full_name, email })
}

/**
 * DELETE /internal/security/users/{username}: removes a user with their credentials and sessions.
 * @throws KibanaError 400, 403, 404
 * Source: Kibana's security/server/routes/users/delete.ts
 */
export function removeUser (scope: Scope, username: string): void {
  ensureSecurity(scope)
  ensureRoleManagement(scope, 'delete_user')
  const { security, version } = scope.kibana
  if (isReservedUser(username)) throw userCannotBeDeleted(username, version)
  if (!security.identityOf(username)) throw notFoundInElasticsearch({ found: false })
  security.removeUser(username)
}
