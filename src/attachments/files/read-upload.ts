import { Type, type Static } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { MultipartFile } from '@fastify/multipart'
import { invalidMultipart, uploadAborted } from './errors.js'
import { maxBytes, parseFilename } from './mime.js'

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * The bytes of the uploaded file; `undefined` if it is larger than its type allows. They are kept apart from the body, which stays in
     * the request log.
     */
    fileContent: Uint8Array | undefined
  }
}

/** A file of the request, without its bytes. */
interface UploadedFile {
  readonly name: string
  readonly mimeType: string | undefined
  readonly size: number
}

/** The parts of an upload that Kibana reads. */
export const UploadSchema = Type.Object({
  file: Type.Optional(Type.Unsafe<UploadedFile>({ type: 'string', format: 'binary' })),
  /** An array if the part is repeated. */
  filename: Type.Optional(Type.Unsafe<string | readonly string[]>({ type: 'string' })),
})
export type Upload = Static<typeof UploadSchema>

/** Far more than Kibana reads, but too little to fill the memory. */
const LIMITS = { parts: 100, fieldSize: 65_536, fileSize: Number.MAX_SAFE_INTEGER }

/**
 * Reads an upload to its end, but keeps at most one file of the allowed size in memory; other content is skipped. The
 * bytes of the file become the request's `fileContent`.
 * @throws KibanaError 400 if it is not multipart, 499 if the client disconnects
 */
export async function readUpload (request: FastifyRequest): Promise<Upload> {
  const files: (UploadedFile | undefined)[] = []
  const filenames: string[] = []
  let parts = 0
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      parts++
      if (part.type === 'file') {
        const isWanted = part.fieldname === 'file' && files.length === 0
        const { content, ...file } = await readFile(part, isWanted)
        if (isWanted) request.fileContent = content
        if (part.fieldname === 'file') files.push(file)
      } else if (part.fieldname === 'filename') {
        filenames.push(String(part.value))
      } else if (part.fieldname === 'file') {
        files.push(undefined)
      }
    }
  } catch {
    throw request.raw.destroyed && !request.raw.complete ? uploadAborted() : invalidMultipart()
  }
  if (parts === 0) throw invalidMultipart()
  const [file] = files
  const [filename] = filenames
  return {
    // Kibana does not accept a repeated part, or one without a file name, as a file
    ...(file && files.length === 1 && { file }),
    ...(filename !== undefined && { filename: filenames.length > 1 ? filenames : filename }),
  }
}

async function readFile (
  { filename, file }: MultipartFile, isWanted: boolean,
): Promise<UploadedFile & { content: Uint8Array | undefined }> {
  const { name, mimeType } = parseFilename(filename)
  const limit = isWanted ? maxBytes(mimeType) : 0
  let chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of file) {
    size += chunk.length
    if (size > limit) chunks = []
    else chunks.push(chunk)
  }
  return { name, mimeType, size, content: size > limit ? undefined : Buffer.concat(chunks) }
}
