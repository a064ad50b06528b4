import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { CaseWithoutCommentsSchema } from './case.js'
import { getCase } from './get.js'
import { CaseParamsSchema } from './schema.js'

/** Apart from the other routes since 8.x has another one in its place. */
export const getCaseRoute: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/cases/:case_id', {
    config: { access: 'public' },
    schema: { operationId: 'getCase', tags: ['cases'], params: CaseParamsSchema, response: { 200: CaseWithoutCommentsSchema, '4xx': ErrorBodySchema } },
  }, (request, reply) => {
    reply.type('application/json; charset=utf-8')
    // The type provider knows the object, not its JSON
    return getCase(request.scope, request.params.case_id) as never
  })
}
