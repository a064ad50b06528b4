import type { Scope } from '../kibana/context.js'
import { attachmentNotFound } from './errors.js'
import type { AttachmentRequest } from '../documents/attachment.js'
import type { SavedAttachment } from '../cases/with-attachments.js'

/** An attachment as a client would send it, without the fields that the server adds. */
export function toRequest ({ attributes }: SavedAttachment): AttachmentRequest {
  const { created_at, created_by, pushed_at, pushed_by, updated_at, updated_by, ...request } = attributes
  return request
}

/**
 * Returns the attachment with this id in the request's space, no matter which case it belongs to.
 * @throws KibanaError 404
 */
export function loadAttachment ({ kibana, space }: Scope, id: string): SavedAttachment {
  const found = kibana.store.get('cases-comments', id)
  if (found?.space !== space) throw attachmentNotFound(id)
  return found
}
