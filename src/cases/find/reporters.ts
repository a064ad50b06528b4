import type { Scope } from '../../kibana/context.js'
import type { User } from '../../documents/user.js'
import { readableCases } from './find-filters.js'
import type { OwnersQuery } from './find-schema.js'
import { MAX_GROUPS } from './tags.js'

/**
 * GET /api/cases/reporters: the creators of cases, sorted by name, with the data in their newest case.
 * @throws KibanaError 403
 * Source: Kibana's cases/server/services/cases/index.ts (getReporters)
 */
export function getReporters (scope: Scope, { owner }: OwnersQuery): User[] {
  const cases = readableCases(scope, scope.authorization.authorizedOwners('getReporters'), owner)
  return cases.valuesOf('username', MAX_GROUPS).map(username => cases.newest('username', username)!.attributes.created_by)
}
