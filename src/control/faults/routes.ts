import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { PRESETS, PresetsSchema } from '../presets.js'
import { answering, creating, doing } from '../route.js'
import { idParamsSchema } from '../schema.js'
import { ListedRuleSchema, RuleSchema } from './rule.js'

const FaultsSchema = Type.Object(
  { faults: Type.Array(ListedRuleSchema, { description: 'the faults, in the order in which they are tried' }) },
  { examples: [{ faults: ListedRuleSchema.examples }] },
)

export const faultRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/faults', {
    schema: answering('listFaults', 'List the faults', FaultsSchema),
  }, async ({ instance }) => ({ faults: instance.faults.list() }))

  app.post('/faults', {
    schema: creating('addFault', 'Add a fault; the first that matches a request applies to it', ListedRuleSchema, { body: RuleSchema }),
  }, async ({ instance, body }, reply) => reply.code(201).send(instance.faults.add(body)))

  app.delete('/faults', {
    schema: doing('clearFaults', 'Remove all faults'),
  }, async ({ instance }, reply) => {
    instance.faults.clear()
    return reply.code(204).send()
  })

  app.delete('/faults/:id', {
    schema: doing('removeFault', 'Remove a fault', { params: idParamsSchema('the id of the fault') }),
  }, async ({ instance, params }, reply) => {
    instance.faults.remove(params.id)
    return reply.code(204).send()
  })

  app.get('/presets', {
    schema: answering('listPresets', 'List the presets of faults and failures', PresetsSchema),
  }, async () => PRESETS)
}
