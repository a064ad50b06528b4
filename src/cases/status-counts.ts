import { Type, type Static } from '@sinclair/typebox'
import { readBound } from './find/read-bound.js'
import { In } from '../versions/schema.js'
import type { Scope } from '../kibana/context.js'

/** Query of `GET /api/cases/status`. */
export const StatusQuerySchema = Type.Object({
  from: Type.Optional(In({ since: '8.3' }, Type.String())),
  to: Type.Optional(In({ since: '8.3' }, Type.String())),
  owner: Type.Optional(Type.Union([Type.Array(Type.String()), Type.String()])),
}, { additionalProperties: false })
export type StatusQuery = Static<typeof StatusQuerySchema>

/** Response of `GET /api/cases/status`. */
export const StatusCountsSchema = Type.Object({
  count_open_cases: Type.Integer(),
  count_in_progress_cases: Type.Integer(),
  count_closed_cases: Type.Integer(),
})
export type StatusCounts = Static<typeof StatusCountsSchema>

/**
 * GET /api/cases/status up to 8.x: counts the cases that the caller may read, by status.
 * @throws KibanaError 403 if the caller may not read any case, 400 for an invalid date
 * Source: Kibana's cases/server/client/metrics/get_status_totals.ts
 */
export function getStatusCounts (scope: Scope, { from, to, owner }: StatusQuery): StatusCounts {
  const { kibana, space, authorization } = scope
  const readable = authorization.authorizedOwners('getCaseStatuses')
  const wanted = owner === undefined ? readable : [owner].flat()
  const earliest = readBound(kibana, from, 'start')
  const latest = readBound(kibana, to, 'end')
  const found = kibana.store.all('cases').filter(({ space: where, attributes }) => {
    const createdAt = Date.parse(attributes.created_at)
    return where === space && readable.includes(attributes.owner) &&
      wanted.includes(attributes.owner) && createdAt >= earliest && createdAt <= latest
  })
  const count = (status: string) => found.filter(({ attributes }) => attributes.status === status).length
  return { count_open_cases: count('open'), count_in_progress_cases: count('in-progress'), count_closed_cases: count('closed') }
}
