import { Type, type Static } from '@sinclair/typebox'

/** The stored record and bytes of an uploaded file. */
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
