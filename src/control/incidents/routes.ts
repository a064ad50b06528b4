import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { IncidentFilterSchema, IncidentsSchema, RefusedCallsSchema } from '../../connectors/simulation/incident-schema.js'
import { answering, doing } from '../route.js'

const querystring = IncidentFilterSchema

export const incidentRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/incidents', {
    schema: answering('listIncidents', 'List the records in external systems', IncidentsSchema, { querystring }),
  }, async ({ instance, query }) => ({ incidents: instance.incidents.all(query) }))

  app.get('/incidents/refused', {
    schema: answering('listRefusedPushes', 'List the pushes that failed before there was a record', RefusedCallsSchema, { querystring }),
  }, async ({ instance, query }) => ({ refused: instance.incidents.refused(query) }))

  app.delete('/incidents', {
    schema: doing('clearIncidents', 'Remove records from external systems', { querystring }),
  }, async ({ instance, query }, reply) => {
    instance.incidents.clear(query)
    return reply.code(204).send()
  })
}
