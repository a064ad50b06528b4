import type { Scope } from '../../kibana/context.js'
import { readableCases } from './find-filters.js'
import type { OwnersQuery } from './find-schema.js'
import { MAX_GROUPS } from './tags.js'

/**
 * GET /internal/cases/categories: all categories in use, sorted.
 * @throws KibanaError 403
 * Source: Kibana's cases/server/client/cases/get.ts (getCategories)
 */
export function getCategories (scope: Scope, { owner }: OwnersQuery): string[] {
  return readableCases(scope, scope.authorization.authorizedOwners('getCategories'), owner).valuesOf('category', MAX_GROUPS)
}
