import type { CaseAttributes, CaseStatus } from '../../documents/case.js'
import type { User } from '../../documents/user.js'

// Source: Kibana's cases/server/client/cases/utils.ts (getClosedInfoForUpdate, getDurationForUpdate, getInProgressInfoForUpdate,
// getTimingMetricsForUpdate)

/** Seconds between two times, rounded down; `undefined` if they are out of order or invalid. */
export function secondsBetween (from: string, to: string): number | undefined {
  const milliseconds = Date.parse(to) - Date.parse(from)
  return milliseconds >= 0 ? Math.floor(milliseconds / 1000) : undefined
}

/** The fields that closing a case sets (when, by whom, and how many seconds it was open), and any other status resets. */
export function closingFields ({ created_at }: CaseAttributes, status: CaseStatus, at: string, by: User): Partial<CaseAttributes> {
  if (status !== 'closed') return { closed_at: null, closed_by: null, duration: null }
  const duration = secondsBetween(created_at, at)
  return { closed_at: at, closed_by: by, ...(duration !== undefined && { duration }) }
}

/** Times to acknowledge, investigate and resolve a case, in seconds. */
export function timingFields ({ created_at, in_progress_at }: CaseAttributes, status: CaseStatus, at: string): Partial<CaseAttributes> {
  if (status === 'open') return { time_to_acknowledge: null, time_to_investigate: null, time_to_resolve: null }
  const sinceCreation = secondsBetween(created_at, at)
  if (status === 'in-progress') {
    return {
      in_progress_at: in_progress_at ?? at,
      ...(sinceCreation !== undefined && { time_to_acknowledge: sinceCreation, time_to_investigate: null, time_to_resolve: null }),
    }
  }
  const acknowledged = in_progress_at ? secondsBetween(created_at, in_progress_at) : sinceCreation
  const investigated = in_progress_at ? secondsBetween(in_progress_at, at) : 0
  if (sinceCreation === undefined || acknowledged === undefined || investigated === undefined) return {}
  return { time_to_acknowledge: acknowledged, time_to_investigate: investigated, time_to_resolve: sinceCreation }
}
