import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../decoding/limits.js'

const SolutionSchema = StringEnumSchema(
  ['es', 'oblt', 'security', 'classic'], { description: 'the solution whose navigation the space shows; classic shows all' },
)

const words = {
  id: { description: 'the name of the space in URLs', examples: ['soc'] },
  name: { description: 'the display name', examples: ['SOC'] },
  description: { description: 'a description of the space' },
  color: { description: 'the color of its avatar, as six hexadecimal digits after a #', examples: ['#00bfb3'] },
  initials: { description: 'at most two characters for its avatar; the start of the name if absent' },
  imageUrl: { description: 'an image for its avatar, as a data URL' },
  disabledFeatures: { description: 'ids of the features that are hidden in the space', examples: [['observabilityCases']] },
}

/** A space in responses of Kibana's spaces API; unset keys are absent. */
export const SpaceAttributesSchema = Type.Object({
  name: Type.String(words.name),
  description: Type.Optional(Type.String(words.description)),
  color: Type.Optional(Type.String(words.color)),
  initials: Type.Optional(Type.String(words.initials)),
  imageUrl: Type.Optional(Type.String(words.imageUrl)),
  disabledFeatures: Type.Array(Type.String(), { ...words.disabledFeatures }),
  _reserved: Type.Optional(Type.Boolean({ description: 'true for the default space, which cannot be deleted' })),
  solution: Type.Optional(SolutionSchema),
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

const check = (pattern: RegExp, text: string) => (value: string) => pattern.test(value) ? undefined : text

/** Returns Kibana's error for an invalid space id, if any. */
export const checkSpaceId = check(/^[a-z0-9_-]+$/, "must be lower case, a-z, 0-9, '_', and '-' are allowed")

const spaceFields = {
  description: Type.Optional(Type.String(words.description)),
  initials: Type.Optional(Type.String({ maxLength: 2, ...words.initials })),
  color: Type.Optional(Type.String({
    check: check(/^#[a-zA-Z0-9]{6}$/, 'must be a 6 digit hex color, starting with a #'), ...words.color,
  })),
  disabledFeatures: Type.Array(Type.String(), { maxItems: 100, default: [], ...words.disabledFeatures }),
  _reserved: Type.Optional(Type.Boolean({ description: 'ignored: only Kibana creates reserved spaces' })),
  imageUrl: Type.Optional(Type.String({ check: check(/^(?:$|data:image)/, "must start with 'data:image'"), ...words.imageUrl })),
  solution: Type.Optional(SolutionSchema),
}

/** The body of the spaces API. Source: Kibana's spaces/server/lib/space_schema.ts */
export const SpaceBodySchema = Type.Object({
  id: Type.String({ check: checkSpaceId, ...words.id }),
  name: Type.String({ minLength: 1, ...words.name }),
  ...spaceFields,
}, { additionalProperties: false })
export type SpaceBody = Static<typeof SpaceBodySchema>

/** A space in responses. */
export const SpaceSchema = Type.Object({ id: Type.String(words.id), ...SpaceAttributesSchema.properties })
export type Space = Static<typeof SpaceSchema>

/** The option `spaces`: ids, or bodies of the spaces API; the name defaults to the id. */
export const SpacesOptionSchema = Type.Array(Type.Union([
  Type.String(),
  Type.Object({
    id: Type.String(words.id),
    name: Type.Optional(Type.String({ description: 'the display name; the id if absent', examples: words.name.examples })),
    ...spaceFields,
    disabledFeatures: Type.Optional(Type.Array(Type.String(), { maxItems: 100, ...words.disabledFeatures })),
  }, { additionalProperties: false }),
]), { description: 'spaces besides the default one: ids, or objects', examples: [['soc', { id: 'it', name: 'IT operations' }]] })
export type SpacesOption = Static<typeof SpacesOptionSchema>
