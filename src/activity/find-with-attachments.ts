import { Type, type Static } from '@sinclair/typebox'
import { bulkGetAttachments } from '../attachments/bulk-get.js'
import { AttachmentSchema } from '../documents/attachment.js'
import type { Scope } from '../kibana/context.js'
import { findUserActions, FoundUserActionsSchema, type FindUserActionsQuery } from './find.js'

export const FoundWithAttachmentsSchema = Type.Intersect([
  FoundUserActionsSchema,
  Type.Object({ latestAttachments: Type.Array(AttachmentSchema) }),
])
type FoundWithAttachments = Static<typeof FoundWithAttachmentsSchema>

/**
 * GET /internal/cases/{case_id}/user_actions/_find: a page of activity, and the current state of the attachments it refers to.
 * Deleted attachments are left out.
 * @throws KibanaError as `findUserActions`
 * Source: Kibana's cases/server/routes/api/internal/find_user_actions.ts
 */
export function findUserActionsWithAttachments (scope: Scope, caseId: string, query: FindUserActionsQuery): FoundWithAttachments {
  const found = findUserActions(scope, caseId, query)
  const ids = new Set(found.userActions.flatMap(({ comment_id }) => comment_id ?? []))
  return { ...found, latestAttachments: ids.size > 0 ? bulkGetAttachments(scope, caseId, [...ids]).attachments : [] }
}
