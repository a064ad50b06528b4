import { forbidden } from '../kibana-http/errors.js'
import { OPERATIONS, type OperationName } from './operations.js'

/** The owners that Kibana's own features bring: Stack Management, Observability and Elastic Security. */
export const OWNERS = ['cases', 'observability', 'securitySolution'] as const

/**
 * What one caller may do in one space. An owner that no feature brings is refused to everybody, superusers included.
 * Source: Kibana's cases/server/authorization/authorization.ts
 */
export interface Authorization {
  /**
   * Refuses the request unless the caller may do every one of `operations` for every one of `owners`.
   * @throws KibanaError 403 that names all owners of the request
   */
  ensure (operations: OperationName | readonly OperationName[], owners: readonly string[]): void
  /**
   * The owners for whom the caller may do `operation`.
   * @throws KibanaError 403 when there is none
   */
  authorizedOwners (operation: OperationName): readonly string[]
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** The text that refuses `operations` for `owners`. */
export function unauthorizedForOwners (operations: readonly OperationName[], owners: readonly string[]): ReturnType<typeof forbidden> {
  const verbs = unique(operations.map(operation => OPERATIONS[operation].verb))
  const docTypes = unique(operations.map(operation => OPERATIONS[operation].docType))
  return forbidden(`Unauthorized to ${verbs.join(', ')} ${docTypes.join(', ')} with owners: "${unique(owners).join(', ')}"`)
}

/** Security off: everyone may do everything that exists. */
export const EVERYTHING_ALLOWED: Authorization = {
  ensure (operations, owners) {
    if (owners.every(owner => OWNERS.some(known => known === owner))) return
    throw unauthorizedForOwners([operations].flat(), owners)
  },
  authorizedOwners: () => OWNERS,
}
