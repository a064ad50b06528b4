import { loadCase, type Case } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import { attach } from './add.js'
import { ensureRegistered } from './registered-types.js'
import type { AttachmentRequest } from '../documents/attachment.js'
import { ensureUserActionsFit, validateAttachment } from './validate.js'
import { typesAreCheckedInBulk } from './versions.js'

/**
 * POST /internal/cases/{case_id}/attachments/_bulk_create: up to 100 attachments, all or none.
 * @throws KibanaError 400 too much activity, inconsistent parts, unregistered types; 403; 404; 400 closed case,
 * owner, limits; in this order
 * Source: Kibana's cases/server/client/attachments/bulk_create.ts
 */
export function bulkCreateAttachments (scope: Scope, caseId: string, sent: readonly AttachmentRequest[]): Case {
  ensureUserActionsFit(scope, caseId, sent.length)
  for (const attachment of sent) {
    validateAttachment(attachment, scope.kibana.version)
    if (typesAreCheckedInBulk(scope.kibana.version)) ensureRegistered(attachment)
  }
  scope.authorization.ensure('bulkCreateAttachments', sent.map(({ owner }) => owner))
  return attach(scope, loadCase(scope, caseId), sent, 'sent')
}
