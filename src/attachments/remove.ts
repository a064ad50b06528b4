import { removeCaseId } from '../alerts/case-ids.js'
import { alertReferences } from '../documents/alert-ids.js'
import { recordUserActions } from '../cases/record-activity.js'
import { loadCase } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import { loadAttachment, toRequest } from './attachment.js'
import { attachmentsOf, type SavedAttachment } from '../cases/with-attachments.js'
import { noComments, notInCase } from './errors.js'
import { deletingTouchesTheCase, deletionsAreRecordedAsSent } from './versions.js'
import { recount, touchCase } from './touch-case.js'

/**
 * DELETE /api/cases/{case_id}/comments/{comment_id}. The file of a `.files` attachment remains.
 * @throws KibanaError 404 attachment, 403, 404 attachment of another case; in this order
 * Source: Kibana's cases/server/client/attachments/delete.ts (deleteComment)
 */
export function removeAttachment (scope: Scope, caseId: string, id: string): void {
  const found = loadAttachment(scope, id)
  scope.authorization.ensure('deleteComment', [found.attributes.owner])
  if (found.caseId !== caseId) throw notInCase(id, caseId)
  removeFromCase(scope, caseId, [found])
}

/**
 * DELETE /api/cases/{case_id}/comments: deletes all attachments.
 * @throws KibanaError 404 if there are none, 403
 * Source: Kibana's cases/server/client/attachments/delete.ts (deleteAll)
 */
export function removeAllAttachments (scope: Scope, caseId: string): void {
  const attachments = attachmentsOf(scope, caseId)
  if (attachments.length === 0) throw noComments(caseId)
  scope.authorization.ensure('deleteAllComments', attachments.map(({ attributes }) => attributes.owner))
  removeFromCase(scope, caseId, attachments)
}

function removeFromCase (scope: Scope, caseId: string, attachments: readonly SavedAttachment[]): void {
  scope.kibana.store.transaction(() => {
    deleteAttachments(scope, caseId, attachments)
    const savedCase = loadCase(scope, caseId)
    if (deletingTouchesTheCase(scope.kibana.version)) touchCase(scope, savedCase, scope.kibana.clock.iso())
    else recount(scope, savedCase)
  })
}

/** Deletes attachments of a case and records a user action for each. Does not write the case. */
export function deleteAttachments (scope: Scope, caseId: string, attachments: readonly SavedAttachment[]): void {
  for (const attachment of attachments) scope.kibana.store.delete(attachment)
  removeCaseId(scope, caseId, alertReferences(attachments.map(({ attributes }) => attributes)))
  recordUserActions(scope, attachments.map(attachment => ({
    caseId,
    owner: attachment.attributes.owner,
    type: 'comment',
    action: 'delete',
    payload: { comment: deletionsAreRecordedAsSent(scope.kibana.version) ? toRequest(attachment) : attachment.attributes },
    commentId: attachment.id,
  })))
}
