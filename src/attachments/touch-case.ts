import type { SavedCase } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import { attachmentsOf } from '../cases/with-attachments.js'
import { countTotals } from './totals.js'

/**
 * Writes to a case that its attachments have changed: when, by whom, and how many user comments and alerts it has now.
 * Source: Kibana's cases/server/common/models/case_with_comments.ts (partialUpdateCaseWithAttachmentData),
 * client/attachments/delete.ts (updateCaseAttachmentStats)
 */
export function touchCase (scope: Scope, savedCase: SavedCase, at: string): SavedCase {
  const attachments = attachmentsOf(scope, savedCase.id).map(({ attributes }) => attributes)
  return scope.kibana.store.update(savedCase, {
    ...savedCase.attributes,
    updated_at: at,
    updated_by: scope.user,
    ...countTotals(attachments),
  })
}

/** Keeps the totals of a case true and everything else as it is, its version too: Kibana counts when it answers. */
export function countAgain (scope: Scope, savedCase: SavedCase): void {
  const attachments = attachmentsOf(scope, savedCase.id).map(({ attributes }) => attributes)
  scope.kibana.store.amend(savedCase, { ...savedCase.attributes, ...countTotals(attachments) })
}
