import type { Scope } from '../../kibana/context.js'
import { readableCases } from './find-filters.js'
import type { OwnersQuery } from './find-schema.js'
import { tagsHaveAnOperation } from '../versions.js'

/** Elasticsearch returns at most this many groups. */
export const MAX_GROUPS = 10_000

/**
 * GET /api/cases/tags: all tags in use, sorted.
 * @throws KibanaError 403
 * Source: Kibana's cases/server/client/cases/get.ts (getTags)
 */
export function getTags (scope: Scope, { owner }: OwnersQuery): string[] {
  const operation = tagsHaveAnOperation(scope.kibana.version) ? 'getTags' : 'findCases'
  return readableCases(scope, scope.authorization.authorizedOwners(operation), owner).valuesOf('tag', MAX_GROUPS)
}
