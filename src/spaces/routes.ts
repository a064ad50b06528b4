import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { route } from '../kibana-http/route.js'
import { spacesAndRolesAreVersioned } from '../kibana-http/versions.js'
import { createSpace } from './create.js'
import { getSpace } from './get.js'
import { ListedSpaceSchema, listSpaces, ListSpacesQuerySchema } from './list.js'
import { removeSpace } from './remove.js'
import { SpaceBodySchema, SpaceSchema } from '../documents/space.js'
import { updateSpace } from './update.js'

const params = Type.Object({ id: Type.String() })
const common = { tag: 'spaces', checkedBy: 'core', space: 'any', versioned: spacesAndRolesAreVersioned } as const

/** Kibana's spaces API. It works in any space, even an unknown one. */
export const spaceRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/api/spaces/space', route({
    ...common, id: 'createSpace', summary: 'Create a space', body: SpaceBodySchema, answer: SpaceSchema,
  }), request => createSpace(request.scope, request.body))

  app.get('/api/spaces/space', route({
    ...common, id: 'listSpaces', summary: 'List spaces', query: ListSpacesQuerySchema, answer: Type.Array(ListedSpaceSchema),
  }), request => listSpaces(request.scope, request.query))

  app.get('/api/spaces/space/:id', route({
    ...common, id: 'getSpace', summary: 'Read a space', params, answer: SpaceSchema,
  }), request => getSpace(request.scope, request.params.id))

  app.put('/api/spaces/space/:id', route({
    ...common, id: 'updateSpace', summary: 'Change a space', params, body: SpaceBodySchema, answer: SpaceSchema,
  }), request => updateSpace(request.scope, request.params.id, request.body))

  app.delete('/api/spaces/space/:id', route({
    ...common, id: 'deleteSpace', summary: 'Delete a space', params,
  }), request => {
    removeSpace(request.scope, request.params.id)
    return null
  })
}
