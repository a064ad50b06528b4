import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { UserSchema } from '../documents/user.js'
import { findCases } from './find/find.js'
import { FindCasesAnswerSchema, FindCasesQuerySchema, OwnersQuerySchema } from './find/find-schema.js'
import { getReporters } from './find/reporters.js'
import { getTags } from './find/tags.js'

const tags = ['cases']

/** Lists of cases, and of what stands in them. */
export const caseListRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/api/cases/_find', {
    config: { access: 'public' },
    schema: { operationId: 'findCases', tags, querystring: FindCasesQuerySchema, response: { 200: FindCasesAnswerSchema, '4xx': ErrorBodySchema } },
  }, request => findCases(request.scope, request.query))

  app.get('/api/cases/tags', {
    config: { access: 'public' },
    schema: { operationId: 'getTags', tags, querystring: OwnersQuerySchema, response: { 200: Type.Array(Type.String()), '4xx': ErrorBodySchema } },
  }, request => getTags(request.scope, request.query))

  app.get('/api/cases/reporters', {
    config: { access: 'public' },
    schema: { operationId: 'getReporters', tags, querystring: OwnersQuerySchema, response: { 200: Type.Array(UserSchema), '4xx': ErrorBodySchema } },
  }, request => getReporters(request.scope, request.query))
}
