import { Type, type Static } from '@sinclair/typebox'
import { decoder } from '../../decoding/decode.js'
import type { Scope } from '../../kibana/context.js'
import type { Version } from '../../versions/version.js'
import { NullableSchema, StringEnumSchema } from '../../decoding/limits.js'
import { CASE_METRICS, featureNames, featuresSchema } from './case-metrics.js'
import { refuseOtherFeatures } from './refuse-other-features.js'
import { createdBetween, readableCases } from '../find/find-filters.js'
import { OwnersQuerySchema } from '../find/find-schema.js'

// Source: Kibana's cases/common/types/api/metrics/v1.ts, cases/server/client/metrics/{utils,all_cases}

const STATUS_LIFESPAN = { since: '8.18' } as const

const filters = {
  ...OwnersQuerySchema.properties,
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
}

/** The query as Kibana's router accepts it. */
export const CasesMetricsQuerySchema = Type.Object({ features: featureNames, ...filters }, { additionalProperties: false })

const CasesMetricsRequestSchema = Type.Object({
  features: featuresSchema(StringEnumSchema([...CASE_METRICS, 'mttr', 'status'], { lifespans: { status: STATUS_LIFESPAN } })), ...filters,
})
type CasesMetricsRequest = Static<typeof CasesMetricsRequestSchema>

const decode = decoder(CasesMetricsRequestSchema)

/** @throws KibanaError 400 for an unknown feature */
export const decodeCasesMetrics = (query: Static<typeof CasesMetricsQuerySchema>, version: Version): CasesMetricsRequest =>
  decode({ ...query, features: [query.features].flat() }, version)

export const CasesMetricsSchema = Type.Object({
  mttr: Type.Optional(NullableSchema(Type.Number())),
  status: Type.Optional(Type.Object({ open: Type.Integer(), inProgress: Type.Integer(), closed: Type.Integer() })),
})
type CasesMetrics = Static<typeof CasesMetricsSchema>

/**
 * GET /internal/cases/metrics: for all cases the caller may read, the mean time to resolve (the average of `duration`, in
 * seconds; null without closed cases) and the number of cases per status.
 * @throws KibanaError 400 other features, 403, 400 dates
 */
export function getCasesMetrics (scope: Scope, { features, owner, from, to }: CasesMetricsRequest): CasesMetrics {
  refuseOtherFeatures(features, scope.kibana.version.has(STATUS_LIFESPAN) ? ['mttr', 'status'] : ['mttr'])

  const cases = createdBetween(scope, readableCases(scope, scope.authorization.authorizedOwners('getCasesMetrics'), owner), { from, to })
  return {
    ...(features.includes('mttr') && { mttr: average(cases.toArray().flatMap(({ attributes: { duration } }) => duration ?? [])) }),
    ...(features.includes('status') && {
      status: {
        open: cases.count('status', 'open'), inProgress: cases.count('status', 'in-progress'), closed: cases.count('status', 'closed'),
      },
    }),
  }
}

const average = (numbers: readonly number[]) =>
  numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length
