import type { SavedCase } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import { alertIdsOf } from '../documents/alert-ids.js'
import { attachmentsOf, countAlertIds } from '../cases/with-attachments.js'
import type { KibanaError } from '../kibana-error.js'
import { formerAlertLimitReached, limitReached } from './errors.js'
import { countFiles } from './file-metadata.js'
import type { Difference } from '../versions/difference.js'
import type { Version } from '../versions/version.js'
import { alertLimitHasTodaysText, alertsAreLimited, attachmentsAreLimited, filesAreLimited } from './versions.js'
import { FILE_ATTACHMENT_TYPE } from './registered-types.js'
import type { AttachmentAttributes, AttachmentRequest } from '../documents/attachment.js'

/** A limit for one kind of attachment, and how to count that kind in a request and in the case. */
interface Limit {
  readonly limit: number
  readonly applies: Difference
  readonly reached: (limit: number, version: Version) => KibanaError
  readonly countSent: (attachment: AttachmentRequest) => number
  readonly countStored: (scope: Scope, caseId: string) => number
}

const isReference = ({ type }: AttachmentRequest) => type === 'externalReference' || type === 'persistableState'
const isFileAttachment = (stored: AttachmentAttributes) =>
  stored.type === 'externalReference' && stored.externalReferenceAttachmentTypeId === FILE_ATTACHMENT_TYPE

// Source: Kibana's cases/server/common/limiter_checker
const LIMITS: readonly Limit[] = [
  {
    limit: 1000,
    applies: alertsAreLimited,
    reached: (limit, version) => alertLimitHasTodaysText(version) ? limitReached(limit, 'alerts') : formerAlertLimitReached(limit),
    countSent: sent => alertIdsOf(sent).length,
    countStored: (scope, caseId) => countAlertIds(attachmentsOf(scope, caseId)),
  },
  {
    limit: 100,
    applies: filesAreLimited,
    reached: limit => limitReached(limit, 'files'),
    countSent: sent => countFiles(sent) ?? 0,
    // Counts uploaded files, not the attachments that refer to them
    countStored: ({ kibana }, caseId) => kibana.store.countOfCase('file', caseId),
  },
  {
    limit: 100,
    applies: attachmentsAreLimited,
    reached: limit => limitReached(limit, 'persistable state and external reference attachments'),
    countSent: sent => isReference(sent) && countFiles(sent) === undefined ? 1 : 0,
    countStored: (scope, caseId) => attachmentsOf(scope, caseId)
      .filter(({ attributes }) => isReference(attributes) && !isFileAttachment(attributes)).length,
  },
]

/**
 * Rejects attachments that would exceed a limit of the case. Alerts that the request repeats count each time.
 * @throws KibanaError 400
 */
export function ensureRoom (scope: Scope, { id }: SavedCase, sent: readonly AttachmentRequest[]): void {
  for (const { limit, applies, reached, countSent, countStored } of LIMITS) {
    if (!applies(scope.kibana.version)) continue
    const count = sent.reduce((total, attachment) => total + countSent(attachment), 0)
    if (count > 0 && count + countStored(scope, id) > limit) throw reached(limit, scope.kibana.version)
  }
}
