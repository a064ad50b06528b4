import type { Case } from '../cases/case.js'
import { findConfiguration } from '../configure/configuration.js'
import { BUILTIN_OBSERVABLE_TYPES } from '../configure/observable-types.js'
import type { Scope } from '../kibana/context.js'
import { decoder } from '../decoding/decode.js'
import { attempt, loadCaseToChange, writeObservables } from './attempt.js'
import { tooManyObservables, unknownObservableType } from './errors.js'
import { AddObservableBodySchema } from './schema.js'
import { validateObservableValue } from './validate-value.js'

const MAX_OBSERVABLES_PER_CASE = 50

/**
 * Adds observables to a case. `body` is not decoded yet: this route words its own decoding errors.
 * @throws KibanaError 403 for the license, else 400
 * Source: Kibana's cases/server/client/cases/observables.ts
 */
export function addObservable (scope: Scope, caseId: string, body: unknown): Case {
  return attempt(scope, 'add', 'Failed to add observable', () => {
    const { observable } = decoder(AddObservableBodySchema)(body, scope.kibana.version)
    const stored = loadCaseToChange(scope, caseId)
    const { observables, owner } = stored.attributes
    if (!availableTypes(scope, owner).has(observable.typeKey)) throw unknownObservableType(observable.typeKey)
    validateObservableValue(observable.typeKey, observable.value)
    if (observables.length >= MAX_OBSERVABLES_PER_CASE) throw tooManyObservables(MAX_OBSERVABLES_PER_CASE)
    const now = scope.kibana.clock.iso()
    return writeObservables(
      scope, stored, [...observables, { ...observable, id: scope.kibana.random.uuid(), createdAt: now, updatedAt: now }], 'add',
    )
  })
}

/** The keys of the observable types of an owner. */
function availableTypes (scope: Scope, owner: string): Set<string> {
  const configured = findConfiguration(scope, owner)?.attributes.observableTypes ?? []
  return new Set([...configured, ...BUILTIN_OBSERVABLE_TYPES].map(({ key }) => key))
}
