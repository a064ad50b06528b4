import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { decoder } from '../decoding/decode.js'
import { configSchemaCompiler } from '../kibana-http/config-schema-compiler.js'
import { ErrorBodySchema } from '../kibana-http/error-body.js'
import { ensureSpace } from '../kibana-http/ensure-space.js'
import { askedValues } from './find/asked-values.js'
import { CaseMetricsRequestSchema, CaseMetricsSchema, getCaseMetrics } from './metrics/case-metrics.js'
import { CasesMetricsRequestSchema, CasesMetricsSchema, getCasesMetrics } from './metrics/cases-metrics.js'
import { CaseIdsSchema, RemoveCasesQuerySchema, removeCases } from './remove.js'
import { ResolveCaseQuerySchema, ResolvedCaseSchema, resolveCase } from './resolve.js'
import { CaseParamsSchema } from './schema.js'

const featureNames = Type.Union([Type.Array(Type.String({ minLength: 1 })), Type.String({ minLength: 1 })])
const CaseMetricsQuerySchema = Type.Object({ features: featureNames }, { additionalProperties: false })
const CasesMetricsQuerySchema = Type.Object({
  features: featureNames,
  owner: Type.Optional(Type.Union([Type.Array(Type.String()), Type.String()])),
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
}, { additionalProperties: false })

const decodeIds = decoder(CaseIdsSchema)
const decodeCaseMetrics = decoder(CaseMetricsRequestSchema)
const decodeCasesMetrics = decoder(CasesMetricsRequestSchema)

/** The routes of cases whose query Kibana's router checks, before the space is; Cases then decodes what it holds. */
export const strictQueryCaseRoutes: FastifyPluginAsyncTypebox = async app => {
  app.setValidatorCompiler(configSchemaCompiler)

  app.delete('/api/cases', {
    config: { access: 'public', checksSpaceItself: true },
    schema: { operationId: 'removeCases', tags: ['cases'], querystring: RemoveCasesQuerySchema, response: { 204: Type.Null(), '4xx': ErrorBodySchema } },
  }, async (request, reply) => {
    ensureSpace(request.scope)
    removeCases(request.scope, decodeIds(request.query.ids))
    return reply.code(204).send(null)
  })

  app.get('/api/cases/:case_id/resolve', {
    config: { access: 'internal', checksSpaceItself: true },
    schema: { operationId: 'resolveCase', tags: ['cases'], params: CaseParamsSchema, querystring: ResolveCaseQuerySchema, response: { 200: ResolvedCaseSchema, '4xx': ErrorBodySchema } },
  }, async request => {
    ensureSpace(request.scope)
    return resolveCase(request.scope, request.params.case_id, request.query)
  })

  app.get('/internal/cases/metrics/:case_id', {
    config: { access: 'internal', checksSpaceItself: true },
    schema: { operationId: 'getCaseMetrics', tags: ['cases'], params: CaseParamsSchema, querystring: CaseMetricsQuerySchema, response: { 200: CaseMetricsSchema, '4xx': ErrorBodySchema } },
  }, async request => {
    ensureSpace(request.scope)
    return getCaseMetrics(request.scope, request.params.case_id, decodeCaseMetrics({ features: askedValues(request.query.features) }))
  })

  app.get('/internal/cases/metrics', {
    config: { access: 'internal', checksSpaceItself: true },
    schema: { operationId: 'getCasesMetrics', tags: ['cases'], querystring: CasesMetricsQuerySchema, response: { 200: CasesMetricsSchema, '4xx': ErrorBodySchema } },
  }, async request => {
    ensureSpace(request.scope)
    return getCasesMetrics(request.scope, decodeCasesMetrics({ ...request.query, features: askedValues(request.query.features) }))
  })
}
