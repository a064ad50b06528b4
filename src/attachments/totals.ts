import type { CaseAttributes } from '../documents/case.js'

/** How many attachments a case has, as it says itself. */
export type Totals = Pick<CaseAttributes, 'totalComment' | 'totalAlerts'>

/** What counts of an attachment, or of one that somebody wrote by hand: one without a type is a user's comment. */
interface Counted { readonly type?: string, readonly alertId?: string | readonly string[] }

/** User comments, and distinct alerts. */
export function countTotals (attachments: readonly Counted[]): Totals {
  return {
    totalComment: attachments.filter(({ type = 'user' }) => type === 'user').length,
    totalAlerts: new Set(attachments.flatMap(({ type, alertId = [] }) => type === 'alert' ? alertId : [])).size,
  }
}
