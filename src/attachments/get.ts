import type { Scope } from '../kibana/context.js'
import { loadAttachment } from './attachment.js'
import { toAttachment } from '../cases/with-attachments.js'
import type { Attachment } from '../documents/attachment.js'

/**
 * GET /api/cases/{case_id}/comments/{comment_id}. The case id is ignored.
 * @throws KibanaError 404, 403
 * Source: Kibana's cases/server/client/attachments/get.ts
 */
export function getAttachment (scope: Scope, id: string): Attachment {
  const found = loadAttachment(scope, id)
  scope.authorization.ensure('getComment', [found.attributes.owner])
  return toAttachment(found)
}
