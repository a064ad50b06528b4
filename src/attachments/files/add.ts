import { loadCase, type Case } from '../../cases/case.js'
import type { Scope } from '../../kibana/context.js'
import { attach } from '../add.js'
import { FILE_ATTACHMENT_TYPE } from '../registered-types.js'
import type { AttachmentRequest } from '../../documents/attachment.js'
import { ensureUserActionsFit } from '../validate.js'
import { fileTooLarge, invalidFile } from './errors.js'
import { extensionOf, isAllowed, maxBytes } from './mime.js'
import type { Upload } from './read-upload.js'
import type { FileAttributes } from '../../documents/file.js'

/**
 * POST /api/cases/{case_id}/files: stores a file and attaches it to its case.
 * @param content the bytes of the file; `undefined` if it is larger than its type allows
 * @throws KibanaError 400 name or type; 404, 403 case; 400 too much activity; 403; 500 too large; 400 too many files; in this order
 * Source: Kibana's cases/server/routes/api/files/post_file.ts, cases/server/client/attachments/add_file.ts
 */
export function addFile (scope: Scope, caseId: string, upload: Upload, content: Uint8Array | undefined): Case {
  const { kibana, authorization } = scope
  const { name, mimeType } = decodeFile(upload)
  const savedCase = loadCase(scope, caseId)
  const { owner } = savedCase.attributes
  authorization.ensure('getCase', [owner])
  ensureUserActionsFit(scope, caseId, 1)
  authorization.ensure('createComment', [owner])
  if (!content) throw fileTooLarge(maxBytes(mimeType))

  const file = { name, mimeType, extension: extensionOf(mimeType), created: kibana.clock.iso(), owner, size: content.length, content }
  // The file is stored before the attachment is checked, so it counts twice: the 100th is rejected, as in Kibana
  return kibana.store.transaction(() => {
    const { id } = kibana.store.create('file', { id: kibana.random.uuid(), space: scope.space, caseId, attributes: file })
    return attach(scope, savedCase, [referenceTo(id, file)])
  })
}

const referenceTo = (id: string, { name, extension, mimeType, created, owner }: FileAttributes): AttachmentRequest => ({
  type: 'externalReference',
  externalReferenceId: id,
  externalReferenceStorage: { type: 'savedObject', soType: 'file' },
  externalReferenceAttachmentTypeId: FILE_ATTACHMENT_TYPE,
  externalReferenceMetadata: { files: [{ name, extension, mimeType, created }] },
  owner,
})

const MAX_FILENAME_LENGTH = 160

/**
 * The metadata to store. Without a `filename`, the file keeps its original name; without a file, name and type are missing.
 * @throws KibanaError 400
 */
function decodeFile ({ file, filename = file?.name ?? '' }: Upload): { name: string, mimeType: string } {
  const errors: string[] = []
  const mimeType = file?.mimeType
  if (mimeType === undefined) errors.push('Invalid value "undefined" supplied to "mimeType"')
  else if (!isAllowed(mimeType)) errors.push(`The mime type field value ${mimeType} is not allowed.`)
  if (typeof filename !== 'string') errors.push(`Invalid value "${JSON.stringify(filename)}" supplied to "filename"`)
  else if (filename.trim() === '') errors.push('The filename field cannot be an empty string.')
  else if (filename.trim().length > MAX_FILENAME_LENGTH) {
    errors.push(`The length of the filename is too long. The maximum length is ${MAX_FILENAME_LENGTH}.`)
  }
  if (errors.length > 0 || mimeType === undefined || typeof filename !== 'string') throw invalidFile(errors)
  return { name: filename, mimeType }
}
