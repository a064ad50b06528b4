import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { IncidentsSchema } from '../../connectors/simulation/incident-schema.js'
import { findIncidentsAt } from '../../connectors/simulation/incidents.js'
import { NotFoundError } from '../../input/not-found-error.js'
import { answering } from '../route.js'

const PathParamsSchema = Type.Object({ '*': Type.String({ description: 'the path of the link after /_mock/external/' }) })
/** Links of some systems have a query string. */
const AnyQuerySchema = Type.Object({}, { additionalProperties: true })

/**
 * The pages behind links to simulated incidents: with an `apiUrl` such as `http://localhost:5601/_mock/external/jira` in a
 * connector, the `externalUrl` of its incidents can be opened.
 */
export const externalRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/external/*', {
    schema: answering('openIncident', 'Open the link of an incident', IncidentsSchema, {
      params: PathParamsSchema, querystring: AnyQuerySchema,
    }),
  }, async ({ instance, url }) => {
    const incidents = findIncidentsAt(instance.kibana, url)
    if (incidents.length === 0) throw new NotFoundError('incident at', url)
    return { incidents }
  })
}
