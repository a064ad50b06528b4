import { toCase, toCommentedCase, type Attachments, type Case, type SavedCase } from './case.js'
import { compareTexts } from '../documents/keyword-order.js'
import { sharedPart } from '../kibana-http/answer-json.js'
import type { Scope } from '../kibana/context.js'
import type { SavedObject } from '../store/saved-object.js'
import { alertIdsOf, eventIdsOf } from '../documents/alert-ids.js'
import { withFields, type Attachment } from '../documents/attachment.js'

export type SavedAttachment = SavedObject<'cases-comments'>

/** Converts an attachment to its response form. */
export const toAttachment = sharedPart(
  ({ id, version, attributes }: SavedAttachment): Attachment => withFields(attributes, { id, version }),
)

/** All attachments of a case, oldest first; empty for an unknown case. */
export function attachmentsOf ({ kibana, space }: Scope, caseId: string): SavedAttachment[] {
  return kibana.store.ofCase('cases-comments', caseId)
    .filter(attachment => attachment.space === space)
    .sort((a, b) => compareTexts(a.attributes.created_at, b.attributes.created_at))
}

/** Kibana returns at most this many attachments. */
const MAX_COMMENTS = 10_000

/**
 * A case with all its attachments. The totals count every attachment and alert id here, repeated ones too; elsewhere
 * only user comments and distinct alert ids.
 * Source: Kibana's cases/server/common/models/case_with_comments.ts (encodeWithComments)
 */
export const toCaseWithAttachments = (scope: Scope, savedCase: SavedCase): Case => toCase(savedCase, allAttachments(scope, savedCase))

/** The same for responses to changes of the attachments. */
export const toChangedCase = (scope: Scope, savedCase: SavedCase): Case => toCommentedCase(savedCase, allAttachments(scope, savedCase))

function allAttachments (scope: Scope, { id }: SavedCase): Attachments {
  const attachments = attachmentsOf(scope, id)
  return { comments: attachments.slice(0, MAX_COMMENTS).map(toAttachment), ...totalsOfAll(attachments) }
}

/** Counts the alert ids of attachments, repeated ones each time. */
export const countAlertIds = (attachments: readonly SavedAttachment[]): number =>
  attachments.reduce((total, { attributes }) => total + alertIdsOf(attributes).length, 0)

/** Counts every attachment and every alert id. */
export const totalsOfAll = (attachments: readonly SavedAttachment[]) => ({
  totalComment: attachments.length,
  totalAlerts: countAlertIds(attachments),
  totalEvents: new Set(attachments.flatMap(({ attributes }) => eventIdsOf(attributes))).size,
})
