import type { Scope } from '../kibana/context.js'
import { loadCase, toCaseWithoutComments, type SavedCase } from './case.js'

/**
 * GET /api/cases/{case_id}: the case without its comments, as JSON.
 * @throws KibanaError 404, 403
 */
export function getCase (scope: Scope, id: string): string {
  const found = loadCase(scope, id)
  scope.authorization.ensure('getCase', [found.attributes.owner])
  return toJson(found)
}

// A document never changes, so neither does its answer: it is written once, and gone with its document
const written = new WeakMap<SavedCase, string>()

function toJson (savedCase: SavedCase): string {
  let json = written.get(savedCase)
  if (json === undefined) {
    json = JSON.stringify(toCaseWithoutComments(savedCase))
    written.set(savedCase, json)
  }
  return json
}
