import { badRequest, KibanaError } from '../../kibana-error.js'

// Source of the texts: Kibana's cases/common/schema/index.ts (mimeTypeString, limitedStringSchema), the files plugin's
// max_byte_size_transform/errors.ts; what hapi answers for broken payloads

export const invalidFile = (texts: readonly string[]) => badRequest([...new Set(texts)].join(','))
export const fileTooLarge = (maxBytes: number) => new KibanaError(413, `Maximum of ${maxBytes} bytes exceeded`)
export const invalidMultipart = () => badRequest('Invalid multipart payload format')
/** For the log and the journal: who sent the request is gone. */
export const uploadAborted = () => new KibanaError(499, 'Aborted upload')
