import type { Case } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import { decoder } from '../decoding/decode.js'
import { writeObservables } from '../cases/write-observables.js'
import { attempt, loadCaseToChange, refuseDuplicates, toAnswer } from './attempt.js'
import { observableNotFound } from './errors.js'
import { UpdateObservableBodySchema } from './schema.js'
import { validateObservableValue } from './validate-value.js'

/**
 * Changes the value or description of an observable, but not its type.
 * @throws KibanaError 403 for the license, else 400
 * Source: Kibana's cases/server/client/cases/observables.ts
 */
export function updateObservable (scope: Scope, caseId: string, id: string, body: unknown): Case {
  return attempt(scope, 'update', 'Failed to update observable', () => {
    const { observable: changes } = decoder(UpdateObservableBodySchema)(body, scope.kibana.version)
    const stored = loadCaseToChange(scope, caseId)
    const { observables } = stored.attributes
    const current = observables.find(observable => observable.id === id)
    if (!current) throw observableNotFound('update', id)
    validateObservableValue(current.typeKey, changes.value, scope.kibana.version)
    const changed = { ...current, ...changes, updatedAt: scope.kibana.clock.iso() }
    const after = observables.map(observable => observable === current ? changed : observable)
    refuseDuplicates(after)
    return toAnswer(writeObservables(scope, stored, after, 'update'))
  })
}
