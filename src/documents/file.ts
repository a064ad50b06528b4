import { Type, type Static } from '@sinclair/typebox'

/** What the store keeps of an uploaded file: its record, and its bytes. The case it belongs to is the document's. */
export const FileAttributesSchema = Type.Object({
  name: Type.String(),
  extension: Type.String(),
  mimeType: Type.String(),
  size: Type.Integer(),
  created: Type.String(),
  owner: Type.String(),
  content: Type.Uint8Array(),
})
export type FileAttributes = Readonly<Static<typeof FileAttributesSchema>>
