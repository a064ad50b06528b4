import { attachmentsOf, toAttachment, toCaseWithAttachments } from '../cases/with-attachments.js'
import type { Attachment } from '../documents/attachment.js'
import { loadCase, NO_ATTACHMENTS, toCase, type Case } from '../cases/case.js'
import { readCasesCountUserComments } from '../cases/versions.js'
import type { Scope } from '../kibana/context.js'

/**
 * GET /api/cases/{case_id} up to 8.x: returns the attachments too. Without them, the totals are 0.
 * @throws KibanaError 404, 403
 * Source: Kibana 8.x, x-pack/plugins/cases/server/client/cases/get.ts
 */
export function getCaseOfKibana8 (scope: Scope, id: string, includeComments: boolean): Case {
  const found = loadCase(scope, id)
  scope.authorization.ensure('getCase', [found.attributes.owner])
  if (!includeComments) return toCase(found, NO_ATTACHMENTS)
  const answer = toCaseWithAttachments(scope, found)
  if (!readCasesCountUserComments(scope.kibana.version)) return answer
  return { ...answer, totalComment: answer.comments.filter(({ type }) => type === 'user').length }
}

/**
 * GET /api/cases/{case_id}/comments: all attachments that the caller may read. The case itself is not checked.
 * @throws KibanaError 403 if the caller may not read any
 * Source: Kibana 8.x, x-pack/plugins/cases/server/client/attachments/get.ts (getAll)
 */
export function getAllComments (scope: Scope, caseId: string): Attachment[] {
  const owners = scope.authorization.authorizedOwners('getAllComments')
  return attachmentsOf(scope, caseId).filter(({ attributes }) => owners.includes(attributes.owner)).map(toAttachment)
}
