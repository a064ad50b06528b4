import { Type, type Static } from '@sinclair/typebox'
import { loadCase } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import { reasonPhrase, type KibanaError } from '../kibana-error.js'
import { toAttachment } from '../cases/with-attachments.js'
import { attachmentNotFound, attachmentOfOtherCase, attachmentOfOtherOwner, tooManyAttachments } from './errors.js'
import { manyAttachmentsAreRead } from './versions.js'
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

/** Before 8.10. */
const MAX_READ_ATTACHMENTS = 10_000

/**
 * POST /internal/cases/{case_id}/attachments/_bulk_get. The response lists an error for each id that cannot be returned: first the
 * unknown ids, then those of other cases, then those of owners the caller may not read.
 * @throws KibanaError 400 more than 10,000 ids before 8.10; 404 case, 403
 * Source: Kibana's cases/server/client/attachments/bulk_get.ts
 */
export function bulkGetAttachments (scope: Scope, caseId: string, ids: readonly string[]): BulkGotAttachments {
  const { kibana, space, authorization } = scope
  if (manyAttachmentsAreRead(kibana.version) && ids.length > MAX_READ_ATTACHMENTS) throw tooManyAttachments(MAX_READ_ATTACHMENTS)
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
