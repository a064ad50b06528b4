import type { AttachmentAttributes, AttachmentRequest } from '../documents/attachment.js'
import type { CaseAttributes } from '../documents/case.js'
import { iso, isoOrNull, person, personOrNull } from './complete-document.js'
import type { CommentDraft } from './comment-schema.js'

/** The attachment as a client would send it. */
function requestOf (draft: CommentDraft, owner: string): AttachmentRequest {
  const { id, version, created_at, created_by, updated_at, updated_by, pushed_at, pushed_by, ...sent } = draft
  // Without a type it is a user comment; the schema has already checked the rest
  return { type: 'user', ...sent, owner: sent.owner ?? owner } as AttachmentRequest
}

/** Completes an attachment; by default it was created with its case. */
export function completeComment (
  draft: CommentDraft, { owner, created_at, created_by }: Pick<CaseAttributes, 'owner' | 'created_at' | 'created_by'>,
): AttachmentAttributes {
  return {
    ...requestOf(draft, owner),
    created_at: iso(draft.created_at ?? created_at),
    created_by: draft.created_by ? person(draft.created_by) : created_by,
    pushed_at: isoOrNull(draft.pushed_at),
    pushed_by: personOrNull(draft.pushed_by),
    updated_at: isoOrNull(draft.updated_at),
    updated_by: personOrNull(draft.updated_by),
  }
}
