import { Type, type Static } from '@sinclair/typebox'

/** The stored record and bytes of an uploaded file. */
export const FileAttributesSchema = Type.Object({
  name: Type.String({ description: 'the name of the file without its extension', examples: ['screenshot'] }),
  extension: Type.String({ description: 'the end of its name, without the dot', examples: ['png'] }),
  mimeType: Type.String({ description: 'the media type', examples: ['image/png'] }),
  size: Type.Integer({ description: 'the size in bytes' }),
  created: Type.String({ description: 'the time of the upload, as an ISO string' }),
  owner: Type.String({ description: 'the owner of its case', examples: ['cases'] }),
  content: Type.Uint8Array({ description: 'the bytes' }),
})
export type FileAttributes = Readonly<Static<typeof FileAttributesSchema>>
