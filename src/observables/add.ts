import type { Case, SavedCase } from '../cases/case.js'
import { addMissingObservables, newObservable, writeObservables } from '../cases/write-observables.js'
import { MAX_OBSERVABLES_PER_CASE, type Observable } from '../documents/observable.js'
import { observableTypes } from '../configure/observable-types.js'
import type { Scope } from '../kibana/context.js'
import { decoder } from '../decoding/decode.js'
import { attempt, loadCaseToChange, refuseDuplicates, toAnswer } from './attempt.js'
import { tooManyObservables, unknownObservableType } from './errors.js'
import { AddObservableBodySchema, AddObservablesBodySchema } from './schema.js'
import { validateObservableValue } from './validate-value.js'

const FAILED = 'Failed to add observable'

/**
 * Adds an observable to a case. `body` is not decoded yet: this route has its own decoding errors.
 * @throws KibanaError 403 for the license, else 400
 * Source: Kibana's cases/server/client/cases/observables.ts
 */
export function addObservable (scope: Scope, caseId: string, body: unknown): Case {
  return attempt(scope, 'add', FAILED, () => {
    const { observable } = decoder(AddObservableBodySchema)(body, scope.kibana.version)
    const stored = loadCaseToChange(scope, caseId)
    refuseUnknownTypes(scope, stored, [observable])
    validateObservableValue(observable.typeKey, observable.value, scope.kibana.version)
    const { observables } = stored.attributes
    if (observables.length >= MAX_OBSERVABLES_PER_CASE) throw tooManyObservables(MAX_OBSERVABLES_PER_CASE)
    const after = [...observables, newObservable(scope.kibana, observable)]
    refuseDuplicates(after)
    return toAnswer(writeObservables(scope, stored, after, 'add'))
  })
}

/**
 * POST /internal/cases/{case_id}/observables/_bulk_create: adds several observables, recorded as one user action. Unlike when adding
 * one, values are not checked, and observables that the case already has or has no room for are left out.
 * @throws KibanaError 403 for the license, else 400
 * Source: Kibana's cases/server/client/cases/observables.ts (bulkAddObservables)
 */
export function addObservables (scope: Scope, caseId: string, body: unknown): Case {
  return attempt(scope, 'add', FAILED, () => {
    const { observables } = decoder(AddObservablesBodySchema)(body, scope.kibana.version)
    const stored = loadCaseToChange(scope, caseId)
    refuseUnknownTypes(scope, stored, observables)
    const sent = observables.map(({ description = null, ...observable }) => ({ ...observable, description }))
    return toAnswer(addMissingObservables(scope, stored, sent))
  })
}

/** @throws KibanaError 400 for a type that the owner of the case does not have */
function refuseUnknownTypes (scope: Scope, { attributes: { owner } }: SavedCase, sent: readonly Pick<Observable, 'typeKey'>[]): void {
  const known = new Set(observableTypes(scope, owner).map(({ key }) => key))
  const unknown = sent.find(({ typeKey }) => !known.has(typeKey))
  if (unknown) throw unknownObservableType(unknown.typeKey)
}
