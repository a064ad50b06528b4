import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AttachmentSchema } from '../documents/attachment.js'
import { CaseSchema } from '../cases/case.js'
import { CaseParamsSchema } from '../cases/schema.js'
import type { KibanaContext } from '../kibana/context.js'
import { configSchema } from '../decoding/config-schema.js'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { ensureSpace } from '../kibana-http/ensure-space.js'
import { getAllComments, getCaseOfKibana8 } from './get-case.js'
import { getStatusCounts, StatusCountsSchema, StatusQuerySchema } from './status.js'
import { getAllUserActions, OldUserActionSchema } from './user-actions.js'

// Source: Kibana 8.x, x-pack/plugins/cases/server/routes/api/{register_routes,utils}.ts

const readCaseQuery = configSchema(Type.Object({ includeComments: Type.Boolean({ default: true }) }, { additionalProperties: false }))

/** Routes that 9.0 removed or changed, as 8.x served them. */
export const kibana8Routes: FastifyPluginAsyncTypebox<{ kibana: KibanaContext }> = async (app, { kibana }) => {
  app.get('/api/cases/:case_id', {
    // The route schema checks the query before the Cases client is created, which loads the space
    config: { access: 'public', checksSpaceItself: true },
    schema: { operationId: 'getCase', tags: ['cases'], params: CaseParamsSchema, response: { 200: CaseSchema, '4xx': ErrorBodySchema } },
  }, async (request, reply) => {
    const { includeComments } = readCaseQuery(request.query, 'request query')
    ensureSpace(request.scope)
    const found = getCaseOfKibana8(request.scope, request.params.case_id, includeComments)
    if (Object.hasOwn(request.query as object, 'includeComments')) reply.header('warning', warning(kibana, 'Deprecated query parameter includeComments'))
    return found
  })

  app.register(deprecatedRoutes, { kibana })
}

const warning = ({ settings }: KibanaContext, text: string) => `299 Kibana-${settings.kibanaVersion} "${text}"`

/** Adds a deprecation warning to every response: the route's own text on success, that of Kibana's core otherwise. */
const deprecatedRoutes: FastifyPluginAsyncTypebox<{ kibana: KibanaContext }> = async (app, { kibana }) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('warning', warning(kibana, reply.statusCode === 200 ? 'Deprecated endpoint' : 'This endpoint is deprecated'))
  })

  app.get('/api/cases/status', {
    config: { access: 'public' },
    schema: { operationId: 'getCaseStatus', tags: ['cases'], deprecated: true, querystring: StatusQuerySchema, response: { 200: StatusCountsSchema, '4xx': ErrorBodySchema } },
  }, request => getStatusCounts(request.scope, request.query))

  app.get('/api/cases/:case_id/comments', {
    config: { access: 'public' },
    schema: { operationId: 'getAllComments', tags: ['attachments'], deprecated: true, params: CaseParamsSchema, response: { 200: Type.Array(AttachmentSchema), '4xx': ErrorBodySchema } },
  }, request => getAllComments(request.scope, request.params.case_id))

  app.get('/api/cases/:case_id/user_actions', {
    config: { access: 'public' },
    schema: { operationId: 'getAllCaseActivity', tags: ['activity'], deprecated: true, params: CaseParamsSchema, response: { 200: Type.Array(OldUserActionSchema), '4xx': ErrorBodySchema } },
  }, request => getAllUserActions(request.scope, request.params.case_id))
}
