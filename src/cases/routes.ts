import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { warnOfDeprecation } from '../kibana-http/deprecation.js'
import { route } from '../kibana-http/route.js'
import { UserSchema } from '../documents/user.js'
import { CaseSchema, CaseWithoutCommentsSchema, UpdatedCaseSchema } from './case.js'
import { createCase } from './create.js'
import { getCase } from './get.js'
import { GetCaseQuerySchema, getCaseWithComments } from './get-with-comments.js'
import { findCases } from './find/find.js'
import { FindCasesAnswerSchema, FindCasesQuerySchema, OwnersQuerySchema } from './find/find-schema.js'
import { getReporters } from './find/reporters.js'
import { getTags } from './find/tags.js'
import { CaseMetricsQuerySchema, CaseMetricsSchema, decodeCaseMetrics, getCaseMetrics } from './metrics/case-metrics.js'
import { CasesMetricsQuerySchema, CasesMetricsSchema, decodeCasesMetrics, getCasesMetrics } from './metrics/cases-metrics.js'
import { decodeCaseIds, RemoveCasesQuerySchema, removeCases } from './remove.js'
import { ResolveCaseQuerySchema, ResolvedCaseSchema, resolveCase } from './resolve.js'
import { ApplicableFieldsSchema } from '../templates/applicable-fields.js'
import { getApplicableFieldsOfCase } from './fields.js'
import { CaseParamsSchema, CreateCaseBodySchema, UpdateCasesBodySchema } from './schema.js'
import { getStatusCounts, StatusCountsSchema, StatusQuerySchema } from './status-counts.js'
import { updateCases } from './update/update.js'

const tag = 'cases'
/** Kibana's router checks the query, then the space is loaded (when a Cases client is created), and then Cases decodes the values. */
export const coreQuery = { checkedBy: 'core', payload: 'nullable', space: 'after-decoding' } as const

export const caseRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/api/cases', route({
    id: 'createCase', summary: 'Create a case', tag, body: CreateCaseBodySchema, answer: CaseSchema,
  }), request => createCase(request.scope, request.body))

  app.patch('/api/cases', route({
    id: 'updateCases', summary: 'Update cases', tag, body: UpdateCasesBodySchema, answer: Type.Array(UpdatedCaseSchema),
  }), request => updateCases(request.scope, request.body))

  app.delete('/api/cases', route({
    id: 'removeCases', summary: 'Delete cases', tag, query: RemoveCasesQuerySchema, ...coreQuery,
  }), request => {
    removeCases(request.scope, decodeCaseIds(request.query.ids, request.scope.kibana.version))
    return null
  })

  app.get('/api/cases/_find', route({
    id: 'findCases', summary: 'Find cases', tag, query: FindCasesQuerySchema, answer: FindCasesAnswerSchema,
  }), request => findCases(request.scope, request.query))

  app.get('/api/cases/tags', route({
    id: 'getTags', summary: 'List the tags of cases', tag, query: OwnersQuerySchema, answer: Type.Array(Type.String()),
  }), request => getTags(request.scope, request.query))

  app.get('/api/cases/reporters', route({
    id: 'getReporters', summary: 'List the users who created cases', tag, query: OwnersQuerySchema, answer: Type.Array(UserSchema),
  }), request => getReporters(request.scope, request.query))

  app.get('/api/cases/:case_id', route({
    id: 'getCase', summary: 'Read a case', tag, since: '9.0', params: CaseParamsSchema, answer: CaseWithoutCommentsSchema,
  }), request => getCase(request.scope, request.params.case_id))

  app.get('/api/cases/:case_id',
    route({
      id: 'getCaseWithComments',
      summary: 'Read a case, by default with its comments',
      tag,
      until: '9.0',
      params: CaseParamsSchema,
      query: GetCaseQuerySchema,
      answer: CaseSchema,
      ...coreQuery,
    }),
    ({ scope, params, query }, reply) => {
      const found = getCaseWithComments(scope, params.case_id, query)
      if (query.includeComments !== undefined) warnOfDeprecation(reply, scope.kibana.version, 'Deprecated query parameter includeComments')
      return found
    })

  app.get('/api/cases/status',
    route({
      id: 'getCaseStatus',
      summary: 'Count cases by status',
      tag,
      until: '9.0',
      deprecated: 'announced',
      query: StatusQuerySchema,
      answer: StatusCountsSchema,
    }), request => getStatusCounts(request.scope, request.query))

  app.get('/api/cases/metrics/:case_id', route({
    id: 'getPublicCaseMetrics',
    summary: 'Read metrics of a case',
    tag,
    since: '8.1',
    until: '8.10',
    params: CaseParamsSchema,
    query: CaseMetricsQuerySchema,
    answer: CaseMetricsSchema,
    ...coreQuery,
  }), request => getCaseMetrics(request.scope, request.params.case_id, decodeCaseMetrics(request.query, request.scope.kibana.version)))

  app.get('/api/cases/metrics', route({
    id: 'getPublicCasesMetrics',
    summary: 'Read metrics of all cases',
    tag,
    since: '8.3',
    until: '8.10',
    query: CasesMetricsQuerySchema,
    answer: CasesMetricsSchema,
    ...coreQuery,
  }), request => getCasesMetrics(request.scope, decodeCasesMetrics(request.query, request.scope.kibana.version)))

  app.get('/api/cases/:case_id/fields',
    route({
      id: 'getFieldsOfCase',
      summary: 'List the fields that templates add to a case',
      tag: 'templates',
      since: '9.5',
      params: CaseParamsSchema,
      answer: ApplicableFieldsSchema,
    }), request => getApplicableFieldsOfCase(request.scope, request.params.case_id))

  const resolve = { tag, params: CaseParamsSchema, query: ResolveCaseQuerySchema, answer: ResolvedCaseSchema, ...coreQuery }
  app.get('/api/cases/:case_id/resolve', route({
    ...resolve, id: 'resolveCase', summary: 'Read a case by its current or former id', since: '9.0', access: 'internal',
  }), request => resolveCase(request.scope, request.params.case_id, request.query))

  app.get('/api/cases/:case_id/resolve', route({
    ...resolve, id: 'resolveCasePublicly', summary: 'Read a case by its current or former id', until: '9.0',
  }), request => resolveCase(request.scope, request.params.case_id, request.query))
}
