import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ControlErrorSchema, NothingSchema } from '../schema.js'
import { ListedRuleSchema, RuleSchema } from './rule.js'

const FaultParamsSchema = Type.Object({ id: Type.String() })

/** What goes wrong on demand. */
export const faultRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/faults', {
    schema: { operationId: 'listFaults', tags: ['control'], response: { 200: Type.Object({ faults: Type.Array(ListedRuleSchema) }), '4xx': ControlErrorSchema } },
  }, async ({ instance }) => ({ faults: instance.faults.list() }))

  app.post('/faults', {
    schema: { operationId: 'addFault', tags: ['control'], body: RuleSchema, response: { 201: ListedRuleSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, body }, reply) => reply.code(201).send(instance.faults.add(body)))

  app.delete('/faults', {
    schema: { operationId: 'clearFaults', tags: ['control'], response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance }, reply) => {
    instance.faults.clear()
    return reply.code(204).send()
  })

  app.delete('/faults/:id', {
    schema: { operationId: 'removeFault', tags: ['control'], params: FaultParamsSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, params }, reply) => {
    instance.faults.remove(params.id)
    return reply.code(204).send()
  })
}
