import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { route } from '../kibana-http/route.js'
import { spacesAndRolesAreVersioned } from '../kibana-http/versions.js'
import { getRole, GetRoleQuerySchema, listRoles, RoleSchema } from './get.js'
import { putRole } from './put.js'
import { putRoles, PutRolesAnswerSchema, PutRolesBodySchema } from './put-many.js'
import { queryRoles, QueriedRolesSchema, QueryRolesBodySchema } from './query.js'
import { removeRole } from './remove.js'
import { RoleBodySchema } from '../documents/role-body.js'
import { putUser, removeUser, UserBodySchema, UserParamsSchema } from './users.js'

const common = { tag: 'roles', checkedBy: 'core', space: 'any' } as const
const roleRoute = { ...common, versioned: spacesAndRolesAreVersioned } as const
const userRoute = { ...common, access: 'internal' } as const
const RoleParamsSchema = Type.Object({ name: Type.String({ minLength: 1, maxLength: 1024 }) })
const AnyRoleParamsSchema = Type.Object({ name: Type.String({ minLength: 1 }) })
const PutRoleQuerySchema = Type.Object({ createOnly: Type.Boolean({ default: false }) }, { additionalProperties: false })

/** Kibana's API for roles and users. They belong to the cluster: the space of a request has no effect. */
export const roleRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/security/role', route({
    ...roleRoute, id: 'listRoles', summary: 'List roles', query: GetRoleQuerySchema, answer: Type.Array(RoleSchema),
  }), request => listRoles(request.scope, request.query))

  app.post('/api/security/role/_query',
    route({
      ...roleRoute, id: 'queryRoles', since: '8.18', summary: 'Find roles', body: QueryRolesBodySchema, answer: QueriedRolesSchema,
    }), request => queryRoles(request.scope, request.body))

  app.get('/api/security/role/:name',
    route({
      ...roleRoute, id: 'getRole', summary: 'Read a role', params: AnyRoleParamsSchema, query: GetRoleQuerySchema, answer: RoleSchema,
    }), request => getRole(request.scope, request.params.name, request.query))

  app.post('/api/security/roles', route({
    ...roleRoute,
    id: 'putRoles',
    since: '8.16',
    summary: 'Create or replace several roles',
    description: 'Each role is written separately; the response lists the names by result.',
    body: PutRolesBodySchema,
    answer: PutRolesAnswerSchema,
  }), request => putRoles(request.scope, request.body))

  app.put('/api/security/role/:name',
    route({
      ...roleRoute,
      id: 'putRole',
      summary: 'Create or replace a role',
      params: RoleParamsSchema,
      query: PutRoleQuerySchema,
      body: RoleBodySchema,
    }), request => {
      putRole(request.scope, { name: request.params.name, createOnly: request.query.createOnly, body: request.body })
      return null
    })

  app.delete('/api/security/role/:name', route({
    ...roleRoute, id: 'deleteRole', summary: 'Delete a role', params: AnyRoleParamsSchema,
  }), request => {
    removeRole(request.scope, request.params.name)
    return null
  })

  app.post('/internal/security/users/:username', route({
    ...userRoute,
    id: 'putUser',
    summary: 'Create or replace a user',
    description: 'The user exists until the next reset. With security off, this route does not exist.',
    params: UserParamsSchema,
    body: UserBodySchema,
    answer: UserBodySchema,
  }), request => {
    putUser(request.scope, request.params.username, request.body)
    return request.body
  })

  app.delete('/internal/security/users/:username', route({
    ...userRoute,
    id: 'deleteUser',
    summary: 'Delete a user',
    description: 'Ends their credentials and sessions. With security off, this route does not exist.',
    params: UserParamsSchema,
  }), request => {
    removeUser(request.scope, request.params.username)
    return null
  })
}
