import type { Scope } from '../kibana/context.js'
import type { SavedObjectType } from '../store/saved-object.js'
import { spaceIsReserved, unauthorizedToManageSpaces } from './errors.js'
import { loadSpace } from './get.js'

/** True for types deleted with their space. Spaces and roles belong to no space; alerts and incidents are not Kibana's. */
const IS_DELETED_WITH_SPACE: Readonly<Record<SavedObjectType, boolean>> = {
  cases: true,
  'cases-comments': true,
  'cases-user-actions': true,
  'cases-configure': true,
  'cases-templates': true,
  'cases-field-definitions': true,
  file: true,
  action: true,
  'cases-incrementer': true,
  space: false,
  role: false,
  alert: false,
  incident: false,
  'external-system': false,
}

/**
 * DELETE /api/spaces/space/{id}: deletes a space with all its documents.
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
      if (IS_DELETED_WITH_SPACE[savedObject.type]) store.delete(savedObject)
    }
    store.delete(space)
  })
}
