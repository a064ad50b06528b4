import { Type } from '@sinclair/typebox'
import { loadCase } from '../../cases/case.js'
import type { Scope } from '../../kibana/context.js'
import { LimitedArraySchema } from '../../decoding/limits.js'
import { attachmentsOf } from '../../cases/with-attachments.js'
import { filesAreInvalid } from '../errors.js'
import { FILE_ATTACHMENT_TYPE } from '../registered-types.js'
import { deleteAttachments } from '../remove.js'

const NonEmptyStringSchema = Type.String({ fieldName: 'ids', pattern: '\\S', patternMessage: 'string must have length >= 1' })

export const BulkDeleteFilesBodySchema = Type.Object({
  ids: LimitedArraySchema('ids', NonEmptyStringSchema, 1, 10),
}, { codecName: '{| ids: LimitedArray |}' })

/**
 * POST /internal/cases/{case_id}/attachments/files/_bulk_delete: deletes files and their attachments. Ids that are
 * unknown in the space are skipped. The case is not written: none of its counters change.
 * @throws KibanaError 404, 403 case; 400 files of another case; 403
 * Source: Kibana's cases/server/client/attachments/bulk_delete.ts
 */
export function bulkDeleteFiles (scope: Scope, caseId: string, ids: readonly string[]): void {
  const { kibana, space, authorization } = scope
  authorization.ensure('resolveCase', [loadCase(scope, caseId).attributes.owner])
  const found = ids.flatMap(id => kibana.store.get('file', id) ?? []).filter(file => file.space === space)
  const invalid = found.filter(file => file.caseId !== caseId)
  if (invalid.length > 0) throw filesAreInvalid(invalid.map(({ id }) => id))
  const files = new Set(found)
  const attachments = attachmentsOf(scope, caseId).filter(({ attributes }) => attributes.type === 'externalReference' &&
    attributes.externalReferenceAttachmentTypeId === FILE_ATTACHMENT_TYPE && ids.includes(attributes.externalReferenceId))
  authorization.ensure('deleteComment', [...attachments, ...files].map(({ attributes: { owner } }) => owner))

  kibana.store.transaction(() => {
    for (const file of files) kibana.store.delete(file)
    deleteAttachments(scope, caseId, attachments)
  })
}
