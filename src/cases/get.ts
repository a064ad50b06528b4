import type { Scope } from '../kibana/context.js'
import { byVersion } from '../versions/by-version.js'
import { trimmedAt } from '../versions/trim.js'
import { CaseWithoutCommentsSchema, type CaseWithoutComments, loadCase, toCaseWithoutComments, type SavedCase } from './case.js'

/**
 * GET /api/cases/{case_id}: the case without its comments, as JSON.
 * @throws KibanaError 404, 403
 */
export function getCase (scope: Scope, id: string): string {
  const found = loadCase(scope, id)
  scope.authorization.ensure('getCase', [found.attributes.owner])
  return writtenAt(scope.kibana.version)(found)
}

const trimmed = trimmedAt<CaseWithoutComments>(CaseWithoutCommentsSchema)

// A document never changes, so its response is serialized once per version and freed with the document
const writtenAt = byVersion(version => {
  const written = new WeakMap<SavedCase, string>()
  const trim = trimmed(version)
  return (savedCase: SavedCase): string => {
    let json = written.get(savedCase)
    if (json === undefined) {
      json = JSON.stringify(trim(toCaseWithoutComments(savedCase)))
      written.set(savedCase, json)
    }
    return json
  }
})
