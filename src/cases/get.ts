import type { Scope } from '../context.js'
import { loadCase, toCase, type Case } from './case.js'

/**
 * GET /api/cases/{case_id}.
 * @throws KibanaError 404, 403
 */
export function getCase (scope: Scope, id: string): Omit<Case, 'comments'> {
  const found = loadCase(scope, id)
  scope.authorization.ensure('getCase', [found.attributes.owner])
  const { comments, ...rest } = toCase(found)
  return rest
}
