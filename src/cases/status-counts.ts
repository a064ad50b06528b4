import { Type, type Static } from '@sinclair/typebox'
import { OwnersQuerySchema } from './find/find-schema.js'
import { createdBetween, readableCases } from './find/find-filters.js'
import { In } from '../versions/schema.js'
import type { Scope } from '../kibana/context.js'

/** Query of `GET /api/cases/status`. */
export const StatusQuerySchema = Type.Object({
  from: Type.Optional(In({ since: '8.3' }, Type.String())),
  to: Type.Optional(In({ since: '8.3' }, Type.String())),
  ...OwnersQuerySchema.properties,
}, { additionalProperties: false })
export type StatusQuery = Static<typeof StatusQuerySchema>

/** Response of `GET /api/cases/status`. */
export const StatusCountsSchema = Type.Object({
  count_open_cases: Type.Integer(),
  count_in_progress_cases: Type.Integer(),
  count_closed_cases: Type.Integer(),
})
type StatusCounts = Static<typeof StatusCountsSchema>

/**
 * GET /api/cases/status up to 8.x: counts the cases that the caller may read, by status.
 * @throws KibanaError 403 if the caller may not read any case, 400 for an invalid date
 * Source: Kibana's cases/server/client/metrics/get_status_totals.ts
 */
export function getStatusCounts (scope: Scope, { owner, ...dates }: StatusQuery): StatusCounts {
  const cases = createdBetween(scope, readableCases(scope, scope.authorization.authorizedOwners('getCaseStatuses'), owner), dates)
  return {
    count_open_cases: cases.count('status', 'open'),
    count_in_progress_cases: cases.count('status', 'in-progress'),
    count_closed_cases: cases.count('status', 'closed'),
  }
}
