import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { StubSchema } from '../../options/stub-schema.js'
import { answering, creating, doing } from '../route.js'
import { idParamsSchema } from '../schema.js'
import { ListedStubSchema } from './stubs.js'

const StubsSchema = Type.Object(
  { stubs: Type.Array(ListedStubSchema, { description: 'the stubs, oldest first; the newest that matches answers' }) },
  { examples: [{ stubs: ListedStubSchema.examples }] },
)

export const stubRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/stubs', {
    schema: answering('listStubs', 'List the stubs', StubsSchema),
  }, async ({ instance }) => ({ stubs: instance.stubs.list() }))

  app.post('/stubs', {
    schema: creating('addStub', 'Add an answer for a path that this server does not have', ListedStubSchema, { body: StubSchema }),
  }, async ({ instance, body }, reply) => reply.code(201).send(instance.stubs.add(body)))

  app.delete('/stubs', {
    schema: doing('clearStubs', 'Remove all stubs'),
  }, async ({ instance }, reply) => {
    instance.stubs.clear()
    return reply.code(204).send()
  })

  app.delete('/stubs/:id', {
    schema: doing('removeStub', 'Remove a stub', { params: idParamsSchema('the id of the stub') }),
  }, async ({ instance, params }, reply) => {
    instance.stubs.remove(params.id)
    return reply.code(204).send()
  })
}
