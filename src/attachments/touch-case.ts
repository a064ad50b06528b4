import type { SavedCase } from '../cases/case.js'
import { draftOf } from '../cases/draft.js'
import type { Scope } from '../kibana/context.js'
import { attachmentsOf } from '../cases/with-attachments.js'
import { countTotals, type Totals } from './totals.js'

/**
 * Updates a case after a change to its attachments: `updated_*` and the totals.
 * Source: Kibana's cases/server/common/models/case_with_comments.ts (partialUpdateCaseWithAttachmentData),
 * client/attachments/delete.ts (updateCaseAttachmentStats)
 */
export function touchCase (scope: Scope, savedCase: SavedCase, at: string): SavedCase {
  const after = draftOf(savedCase.attributes)
  after.updated_at = at
  after.updated_by = scope.user
  return scope.kibana.store.update(savedCase, Object.assign(after, totalsOf(scope, savedCase)))
}

/** Updates the totals of a case, but not its version, since Kibana counts them for each response. */
export function recount (scope: Scope, savedCase: SavedCase): void {
  scope.kibana.store.amend(savedCase, { ...savedCase.attributes, ...totalsOf(scope, savedCase) })
}

const totalsOf = (scope: Scope, { id }: SavedCase): Totals => countTotals(attachmentsOf(scope, id).map(({ attributes }) => attributes))
