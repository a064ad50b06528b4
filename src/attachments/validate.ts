import { activityOfCaseIsFull } from '../cases/errors.js'
import { activityHasRoom } from '../cases/record-activity.js'
import type { Scope } from '../kibana/context.js'
import { alertsOf, eventsOf, type AttachedDocuments } from '../documents/alert-ids.js'
import { differentLengths, onlyOneFile, subCaseAlert } from './errors.js'
import { decodeFileMetadata } from './file-metadata.js'
import { FILE_ATTACHMENT_TYPE } from './registered-types.js'
import type { AttachmentRequest } from '../documents/attachment.js'
import type { Version } from '../versions/version.js'

/**
 * Rejects inconsistent attachments: different numbers of ids and indices, and `.files` with invalid metadata or several files.
 * @throws KibanaError 400
 * Source: Kibana's cases/server/client/utils.ts (decodeCommentRequest), internal_attachments/index.ts
 */
export function validateAttachment (attachment: AttachmentRequest, version: Version): void {
  refuseSubCaseAlert(attachment.type)
  if (attachment.type === 'alert') refuseDifferentLengths(alertsOf(attachment), 'alert')
  if (attachment.type === 'event') refuseDifferentLengths(eventsOf(attachment), 'event')
  if (attachment.type === 'externalReference' && attachment.externalReferenceAttachmentTypeId === FILE_ATTACHMENT_TYPE) {
    if (decodeFileMetadata(attachment.externalReferenceMetadata, version).files.length > 1) throw onlyOneFile()
  }
}

function refuseDifferentLengths ({ ids, indices }: AttachedDocuments, kind: 'alert' | 'event'): void {
  if (ids.length !== indices.length) throw differentLengths(ids, indices, kind)
}

/** 8.0 still decodes alerts of sub-cases, a feature that is switched off. */
function refuseSubCaseAlert (type: string): void {
  if (type === 'generated_alert') throw subCaseAlert()
}

/**
 * Rejects attachments that would exceed the activity limit of a case. The case may be unknown.
 * @throws KibanaError 400
 * Source: Kibana's cases/server/common/validators.ts (validateMaxUserActions)
 */
export function ensureUserActionsFit ({ kibana }: Scope, caseId: string, toAdd: number): void {
  if (!activityHasRoom(kibana, caseId, toAdd)) throw activityOfCaseIsFull(caseId)
}
