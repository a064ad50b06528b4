import { activityOfCaseIsFull } from '../cases/errors.js'
import { MAX_USER_ACTIONS_PER_CASE } from '../cases/record-activity.js'
import { activityIsLimited } from '../cases/versions.js'
import type { Scope } from '../kibana/context.js'
import { alertsOf, eventsOf } from '../documents/alert-ids.js'
import { differentLengths, onlyOneFile, subCaseAlert } from './errors.js'
import { decodeFileMetadata } from './file-metadata.js'
import { FILE_ATTACHMENT_TYPE } from './registered-types.js'
import type { AttachmentRequest } from '../documents/attachment.js'
import type { Version } from '../versions/version.js'

/**
 * Rejects inconsistent attachments: different numbers of alerts and indices, `.files` without the metadata
 * of one file.
 * @throws KibanaError 400
 * Source: Kibana's cases/server/client/utils.ts (decodeCommentRequest), internal_attachments/index.ts
 */
export function validateAttachment (attachment: AttachmentRequest, version: Version): void {
  refuseSubCaseAlert(attachment.type)
  if (attachment.type === 'alert') {
    const { ids, indices } = alertsOf(attachment)
    if (ids.length !== indices.length) throw differentLengths(ids, indices)
  }
  if (attachment.type === 'event') {
    const { ids, indices } = eventsOf(attachment)
    if (ids.length !== indices.length) throw differentLengths(ids, indices, 'event')
  }
  if (attachment.type === 'externalReference' && attachment.externalReferenceAttachmentTypeId === FILE_ATTACHMENT_TYPE) {
    if (decodeFileMetadata(attachment.externalReferenceMetadata, version).files.length > 1) throw onlyOneFile()
  }
}

/** 8.0 still decodes alerts of sub-cases, a feature that is switched off. */
function refuseSubCaseAlert (type: string): void {
  if (type === 'generated_alert') throw subCaseAlert()
}

/**
 * Rejects attachments that would exceed the activity limit of a case, known or not.
 * @throws KibanaError 400
 * Source: Kibana's cases/server/common/validators.ts (validateMaxUserActions)
 */
export function ensureUserActionsFit ({ kibana }: Scope, caseId: string, toAdd: number): void {
  if (activityIsLimited(kibana.version) && kibana.store.countOfCase('cases-user-actions', caseId) + toAdd > MAX_USER_ACTIONS_PER_CASE) {
    throw activityOfCaseIsFull(caseId)
  }
}
