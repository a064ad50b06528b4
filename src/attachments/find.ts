import { Type, type Static } from '@sinclair/typebox'
import type { Scope } from '../kibana/context.js'
import { StringEnumSchema } from '../decoding/limits.js'
import { DEFAULT_PER_PAGE, MAX_DOCUMENTS, MAX_PER_PAGE, pageOf, pagingKeys } from '../decoding/paging.js'
import { attachmentsOf, toAttachment } from '../cases/with-attachments.js'
import { Formerly } from '../versions/schema.js'
import { AttachmentSchema } from '../documents/attachment.js'
import { tooLargePage, tooManyComments } from './errors.js'
import { findListsCommentsOnly, pagesOfCommentsAreCheckedLast } from './versions.js'

export const FoundCommentsSchema = Type.Object({
  comments: Type.Array(AttachmentSchema),
  page: Type.Integer(),
  per_page: Type.Integer(),
  total: Type.Integer(),
})
type FoundComments = Static<typeof FoundCommentsSchema>

const findProperties = { sortOrder: Type.Optional(StringEnumSchema(['desc', 'asc'])), ...pagingKeys }

/** Before 8.9, other keys are accepted and ignored. */
export const FindCommentsQuerySchema = Formerly([
  { until: '8.9', schema: Type.Object(findProperties, { additionalProperties: true }) },
  { until: '8.10', schema: Type.Object(findProperties) },
], Type.Object(findProperties, { maxPerPage: MAX_PER_PAGE }))
type FindCommentsQuery = Static<typeof FindCommentsQuerySchema>

/** @throws KibanaError 400 */
function ensureInLimits ({ page = 0, perPage = 0 }: FindCommentsQuery): void {
  if (perPage > MAX_PER_PAGE) throw tooLargePage(MAX_PER_PAGE)
  if (page > MAX_DOCUMENTS || page * perPage > MAX_DOCUMENTS) throw tooManyComments()
}

/**
 * GET /api/cases/{case_id}/comments/_find: a page of the user comments of a case, sorted by creation time; before 8.9, of all its
 * attachments. The case is not looked up: an unknown one has no comments.
 * @throws KibanaError 400 for a page beyond the limits, 403, 400 for a page below 1 or beyond the first 10,000 comments
 * Source: Kibana's cases/server/client/attachments/get.ts (find)
 */
export function findComments (scope: Scope, caseId: string, query: FindCommentsQuery): FoundComments {
  const { version } = scope.kibana
  if (pagesOfCommentsAreCheckedLast(version)) ensureInLimits(query)
  const { page = 1, perPage = DEFAULT_PER_PAGE, sortOrder = 'asc' } = query
  const owners = scope.authorization.authorizedOwners('findComments')
  const ofUsers = findListsCommentsOnly(version)
  const found = attachmentsOf(scope, caseId).filter(({ attributes: { type, owner } }) =>
    (type === 'user' || !ofUsers) && owners.includes(owner))
  if (sortOrder === 'desc') found.reverse()
  return { comments: pageOf(found, { page, perPage, version }).map(toAttachment), page, per_page: perPage, total: found.length }
}
