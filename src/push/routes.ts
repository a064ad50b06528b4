import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseSchema } from '../cases/case.js'
import { route } from '../kibana-http/route.js'
import { pushCase } from './push.js'
import { PushParamsSchema } from './schema.js'

export const pushRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/api/cases/:case_id/connector/:connector_id/_push',
    route({
      id: 'pushCase', summary: 'Push a case to its external system', tag: 'cases', params: PushParamsSchema, answer: CaseSchema,
    }), request => pushCase(request.scope, request.params.case_id, request.params.connector_id))
}
