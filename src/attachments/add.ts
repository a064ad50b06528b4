import { recordUserActions } from '../cases/record-activity.js'
import { loadCase, type Case, type SavedCase } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import { attachmentsOf, toChangedCase } from '../cases/with-attachments.js'
import { addCaseId } from '../alerts/case-ids.js'
import { syncStatus } from '../alerts/sync-status.js'
import { alertReferences } from '../documents/alert-ids.js'
import { withoutDuplicateAlerts } from './duplicates.js'
import { caseIsClosed, ownerDiffers } from './errors.js'
import { addExtractedObservables } from './extract-observables.js'
import { ensureRoom } from './limits.js'
import { ensureRegistered } from './registered-types.js'
import { withFields, type AttachmentAttributes, type AttachmentRequest } from '../documents/attachment.js'
import type { User } from '../documents/user.js'
import { touchCase } from './touch-case.js'
import { repeatedAlertsAreDropped } from './versions.js'
import { ensureUserActionsFit, validateAttachment } from './validate.js'

/**
 * POST /api/cases/{case_id}/comments.
 * @throws KibanaError 400 too much activity, inconsistent parts; 403; 400 unregistered type; 404; 400 closed case,
 * owner, limits; in this order
 * Source: Kibana's cases/server/client/attachments/add.ts
 */
export function addAttachment (scope: Scope, caseId: string, sent: AttachmentRequest): Case {
  ensureUserActionsFit(scope, caseId, 1)
  validateAttachment(sent, scope.kibana.version)
  scope.authorization.ensure('createComment', [sent.owner])
  ensureRegistered(sent)
  return attach(scope, loadCase(scope, caseId), [sent])
}

const newAttachment = (kept: AttachmentRequest, at: string, user: User): AttachmentAttributes => withFields(kept, {
  created_at: at, created_by: user, pushed_at: null, pushed_by: null, updated_at: null, updated_by: null,
})

/** @throws KibanaError 400 for alerts and events, which a closed case does not take */
function refuseAlertsAndEvents (sent: readonly AttachmentRequest[]): void {
  if (sent.some(({ type }) => type === 'alert')) throw caseIsClosed('Alert')
  if (sent.some(({ type }) => type === 'event')) throw caseIsClosed('Event')
}

/**
 * Adds attachments to a case, except for alerts it already has; if nothing is new, the case does not change.
 * `activity` selects which form of an alert attachment user actions record and whose alerts are updated: as stored, or as sent.
 * @throws KibanaError 400 closed case, owner, limits; then, with the attachments stored, 403 or 400 for alerts, 500 for a conflict
 * Source: Kibana's cases/server/common/models/case_with_comments.ts (createComment, bulkCreate)
 */
export function attach (scope: Scope, savedCase: SavedCase, sent: readonly AttachmentRequest[], activity: 'kept' | 'sent' = 'kept'): Case {
  const { kibana, space, user } = scope
  if (savedCase.attributes.status === 'closed') refuseAlertsAndEvents(sent)
  if (sent.some(({ owner }) => owner !== savedCase.attributes.owner)) throw ownerDiffers()
  ensureRoom(scope, savedCase, sent)
  const attachments = repeatedAlertsAreDropped(kibana.version)
    ? withoutDuplicateAlerts(sent, attachmentsOf(scope, savedCase.id))
    : sent.map(attachment => ({ sent: attachment, kept: attachment }))
  if (attachments.length === 0) {
    addExtractedObservables(scope, savedCase, sent)
    return toChangedCase(scope, savedCase)
  }

  const at = kibana.clock.iso()
  const alerts = alertReferences(attachments.map(attachment => attachment[activity]))
  return kibana.store.writeThenThrow(() => {
    const created = attachments.map(({ kept }) => kibana.store.create('cases-comments', {
      id: kibana.random.uuid(),
      space,
      caseId: savedCase.id,
      attributes: newAttachment(kept, at, user),
    }))
    const touched = touchCase(scope, savedCase, at)
    recordUserActions(scope, attachments.map((attachment, position) => ({
      caseId: savedCase.id,
      owner: attachment.kept.owner,
      type: 'comment',
      action: 'create',
      payload: { comment: attachment[activity] },
      commentId: created[position]!.id,
    })))
    const { status, settings } = touched.attributes
    // On an error, the attachment and its activity stay
    const error = addCaseId(scope, touched.id, alerts) ?? (settings.syncAlerts ? syncStatus(scope, alerts, status).error : undefined)
    const result = toChangedCase(scope, touched)
    if (!error) addExtractedObservables(scope, touched, sent)
    return { result, error }
  })
}
