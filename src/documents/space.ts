import { Type, type Static } from '@sinclair/typebox'
import { StringEnumSchema } from '../decoding/limits.js'

const SolutionSchema = StringEnumSchema(['es', 'oblt', 'security', 'classic'])

/** A space in responses of Kibana's spaces API; unset keys are absent. */
export const SpaceAttributesSchema = Type.Object({
  name: Type.String(),
  description: Type.Optional(Type.String()),
  color: Type.Optional(Type.String()),
  initials: Type.Optional(Type.String()),
  imageUrl: Type.Optional(Type.String()),
  disabledFeatures: Type.Array(Type.String()),
  _reserved: Type.Optional(Type.Boolean()),
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

const spaceFields = {
  description: Type.Optional(Type.String()),
  initials: Type.Optional(Type.String({ maxLength: 2 })),
  color: Type.Optional(Type.String({ check: check(/^#[a-zA-Z0-9]{6}$/, 'must be a 6 digit hex color, starting with a #') })),
  disabledFeatures: Type.Array(Type.String(), { maxItems: 100, default: [] }),
  /** Accepted and ignored: only Kibana creates reserved spaces. */
  _reserved: Type.Optional(Type.Boolean()),
  imageUrl: Type.Optional(Type.String({ check: check(/^(?:$|data:image)/, "must start with 'data:image'") })),
  solution: Type.Optional(SolutionSchema),
}
const SpaceIdSchema = Type.String({ check: check(/^[a-z0-9_-]+$/, "must be lower case, a-z, 0-9, '_', and '-' are allowed") })

/** The body of the spaces API. Source: Kibana's spaces/server/lib/space_schema.ts */
export const SpaceBodySchema = Type.Object({
  id: SpaceIdSchema,
  name: Type.String({ minLength: 1 }),
  ...spaceFields,
}, { additionalProperties: false })
export type SpaceBody = Static<typeof SpaceBodySchema>

/** A space in responses. */
export const SpaceSchema = Type.Object({ id: Type.String(), ...SpaceAttributesSchema.properties })
export type Space = Static<typeof SpaceSchema>

/** The option `spaces`: ids, or bodies of the spaces API; the name defaults to the id. */
export const SpacesOptionSchema = Type.Array(Type.Union([
  Type.String(),
  Type.Object({
    id: Type.String(),
    name: Type.Optional(Type.String()),
    ...spaceFields,
    disabledFeatures: Type.Optional(Type.Array(Type.String(), { maxItems: 100 })),
  }, { additionalProperties: false }),
]), { description: 'spaces besides the default one: ids, or objects', examples: [['soc', { id: 'it', name: 'IT operations' }]] })
export type SpacesOption = Static<typeof SpacesOptionSchema>
