import { Type, type Static } from '@sinclair/typebox'
import { loadCase } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import { reasonPhrase, type KibanaError } from '../kibana-error.js'
import { toAttachment } from '../cases/with-attachments.js'
import { attachmentNotFound, attachmentOfOtherCase, attachmentOfOtherOwner, tooManyAttachmentIds } from './errors.js'
import { MAX_ATTACHMENTS_READ } from './schema.js'
import { AttachmentSchema } from '../documents/attachment.js'

const BulkGetErrorSchema = Type.Object(
  { error: Type.String(), message: Type.String(), status: Type.Integer(), attachmentId: Type.String() },
)

export const BulkGotAttachmentsSchema = Type.Object({
  attachments: Type.Array(AttachmentSchema),
  errors: Type.Array(BulkGetErrorSchema),
})
type BulkGotAttachments = Static<typeof BulkGotAttachmentsSchema>

const toBulkError = ({ statusCode, message }: KibanaError, attachmentId: string) => (
  { error: reasonPhrase(statusCode), message, status: statusCode, attachmentId }
)

/**
 * POST /internal/cases/{case_id}/attachments/_bulk_get. The response lists an error for each id that cannot be returned: first the
 * unknown ids, then those of other cases, then those of owners the caller may not read.
 * @throws KibanaError 404 case, 403, 400 for too many ids, which decoding refuses from 8.10 on
 * Source: Kibana's cases/server/client/attachments/bulk_get.ts
 */
export function bulkGetAttachments (scope: Scope, caseId: string, ids: readonly string[]): BulkGotAttachments {
  const { kibana, space, authorization } = scope
  if (ids.length > MAX_ATTACHMENTS_READ) throw tooManyAttachmentIds(MAX_ATTACHMENTS_READ)
  authorization.ensure('resolveCase', [loadCase(scope, caseId).attributes.owner])
  const owners = authorization.authorizedOwners('bulkGetAttachments')

  const found = ids.flatMap(id => {
    const attachment = kibana.store.get('cases-comments', id)
    return attachment?.space === space ? attachment : []
  })
  const known = new Set(found.map(({ id }) => id))
  const ofCase = found.filter(attachment => attachment.caseId === caseId)
  const isReadable = ({ attributes: { owner } }: typeof found[number]) => owners.includes(owner)
  return {
    attachments: ofCase.filter(isReadable).map(toAttachment),
    errors: [
      ...ids.filter(id => !known.has(id)).map(id => toBulkError(attachmentNotFound(id), id)),
      ...found.filter(attachment => attachment.caseId !== caseId).map(({ id }) => toBulkError(attachmentOfOtherCase(caseId), id)),
      ...ofCase.filter(attachment => !isReadable(attachment)).map(
        ({ id, attributes: { owner } }) => toBulkError(attachmentOfOtherOwner(owner), id),
      ),
    ],
  }
}
