import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { IncidentFilterSchema, IncidentSchema } from '../connectors/simulation/incidents.js'
import { KnownFailureRuleSchema } from '../connectors/simulation/failure-rule.js'
import { NotFoundError } from './errors.js'
import { ControlErrorSchema, NothingSchema } from './schema.js'

const FailureIdSchema = Type.Object({ id: Type.String() })
const ListedFailureSchema = Type.Composite([FailureIdSchema, KnownFailureRuleSchema])

/** What pushes have made in the external systems, and how these fail. */
export const incidentRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/incidents', {
    schema: { operationId: 'listIncidents', tags: ['control'], querystring: IncidentFilterSchema, response: { 200: Type.Object({ incidents: Type.Array(IncidentSchema) }), '4xx': ControlErrorSchema } },
  }, async ({ instance, query }) => ({ incidents: instance.incidents.all(query) }))

  app.delete('/incidents', {
    schema: { operationId: 'clearIncidents', tags: ['control'], querystring: IncidentFilterSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, query }, reply) => {
    instance.incidents.clear(query)
    return reply.code(204).send()
  })

  app.get('/incidents/failures', {
    schema: { operationId: 'listExternalFailures', tags: ['control'], response: { 200: Type.Object({ failures: Type.Array(ListedFailureSchema) }), '4xx': ControlErrorSchema } },
  }, async ({ instance }) => ({ failures: instance.incidents.failures() }))

  app.post('/incidents/failures', {
    schema: { operationId: 'addExternalFailure', tags: ['control'], body: KnownFailureRuleSchema, response: { 201: FailureIdSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, body }, reply) => reply.code(201).send({ id: instance.incidents.fail(body) }))

  app.delete('/incidents/failures', {
    schema: { operationId: 'clearExternalFailures', tags: ['control'], response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance }, reply) => {
    instance.incidents.clearFailures()
    return reply.code(204).send()
  })

  app.delete('/incidents/failures/:id', {
    schema: { operationId: 'removeExternalFailure', tags: ['control'], params: FailureIdSchema, response: { 204: NothingSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, params }, reply) => {
    if (!instance.incidents.clearFailure(params.id)) throw new NotFoundError('failure', params.id)
    return reply.code(204).send()
  })
}
