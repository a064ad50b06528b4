import type { Scope } from '../context.js'
import type { SavedObjectType } from '../store/saved-object.js'
import { spaceIsReserved, unauthorizedToManageSpaces } from './errors.js'
import { loadSpace } from './get.js'

/** What does not go with its space: spaces themselves, roles, and what was delivered to other systems. */
const OUTLIVES_SPACES: readonly SavedObjectType[] = ['space', 'role', 'incident']

/**
 * DELETE /api/spaces/space/{id}, with all that the space holds.
 * @throws KibanaError 403, 404, 400 for the default space
 * Source: Kibana's spaces/server/spaces_client/spaces_client.ts
 */
export function removeSpace (scope: Scope, id: string): void {
  const { kibana: { store }, authorization } = scope
  if (!authorization.managesSpaces) throw unauthorizedToManageSpaces('delete')
  const space = loadSpace(scope, id)
  if (space.attributes._reserved) throw spaceIsReserved(id)
  store.transaction(() => {
    for (const savedObject of store.ofSpace(id)) {
      if (!OUTLIVES_SPACES.includes(savedObject.type)) store.delete(savedObject)
    }
    store.delete(space)
  })
}
