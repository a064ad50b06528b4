import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseSchema } from '../cases/case.js'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { pushCase } from './push.js'
import { PushParamsSchema } from './schema.js'

/** Pushes a case to an external system. */
export const pushRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/api/cases/:case_id/connector/:connector_id/_push', {
    config: { access: 'public' },
    schema: { operationId: 'pushCase', tags: ['cases'], params: PushParamsSchema, response: { 200: CaseSchema, '4xx': ErrorBodySchema } },
  }, request => pushCase(request.scope, request.params.case_id, request.params.connector_id))
}
