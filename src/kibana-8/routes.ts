import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AttachmentSchema } from '../documents/attachment.js'
import { CaseSchema } from '../cases/case.js'
import { CaseParamsSchema } from '../cases/schema.js'
import type { KibanaContext } from '../kibana/context.js'
import { targetOf } from '../kibana-http/target.js'
import { route } from '../kibana-http/route.js'
import { getAllComments, getCaseOfKibana8 } from './get-case.js'
import { getStatusCounts, StatusCountsSchema, StatusQuerySchema } from './status.js'
import { getAllUserActions, OldUserActionSchema } from './user-actions.js'

// Source: Kibana 8.x, x-pack/plugins/cases/server/routes/api/{register_routes,utils}.ts

const GetCaseQuerySchema = Type.Object({ includeComments: Type.Optional(Type.Boolean()) }, { additionalProperties: false })

/** Routes of 8.x that 9.0 removed. */
export const kibana8Routes: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/cases/:case_id', route({
    id: 'getCase',
    tag: 'cases',
    until: '9.0',
    // Kibana's router checks the query before there is a client that loads the space
    checkedBy: 'core',
    payload: 'object',
    space: 'after-decoding',
    params: CaseParamsSchema,
    query: GetCaseQuerySchema,
    answer: CaseSchema,
  }), ({ scope, params, query: { includeComments } }, reply) => {
    const found = getCaseOfKibana8(scope, params.case_id, includeComments ?? true)
    if (includeComments !== undefined) reply.header('warning', warning(scope.kibana, 'Deprecated query parameter includeComments'))
    return found
  })

  app.register(deprecatedRoutes)
}

const warning = ({ settings }: KibanaContext, text: string) => `299 Kibana-${settings.kibanaVersion} "${text}"`

/** Adds a deprecation warning to every response: the route's own text on success, that of Kibana's core otherwise. */
const deprecatedRoutes: FastifyPluginAsyncTypebox = async app => {
  app.addHook('onSend', async (request, reply) => {
    reply.header('warning', warning(targetOf(request.raw).kibana, reply.statusCode === 200 ? 'Deprecated endpoint' : 'This endpoint is deprecated'))
  })

  const removed = { deprecated: true, until: '9.0' } as const

  app.get('/api/cases/status',
    route({ id: 'getCaseStatus', tag: 'cases', ...removed, query: StatusQuerySchema, answer: StatusCountsSchema }),
    request => getStatusCounts(request.scope, request.query))

  app.get('/api/cases/:case_id/comments',
    route({ id: 'getAllComments', tag: 'attachments', ...removed, params: CaseParamsSchema, answer: Type.Array(AttachmentSchema) }),
    request => getAllComments(request.scope, request.params.case_id))

  app.get('/api/cases/:case_id/user_actions',
    route({ id: 'getAllCaseActivity', tag: 'activity', ...removed, params: CaseParamsSchema, answer: Type.Array(OldUserActionSchema) }),
    request => getAllUserActions(request.scope, request.params.case_id))
}
