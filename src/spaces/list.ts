import { Type, type Static } from '@sinclair/typebox'
import { compareKeywords } from '../documents/keyword-order.js'
import type { Scope } from '../kibana/context.js'
import type { Authorization } from '../security/authorization.js'
import { noSpaceAuthorized } from './errors.js'
import { SpaceSchema } from '../documents/space.js'
import { toSpace } from './space.js'

const PURPOSES = ['any', 'copySavedObjectsIntoSpace', 'shareSavedObjectsIntoSpace'] as const
type Purpose = typeof PURPOSES[number]

const checkPurposes = (query: { purpose?: Purpose, include_authorized_purposes?: boolean }) =>
  query.purpose && query.include_authorized_purposes ? 'include_authorized_purposes can only be false when purpose is specified' : undefined

/** Query of `GET /api/spaces/space`. */
export const ListSpacesQuerySchema = Type.Object({
  purpose: Type.Optional(Type.Union(PURPOSES.map(purpose => Type.Literal(purpose)))),
  include_authorized_purposes: Type.Optional(Type.Boolean()),
}, { additionalProperties: false, check: checkPurposes })
type ListSpacesQuery = Static<typeof ListSpacesQuerySchema>

/** A space in the list; if requested, with the purposes that the caller may use it for. */
export const ListedSpaceSchema = Type.Object({
  ...SpaceSchema.properties,
  authorizedPurposes: Type.Optional(Type.Object({
    any: Type.Boolean(),
    copySavedObjectsIntoSpace: Type.Boolean(),
    findSavedObjects: Type.Boolean(),
    shareSavedObjectsIntoSpace: Type.Boolean(),
  })),
})
type ListedSpace = Static<typeof ListedSpaceSchema>

const serves = ({ entersSpace, receivesSavedObjects }: Authorization, purpose: Purpose) =>
  purpose === 'any' ? entersSpace : receivesSavedObjects

const purposesOf = ({ entersSpace, receivesSavedObjects }: Authorization) => ({
  any: entersSpace,
  copySavedObjectsIntoSpace: receivesSavedObjects,
  findSavedObjects: entersSpace,
  shareSavedObjectsIntoSpace: receivesSavedObjects,
})

/**
 * GET /api/spaces/space: spaces that the caller may use for the purpose, sorted by name.
 * @throws KibanaError 403 if there are none
 * Source: Kibana's security/server/spaces/secure_spaces_client_wrapper.ts, spaces/server/routes/api/external/get_all.ts
 */
export function listSpaces (
  { kibana, authorization }: Scope, { purpose = 'any', include_authorized_purposes: withPurposes = false }: ListSpacesQuery,
): ListedSpace[] {
  const found = kibana.store.all('space')
    .map(space => ({ space, powers: authorization.inSpace(space.id) }))
    .filter(({ powers }) => withPurposes ? powers.entersSpace || powers.receivesSavedObjects : serves(powers, purpose))
    .sort((one, other) => compareKeywords(one.space.attributes.name, other.space.attributes.name))
  if (found.length === 0) throw noSpaceAuthorized()
  return found.map(
    ({ space, powers }) => ({ ...toSpace(space), ...(withPurposes && kibana.security.isOn && { authorizedPurposes: purposesOf(powers) }) }),
  )
}
