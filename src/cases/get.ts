import type { Scope } from '../kibana/context.js'
import { sharedPart } from '../kibana-http/answer-json.js'
import { loadCase, toCaseWithoutComments, type CaseWithoutComments } from './case.js'

/**
 * GET /api/cases/{case_id}: the case without its comments.
 * @throws KibanaError 404, 403
 */
export function getCase (scope: Scope, id: string): CaseWithoutComments {
  const found = loadCase(scope, id)
  scope.authorization.ensure('getCase', [found.attributes.owner])
  return sharedCase(found)
}

const sharedCase = sharedPart(toCaseWithoutComments)
