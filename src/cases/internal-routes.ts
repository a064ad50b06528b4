import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CustomFieldSchema } from '../documents/case.js'
import { route } from '../kibana-http/route.js'
import { BulkGetCasesAnswerSchema, BulkGetCasesBodySchema, bulkGetCases } from './bulk-get.js'
import { getCategories } from './find/categories.js'
import { findCases } from './find/find.js'
import { FindCasesAnswerSchema, FindCasesQuerySchema, OwnersQuerySchema } from './find/find-schema.js'
import { SimilarCasesAnswerSchema, SimilarCasesBodySchema, ensureSimilarCasesLicensed, findSimilarCases } from './find/similar.js'
import { CaseMetricsQuerySchema, CaseMetricsSchema, decodeCaseMetrics, getCaseMetrics } from './metrics/case-metrics.js'
import { CasesMetricsQuerySchema, CasesMetricsSchema, decodeCasesMetrics, getCasesMetrics } from './metrics/cases-metrics.js'
import { replaceCustomField, ReplaceCustomFieldBodySchema, ReplaceCustomFieldParamsSchema } from './replace-custom-field.js'
import { coreQuery } from './routes.js'
import { CaseParamsSchema } from './schema.js'

const common = { tag: 'cases', access: 'internal' } as const

/** Routes that the Kibana UI uses. */
export const internalCaseRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/internal/cases/_bulk_get',
    route({
      ...common,
      id: 'bulkGetCases',
      summary: 'Read several cases',
      since: '8.7',
      payload: 'object',
      body: BulkGetCasesBodySchema,
      answer: BulkGetCasesAnswerSchema,
    }), request => bulkGetCases(request.scope, request.body))

  app.post('/internal/cases/_search',
    route({
      ...common,
      id: 'searchCases',
      summary: 'Find cases, with the search in the body',
      since: '8.12',
      body: FindCasesQuerySchema,
      answer: FindCasesAnswerSchema,
    }), request => findCases(request.scope, request.body))

  app.post('/internal/cases/:case_id/_similar', route({
    ...common,
    id: 'findSimilarCases',
    summary: 'Find cases with the same observables',
    since: '8.18',
    prepare: request => ensureSimilarCasesLicensed(request.scope),
    params: CaseParamsSchema,
    body: SimilarCasesBodySchema,
    answer: SimilarCasesAnswerSchema,
  }), request => findSimilarCases(request.scope, request.params.case_id, request.body))

  app.get('/internal/cases/categories',
    route({
      ...common,
      id: 'getCategories',
      summary: 'List the categories of cases',
      since: '8.9',
      query: OwnersQuerySchema,
      answer: Type.Array(Type.String()),
    }), request => getCategories(request.scope, request.query))

  app.get('/internal/cases/metrics/:case_id', route({
    ...common,
    id: 'getCaseMetrics',
    summary: 'Read metrics of a case',
    since: '8.10',
    params: CaseParamsSchema,
    query: CaseMetricsQuerySchema,
    answer: CaseMetricsSchema,
    ...coreQuery,
  }), request => getCaseMetrics(request.scope, request.params.case_id, decodeCaseMetrics(request.query, request.scope.kibana.version)))

  app.get('/internal/cases/metrics',
    route({
      ...common,
      id: 'getCasesMetrics',
      summary: 'Read metrics of all cases',
      since: '8.10',
      query: CasesMetricsQuerySchema,
      answer: CasesMetricsSchema,
      ...coreQuery,
    }), request => getCasesMetrics(request.scope, decodeCasesMetrics(request.query, request.scope.kibana.version)))

  app.put('/internal/cases/:case_id/custom_fields/:custom_field_id', route({
    ...common,
    id: 'replaceCustomField',
    summary: 'Replace the value of a custom field',
    since: '8.13',
    params: ReplaceCustomFieldParamsSchema,
    body: ReplaceCustomFieldBodySchema,
    answer: CustomFieldSchema,
  }), request => replaceCustomField(request.scope, request.params.case_id, request.params.custom_field_id, request.body))
}
