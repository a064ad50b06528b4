import type { Scope } from '../kibana/context.js'
import { writeObservables } from '../cases/write-observables.js'
import { attempt, loadCaseToChange } from './attempt.js'
import { observableNotFound } from './errors.js'

/**
 * Deletes an observable.
 * @throws KibanaError 403 for the license, else 400
 * Source: Kibana's cases/server/client/cases/observables.ts
 */
export function removeObservable (scope: Scope, caseId: string, id: string): void {
  attempt(scope, 'delete', `Failed to delete observable id: ${id}`, () => {
    const stored = loadCaseToChange(scope, caseId)
    const observables = stored.attributes.observables.filter(observable => observable.id !== id)
    if (observables.length === stored.attributes.observables.length) throw observableNotFound('delete', id)
    writeObservables(scope, stored, observables, 'delete')
  })
}
