import { recordUserActions } from '../cases/record-activity.js'
import { loadCase, type Case } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import { loadAttachment } from './attachment.js'
import { toChangedCase, type SavedAttachment } from '../cases/with-attachments.js'
import { attachmentHasBeenUpdated, notInCaseForUpdate, ownerCannotChange, storageCannotChange, typeCannotChange } from './errors.js'
import type { UpdateAttachmentBody } from './schema.js'
import type { AttachmentRequest } from '../documents/attachment.js'
import { touchCase } from './touch-case.js'
import { ensureUserActionsFit, validateAttachment } from './validate.js'

/**
 * PATCH /api/cases/{case_id}/comments: replaces an attachment.
 * @throws KibanaError 400 too much activity, inconsistent parts; 404 attachment; 403; 404 case; 400 type, owner or
 * storage would change; 404 attachment of another case; 409 stale version; in this order
 * Source: Kibana's cases/server/client/attachments/update.ts
 */
export function updateAttachment (scope: Scope, caseId: string, { id, version, ...sent }: UpdateAttachmentBody): Case {
  const { kibana, user } = scope
  ensureUserActionsFit(scope, caseId, 1)
  validateAttachment(sent, scope.kibana.version)
  const stored = loadAttachment(scope, id)
  scope.authorization.ensure('updateComment', [stored.attributes.owner])
  const savedCase = loadCase(scope, caseId)
  refuseOtherKind(stored, sent)
  if (stored.caseId !== caseId) throw notInCaseForUpdate(id, caseId)
  if (stored.version !== version) throw attachmentHasBeenUpdated()

  const at = kibana.clock.iso()
  return kibana.store.transaction(() => {
    kibana.store.update(stored, { ...stored.attributes, ...sent, updated_at: at, updated_by: user })
    const touched = touchCase(scope, savedCase, at)
    recordUserActions(scope, [{ caseId, owner: sent.owner, type: 'comment', action: 'update', payload: { comment: sent }, commentId: id }])
    return toChangedCase(scope, touched)
  })
}

const storageOf = (attachment: AttachmentRequest) =>
  attachment.type === 'externalReference' ? attachment.externalReferenceStorage.type : undefined

function refuseOtherKind ({ attributes }: SavedAttachment, sent: AttachmentRequest): void {
  if (attributes.type !== sent.type) throw typeCannotChange()
  if (attributes.owner !== sent.owner) throw ownerCannotChange()
  if (storageOf(attributes) !== storageOf(sent)) throw storageCannotChange()
}
