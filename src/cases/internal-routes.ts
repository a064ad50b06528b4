import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { BulkGetCasesAnswerSchema, BulkGetCasesBodySchema, bulkGetCases } from './bulk-get.js'
import { getCategories } from './find/categories.js'
import { findCases } from './find/find.js'
import { FindCasesAnswerSchema, FindCasesQuerySchema, OwnersQuerySchema } from './find/find-schema.js'
import { CaseParamsSchema } from './schema.js'
import { SimilarCasesAnswerSchema, SimilarCasesBodySchema, ensureSimilarCasesLicensed, findSimilarCases } from './find/similar.js'

const tags = ['cases']

/** Routes that Kibana's own UI uses. */
export const internalCaseRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/internal/cases/_bulk_get', {
    config: { access: 'internal' },
    schema: { operationId: 'bulkGetCases', tags, body: BulkGetCasesBodySchema, response: { 200: BulkGetCasesAnswerSchema, '4xx': ErrorBodySchema } },
  }, request => bulkGetCases(request.scope, request.body))

  app.post('/internal/cases/_search', {
    config: { access: 'internal' },
    schema: { operationId: 'searchCases', tags, body: FindCasesQuerySchema, response: { 200: FindCasesAnswerSchema, '4xx': ErrorBodySchema } },
  }, request => findCases(request.scope, request.body))

  app.post('/internal/cases/:case_id/_similar', {
    config: { access: 'internal' },
    preValidation: async request => ensureSimilarCasesLicensed(request.scope),
    schema: { operationId: 'findSimilarCases', tags, params: CaseParamsSchema, body: SimilarCasesBodySchema, response: { 200: SimilarCasesAnswerSchema, '4xx': ErrorBodySchema } },
  }, request => findSimilarCases(request.scope, request.params.case_id, request.body))

  app.get('/internal/cases/categories', {
    config: { access: 'internal' },
    schema: { operationId: 'getCategories', tags, querystring: OwnersQuerySchema, response: { 200: Type.Array(Type.String()), '4xx': ErrorBodySchema } },
  }, request => getCategories(request.scope, request.query))
}
