import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../decoding/limits.js'

/** A space as Kibana's spaces API writes it; keys that were not set are absent. */
export const SpaceAttributesSchema = Type.Object({
  name: Type.String(),
  description: Type.Optional(Type.String()),
  color: Type.Optional(Type.String()),
  initials: Type.Optional(Type.String()),
  imageUrl: Type.Optional(Type.String()),
  disabledFeatures: Type.Array(Type.String()),
  _reserved: Type.Optional(Type.Boolean()),
  solution: Type.Optional(StringEnumSchema(['es', 'oblt', 'security', 'classic'])),
})
export type SpaceAttributes = Readonly<Static<typeof SpaceAttributesSchema>>

export const DEFAULT_SPACE_ID = 'default'
export const DEFAULT_SPACE: SpaceAttributes = Object.freeze({
  name: 'Default',
  description: 'This is your default space!',
  color: '#00bfb3',
  disabledFeatures: [],
  _reserved: true,
})
