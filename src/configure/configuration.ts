import { Type, type Static } from '@sinclair/typebox'
import type { Place, Scope } from '../kibana/context.js'
import { NullableSchema } from '../decoding/limits.js'
import { compareTexts } from '../documents/keyword-order.js'
import type { SavedObject } from '../store/saved-object.js'
import { configurationNotFound } from './errors.js'
import { MAPPINGS, MappingSchema } from './mappings.js'
import { ConfigurationAttributesSchema } from '../documents/configuration.js'

/** A configuration in a response. `error` reports a mapping that could not be saved, which never happens here. */
export const ConfigurationSchema = Type.Intersect([
  Type.Object({ id: Type.String(), version: Type.String() }),
  ConfigurationAttributesSchema,
  Type.Object({ mappings: Type.Array(MappingSchema), error: NullableSchema(Type.String()) }),
])
export type Configuration = Static<typeof ConfigurationSchema>

type SavedConfiguration = SavedObject<'cases-configure'>

export function toConfiguration ({ id, version, attributes }: SavedConfiguration): Configuration {
  return { id, version, ...attributes, mappings: [...MAPPINGS[attributes.connector.type]], error: null }
}

/**
 * The configurations of a space, newest first: in practice one per owner.
 * Source: Kibana's cases/server/services/configure/index.ts (find)
 */
export function configurationsOfSpace ({ kibana, space }: Place): SavedConfiguration[] {
  return kibana.store.all('cases-configure')
    .filter(configuration => configuration.space === space)
    .sort((one, other) => compareTexts(other.attributes.created_at, one.attributes.created_at))
}

/** The settings of an owner in a space, without a check of privileges; the newest if there are several. */
export function configurationOf (place: Place, owner: string): SavedConfiguration | undefined {
  return configurationsOfSpace(place).find(({ attributes }) => attributes.owner === owner)
}

/**
 * The settings of an owner in the request's space; `undefined` if there are none that the caller may read.
 * @throws KibanaError 403 if the caller may not read any configuration
 */
export function findConfiguration (scope: Scope, owner: string): SavedConfiguration | undefined {
  if (!scope.authorization.authorizedOwners('findConfigurations').includes(owner)) return undefined
  return configurationOf(scope, owner)
}

/**
 * Returns the configuration with this id in the request's space.
 * @throws KibanaError 404
 */
export function loadConfiguration ({ kibana, space }: Scope, id: string): SavedConfiguration {
  const found = kibana.store.get('cases-configure', id)
  if (found?.space !== space) throw configurationNotFound(id)
  return found
}
