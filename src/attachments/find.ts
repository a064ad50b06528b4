import { Type, type Static } from '@sinclair/typebox'
import type { Scope } from '../kibana/context.js'
import { StringEnumSchema } from '../decoding/limits.js'
import { pageOf, pagingKeys } from '../decoding/paging.js'
import { ensureInWindow } from '../cases/find/result-window.js'
import { attachmentsOf, toAttachment } from '../cases/with-attachments.js'
import { Formerly } from '../versions/schema.js'
import { AttachmentSchema } from '../documents/attachment.js'

export const FoundCommentsSchema = Type.Object({
  comments: Type.Array(AttachmentSchema),
  page: Type.Integer(),
  per_page: Type.Integer(),
  total: Type.Integer(),
})
export type FoundComments = Static<typeof FoundCommentsSchema>

const findProperties = { sortOrder: Type.Optional(StringEnumSchema(['desc', 'asc'])), ...pagingKeys }

/** Before 8.10, other keys are accepted and ignored. */
export const FindCommentsQuerySchema = Formerly(
  [{ until: '8.10', schema: Type.Object(findProperties, { additionalProperties: true }) }],
  Type.Object(findProperties, { maxPerPage: 100 }),
)
export type FindCommentsQuery = Static<typeof FindCommentsQuerySchema>

/**
 * GET /api/cases/{case_id}/comments/_find: a page of the user comments of a case, by time of creation. The case is not
 * looked up: an unknown one has no comments.
 * @throws KibanaError 403, 400 for a page below 1, or before 8.10 behind the first 10,000
 * Source: Kibana's cases/server/client/attachments/get.ts (find)
 */
export function findComments (
  scope: Scope, caseId: string, { page = 1, perPage = 20, sortOrder = 'asc' }: FindCommentsQuery,
): FoundComments {
  const owners = scope.authorization.authorizedOwners('findComments')
  const found = attachmentsOf(scope, caseId).filter(({ attributes: { type, owner } }) => type === 'user' && owners.includes(owner))
  ensureInWindow(scope.kibana.version, page, perPage)
  if (sortOrder === 'desc') found.reverse()
  return { comments: pageOf(found, page, perPage).map(toAttachment), page, per_page: perPage, total: found.length }
}
