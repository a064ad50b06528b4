import { badRequest, internalError, KibanaError } from '../../kibana-error.js'

// Source of the texts: Kibana's cases/common/schema/index.ts (mimeTypeString, limitedStringSchema), the files plugin's
// max_byte_size_transform/errors.ts; hapi's answers to broken payloads

export const invalidFile = (texts: readonly string[]) => badRequest([...new Set(texts)].join(','))
/** The error of the files plugin has no status, so Cases makes it a 500, although a comment in its route promises a 413. */
export const fileTooLarge = (maxBytes: number) => internalError(`Maximum of ${maxBytes} bytes exceeded`)
export const invalidMultipart = () => badRequest('Invalid multipart payload format')
/** Only seen in the logs: the client has disconnected. */
export const uploadAborted = () => new KibanaError(499, 'Aborted upload')
