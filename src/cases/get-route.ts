import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { route } from '../kibana-http/route.js'
import { CaseWithoutCommentsSchema } from './case.js'
import { getCase } from './get.js'
import { CaseParamsSchema } from './schema.js'

/** JSON text of a case: it is kept with the document. */
const CaseJsonSchema = Type.Unsafe<string>(CaseWithoutCommentsSchema)

/** Apart from the other routes since 8.x has another one in its place. */
export const getCaseRoute: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/cases/:case_id', route({ id: 'getCase', tag: 'cases', params: CaseParamsSchema, answer: CaseJsonSchema }), (request, reply) => {
    reply.type('application/json; charset=utf-8')
    return getCase(request.scope, request.params.case_id)
  })
}
