import { Type, type Static } from '@sinclair/typebox'

/** A document of an alerts index. */
export const AlertAttributesSchema = Type.Object({
  index: Type.String(),
  /** The document's `_source`. */
  source: Type.Record(Type.String(), Type.Unknown()),
})
export type AlertAttributes = Readonly<Static<typeof AlertAttributesSchema>>
