import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { KnownFailureRuleSchema, ListedFailureSchema } from '../../connectors/simulation/failure-rule.js'
import { answering, creating, doing } from '../route.js'
import { idParamsSchema } from '../schema.js'

const FailuresSchema = Type.Object(
  { failures: Type.Array(ListedFailureSchema, { description: 'the failures, in the order in which they are tried' }) },
  { examples: [{ failures: ListedFailureSchema.examples }] },
)

export const failureRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/failures', {
    schema: answering('listFailures', 'List the failures of external systems', FailuresSchema),
  }, async ({ instance }) => ({ failures: instance.failures.list() }))

  app.post('/failures', {
    schema: creating('addFailure', 'Make an external system fail', ListedFailureSchema, { body: KnownFailureRuleSchema }),
  }, async ({ instance, body }, reply) => reply.code(201).send(instance.failures.add(body)))

  app.delete('/failures', {
    schema: doing('clearFailures', 'Remove all failures'),
  }, async ({ instance }, reply) => {
    instance.failures.clear()
    return reply.code(204).send()
  })

  app.delete('/failures/:id', {
    schema: doing('removeFailure', 'Remove a failure', { params: idParamsSchema('the id of the failure') }),
  }, async ({ instance, params }, reply) => {
    instance.failures.remove(params.id)
    return reply.code(204).send()
  })
}
