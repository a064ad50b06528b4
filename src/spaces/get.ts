import type { Scope } from '../kibana/context.js'
import { notFound } from '../kibana-error.js'
import type { SavedObject } from '../store/saved-object.js'
import { unauthorizedToGetSpace } from '../kibana-http/enter-space.js'
import type { Space } from '../documents/space.js'
import { toSpace } from './space.js'

/**
 * Loads a space by id.
 * @throws KibanaError 404
 */
export function loadSpace ({ kibana }: Scope, id: string): SavedObject<'space'> {
  const found = kibana.store.get('space', id)
  if (!found) throw notFound()
  return found
}

/**
 * GET /api/spaces/space/{id}.
 * @throws KibanaError 403, 404
 */
export function getSpace (scope: Scope, id: string): Space {
  if (!scope.authorization.inSpace(id).entersSpace) throw unauthorizedToGetSpace(id)
  return toSpace(loadSpace(scope, id))
}
