import type { Case } from '../cases/case.js'
import { MAX_OBSERVABLES_PER_CASE, type Observable } from '../documents/case.js'
import { findConfiguration } from '../configure/configuration.js'
import { builtinObservableTypes } from '../configure/observable-types.js'
import type { Scope } from '../kibana/context.js'
import { decoder } from '../decoding/decode.js'
import { attempt, loadCaseToChange, writeObservables } from './attempt.js'
import { tooManyObservables, unknownObservableType } from './errors.js'
import { AddObservableBodySchema, AddObservablesBodySchema } from './schema.js'
import { validateObservableValue } from './validate-value.js'

/**
 * Adds an observable to a case. `body` is not decoded yet: this route has its own decoding errors.
 * @throws KibanaError 403 for the license, else 400
 * Source: Kibana's cases/server/client/cases/observables.ts
 */
export function addObservable (scope: Scope, caseId: string, body: unknown): Case {
  return add(scope, caseId, () => [decoder(AddObservableBodySchema)(body, scope.kibana.version).observable])
}

/**
 * POST /internal/cases/{case_id}/observables/_bulk_create: adds several, recorded as one user action.
 * @throws KibanaError 403 for the license, else 400
 */
export function addObservables (scope: Scope, caseId: string, body: unknown): Case {
  return add(scope, caseId, () => decoder(AddObservablesBodySchema)(body, scope.kibana.version).observables)
}

type Sent = Pick<Observable, 'typeKey' | 'value'> & { readonly description?: string | null }

function add (scope: Scope, caseId: string, read: () => readonly Sent[]): Case {
  return attempt(scope, 'add', 'Failed to add observable', () => {
    const sent = read()
    const stored = loadCaseToChange(scope, caseId)
    const { observables, owner } = stored.attributes
    const types = availableTypes(scope, owner)
    for (const { typeKey, value } of sent) {
      if (!types.has(typeKey)) throw unknownObservableType(typeKey)
      validateObservableValue(typeKey, value)
    }
    if (observables.length + sent.length > MAX_OBSERVABLES_PER_CASE) throw tooManyObservables(MAX_OBSERVABLES_PER_CASE)
    const now = scope.kibana.clock.iso()
    const added = sent.map(({ description = null, ...observable }): Observable =>
      ({ ...observable, description, id: scope.kibana.random.uuid(), createdAt: now, updatedAt: now }))
    return writeObservables(scope, stored, [...observables, ...added], 'add', added.length)
  })
}

/** The keys of the observable types of an owner. */
function availableTypes (scope: Scope, owner: string): Set<string> {
  const configured = findConfiguration(scope, owner)?.attributes.observableTypes ?? []
  return new Set([...configured, ...builtinObservableTypes(scope.kibana.version)].map(({ key }) => key))
}
