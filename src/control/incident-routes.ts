import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { IncidentAttributesSchema } from '../connectors/systems/schema.js'
import type { Control } from './control.js'
import { ControlErrorSchema, NothingSchema } from './schema.js'

const IncidentSchema = Type.Composite([Type.Object({ id: Type.String() }), IncidentAttributesSchema])
const IncidentQuerySchema = Type.Partial(Type.Pick(IncidentAttributesSchema, ['connector_id', 'connector_type', 'external_id', 'external_title']))

/** What pushes have made in the simulated external systems. */
export const incidentRoutes: FastifyPluginAsyncTypebox<{ control: Control }> = async (app, { control }) => {
  app.get('/incidents', {
    schema: { operationId: 'listIncidents', tags: ['control'], querystring: IncidentQuerySchema, response: { 200: Type.Object({ incidents: Type.Array(IncidentSchema) }), '4xx': ControlErrorSchema } },
  }, async request => ({ incidents: control.incidents.all(request.query) }))

  app.delete('/incidents', {
    schema: { operationId: 'clearIncidents', tags: ['control'], response: { 204: NothingSchema } },
  }, async (_request, reply) => {
    control.incidents.clear()
    return reply.code(204).send()
  })
}
