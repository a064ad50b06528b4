import type { Scope } from '../kibana/context.js'
import { spaceExists, tooManySpaces, unauthorizedToManageSpaces } from './errors.js'
import { DEFAULT_SPACE_ID, type Space, type SpaceBody } from '../documents/space.js'
import { toAttributes, toSpace } from './space.js'

/** Default of Kibana's `xpack.spaces.maxSpaces`. */
const MAX_SPACES = 1000

/**
 * POST /api/spaces/space.
 * @throws KibanaError 403, 400 for too many spaces, 409 for an id in use
 * Source: Kibana's spaces/server/spaces_client/spaces_client.ts
 */
export function createSpace ({ kibana, authorization }: Scope, body: SpaceBody): Space {
  if (!authorization.managesSpaces) throw unauthorizedToManageSpaces('create')
  if (kibana.store.count('space') >= MAX_SPACES) throw tooManySpaces()
  if (kibana.store.get('space', body.id)) throw spaceExists(body.id)
  return toSpace(kibana.store.create('space', { id: body.id, space: DEFAULT_SPACE_ID, attributes: toAttributes(body) }))
}
