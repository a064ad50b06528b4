import type { CaseAttributes } from '../documents/case.js'

/** The attachment counters of a case. */
export type Totals = Pick<CaseAttributes, 'totalComment' | 'totalAlerts' | 'totalEvents'>

/** The parts of an attachment that the counters use. In a hand-written state, an attachment without a type is a user comment. */
interface Counted { readonly type?: string, readonly alertId?: string | readonly string[], readonly eventId?: string | readonly string[] }

/** Counts user comments, distinct alerts and distinct events. */
export function countTotals (attachments: readonly Counted[]): Totals {
  return {
    totalComment: attachments.filter(({ type = 'user' }) => type === 'user').length,
    totalAlerts: new Set(attachments.flatMap(({ type, alertId = [] }) => type === 'alert' ? alertId : [])).size,
    totalEvents: new Set(attachments.flatMap(({ type, eventId = [] }) => type === 'event' ? eventId : [])).size,
  }
}
