import { Type } from '@sinclair/typebox'
import { decoder } from '../decoding/decode.js'
import type { AttachmentRequest } from '../documents/attachment.js'

/** The metadata of a `.files` attachment. */
const FileMetadataSchema = Type.Object({
  files: Type.Array(Type.Object({ name: Type.String(), extension: Type.String(), mimeType: Type.String(), created: Type.String() })),
}, { codecName: '{| files: Array<{| name: string, extension: string, mimeType: string, created: string |}> |}' })

/** @throws KibanaError 400 */
export const decodeFileMetadata = decoder(FileMetadataSchema)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isFile = (value: unknown) => isRecord(value) && [
  'name', 'extension', 'mimeType', 'created',
].every(key => typeof value[key] === 'string')

/**
 * The number of files an attachment refers to; `undefined` if it is not about files. The storage and the shape of the metadata decide
 * that, not the type.
 * Source: Kibana's cases/server/common/utils.ts (isFileAttachmentRequest)
 */
export function countFiles (attachment: AttachmentRequest): number | undefined {
  if (attachment.type !== 'externalReference' || attachment.externalReferenceStorage.type !== 'savedObject') return undefined
  const files = attachment.externalReferenceMetadata?.files
  return Array.isArray(files) && files.every(isFile) ? files.length : undefined
}
