import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { configSchemaCompiler } from '../kibana-http/config-schema-compiler.js'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { getRole, GetRoleQuerySchema, listRoles, RoleSchema } from './get.js'
import { putRole } from './put.js'
import { queryRoles, QueriedRolesSchema, QueryRolesBodySchema } from './query.js'
import { removeRole } from './remove.js'
import { RoleBodySchema } from '../documents/role-body.js'

const tags = ['roles']
const RoleParamsSchema = Type.Object({ name: Type.String({ minLength: 1, maxLength: 1024 }) })
const AnyRoleParamsSchema = Type.Object({ name: Type.String({ minLength: 1 }) })
const PutRoleQuerySchema = Type.Object({ createOnly: Type.Boolean({ default: false }) }, { additionalProperties: false })

/** Kibana's role API. Roles belong to the cluster, so it does not matter in which space it is called. */
export const roleRoutes: FastifyPluginAsyncTypebox = async app => {
  app.setValidatorCompiler(configSchemaCompiler)
  const config = { access: 'public', body: 'any', checksSpaceItself: true, versioned: true } as const

  app.get('/api/security/role', {
    config,
    schema: { operationId: 'listRoles', tags, querystring: GetRoleQuerySchema, response: { 200: Type.Array(RoleSchema), '4xx': ErrorBodySchema } },
  }, request => listRoles(request.scope, request.query))

  app.post('/api/security/role/_query', {
    config,
    schema: { operationId: 'queryRoles', tags, body: QueryRolesBodySchema, response: { 200: QueriedRolesSchema, '4xx': ErrorBodySchema } },
  }, request => queryRoles(request.scope, request.body))

  app.get('/api/security/role/:name', {
    config,
    schema: { operationId: 'getRole', tags, params: AnyRoleParamsSchema, querystring: GetRoleQuerySchema, response: { 200: RoleSchema, '4xx': ErrorBodySchema } },
  }, request => getRole(request.scope, request.params.name, request.query))

  app.put('/api/security/role/:name', {
    config,
    schema: { operationId: 'putRole', tags, params: RoleParamsSchema, querystring: PutRoleQuerySchema, body: RoleBodySchema, response: { 204: Type.Null(), '4xx': ErrorBodySchema } },
  }, async (request, reply) => {
    putRole(request.scope, { name: request.params.name, createOnly: request.query.createOnly, body: request.body })
    return reply.code(204).send(null)
  })

  app.delete('/api/security/role/:name', {
    config,
    schema: { operationId: 'deleteRole', tags, params: AnyRoleParamsSchema, response: { 204: Type.Null(), '4xx': ErrorBodySchema } },
  }, async (request, reply) => {
    removeRole(request.scope, request.params.name)
    return reply.code(204).send(null)
  })
}
