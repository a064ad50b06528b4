import { loadCase, NO_ATTACHMENTS, toCase, type Case, type SavedCase } from '../cases/case.js'
import type { Observable } from '../documents/observable.js'
import type { Scope } from '../kibana/context.js'
import { KibanaError } from '../kibana-error.js'
import { licenseCovers } from '../kibana/license.js'
import type { ObservableVerb } from '../cases/write-observables.js'
import { duplicatedObservables, observableFailure, observablesNeedPlatinum } from './errors.js'

/**
 * Runs an operation on observables: checks the license first, and turns any later failure into a 400 that starts with `text`.
 * @throws KibanaError 403 for the license, else 400
 * Source: Kibana's cases/server/client/cases/observables.ts as of 9.1: no parameters in the message
 */
export function attempt<Result> ({ kibana }: Scope, verb: ObservableVerb, text: string, work: () => Result): Result {
  if (!licenseCovers(kibana.license, 'platinum')) throw observablesNeedPlatinum(verb)
  try {
    return work()
  } catch (error) {
    throw error instanceof KibanaError ? observableFailure(text, error) : error
  }
}

/**
 * Returns the case whose observables change.
 * @throws KibanaError 404, 403
 */
export function loadCaseToChange (scope: Scope, id: string): SavedCase {
  const found = loadCase(scope, id)
  scope.authorization.ensure('updateCase', [found.attributes.owner])
  return found
}

/** @throws KibanaError 400 for a value that is repeated within a type */
export function refuseDuplicates (observables: readonly Observable[]): void {
  const values = new Set(observables.map(({ typeKey, value }) => [typeKey, value].join()))
  if (values.size < observables.length) throw duplicatedObservables()
}

/** Converts a case to the response of these routes: its attachments are not counted. */
export const toAnswer = (savedCase: SavedCase): Case => toCase(savedCase, NO_ATTACHMENTS)
