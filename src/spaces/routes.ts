import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { configSchemaCompiler } from '../kibana-http/config-schema-compiler.js'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { createSpace } from './create.js'
import { getSpace } from './get.js'
import { ListedSpaceSchema, listSpaces, ListSpacesQuerySchema } from './list.js'
import { removeSpace } from './remove.js'
import { SpaceBodySchema, SpaceSchema } from '../documents/space.js'
import { updateSpace } from './update.js'

const SpaceParamsSchema = Type.Object({ id: Type.String() })
const tags = ['spaces']

/** Kibana's spaces API. It works in any space, even an unknown one. */
export const spaceRoutes: FastifyPluginAsyncTypebox = async app => {
  app.setValidatorCompiler(configSchemaCompiler)
  const config = { access: 'public', body: 'any', checksSpaceItself: true, versioned: true } as const

  app.post('/api/spaces/space', {
    config,
    schema: { operationId: 'createSpace', tags, body: SpaceBodySchema, response: { 200: SpaceSchema, '4xx': ErrorBodySchema } },
  }, request => createSpace(request.scope, request.body))

  app.get('/api/spaces/space', {
    config,
    schema: { operationId: 'listSpaces', tags, querystring: ListSpacesQuerySchema, response: { 200: Type.Array(ListedSpaceSchema), '4xx': ErrorBodySchema } },
  }, request => listSpaces(request.scope, request.query))

  app.get('/api/spaces/space/:id', {
    config,
    schema: { operationId: 'getSpace', tags, params: SpaceParamsSchema, response: { 200: SpaceSchema, '4xx': ErrorBodySchema } },
  }, request => getSpace(request.scope, request.params.id))

  app.put('/api/spaces/space/:id', {
    config,
    schema: { operationId: 'updateSpace', tags, params: SpaceParamsSchema, body: SpaceBodySchema, response: { 200: SpaceSchema, '4xx': ErrorBodySchema } },
  }, request => updateSpace(request.scope, request.params.id, request.body))

  app.delete('/api/spaces/space/:id', {
    config,
    schema: { operationId: 'deleteSpace', tags, params: SpaceParamsSchema, response: { 204: Type.Null(), '4xx': ErrorBodySchema } },
  }, async (request, reply) => {
    removeSpace(request.scope, request.params.id)
    return reply.code(204).send(null)
  })
}
