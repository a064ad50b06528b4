import { attachmentsOf, toAttachment } from '../cases/with-attachments.js'
import type { Attachment } from '../documents/attachment.js'
import type { Scope } from '../kibana/context.js'

/**
 * GET /api/cases/{case_id}/comments: all attachments that the caller may read. The case is not looked up.
 * @throws KibanaError 403 if the caller may not read any
 * Source: Kibana 8.x, x-pack/plugins/cases/server/client/attachments/get.ts (getAll)
 */
export function getAllComments (scope: Scope, caseId: string): Attachment[] {
  const owners = scope.authorization.authorizedOwners('getAllComments')
  return attachmentsOf(scope, caseId).filter(({ attributes }) => owners.includes(attributes.owner)).map(toAttachment)
}
