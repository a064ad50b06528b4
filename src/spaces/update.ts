import type { Scope } from '../kibana/context.js'
import { unauthorizedToManageSpaces } from './errors.js'
import { loadSpace } from './get.js'
import type { Space, SpaceBody } from '../documents/space.js'
import { toAttributes, toSpace } from './space.js'

/**
 * PUT /api/spaces/space/{id}. Keys missing from the body stay unchanged: Kibana writes a partial document.
 * @throws KibanaError 403, 404
 * Source: Kibana's spaces/server/spaces_client/spaces_client.ts
 */
export function updateSpace (scope: Scope, id: string, body: SpaceBody): Space {
  if (!scope.authorization.managesSpaces) throw unauthorizedToManageSpaces('update')
  const stored = loadSpace(scope, id)
  return toSpace(scope.kibana.store.update(stored, { ...stored.attributes, ...toAttributes(body) }))
}
