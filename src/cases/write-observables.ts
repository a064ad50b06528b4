import { MAX_OBSERVABLES_PER_CASE, type Observable } from '../documents/observable.js'
import type { Scope } from '../kibana/context.js'
import type { SavedCase } from './case.js'
import { recordUserActions } from './record-activity.js'
import { observablesAreRecorded } from './versions.js'

export type ObservableVerb = 'add' | 'update' | 'delete'
type NewObservable = Pick<Observable, 'typeKey' | 'value' | 'description'>

/** Gives a new observable its id and times. */
export function newObservable ({ clock, random }: Scope['kibana'], { typeKey, value, description }: NewObservable): Observable {
  const now = clock.iso()
  return { typeKey, value, description, id: random.uuid(), createdAt: now, updatedAt: now }
}

/**
 * Replaces the observables of a case. The case gets a new version, but keeps `updated_at`. Activity records how many observables
 * changed, but not their values.
 */
export function writeObservables (
  scope: Scope, stored: SavedCase, observables: Observable[], actionType: ObservableVerb, count = 1,
): SavedCase {
  const { store, version } = scope.kibana
  const { id: caseId, attributes: { owner } } = stored
  return store.transaction(() => {
    const updated = store.update(stored, { ...stored.attributes, observables })
    if (observablesAreRecorded(version)) {
      const payload = { observables: { count, actionType } }
      recordUserActions(scope, [{ caseId, owner, type: 'observables', action: 'create', payload }])
    }
    return updated
  })
}

/**
 * Adds the observables that a case does not have yet, as many as its limit allows, recorded as one user action. Writes nothing if
 * there are none to add. Values are not checked.
 * Source: Kibana's cases/server/client/cases/observables.ts (applyObservablesToCase)
 */
export function addMissingObservables (scope: Scope, stored: SavedCase, found: readonly NewObservable[]): SavedCase {
  const { observables } = stored.attributes
  const known = new Set(observables.map(keyOf))
  const missing: Observable[] = []
  for (const observable of found) {
    if (known.has(keyOf(observable)) || observables.length + missing.length >= MAX_OBSERVABLES_PER_CASE) continue
    known.add(keyOf(observable))
    missing.push(newObservable(scope.kibana, observable))
  }
  return missing.length === 0 ? stored : writeObservables(scope, stored, [...observables, ...missing], 'add', missing.length)
}

const keyOf = ({ typeKey, value }: NewObservable) => `${typeKey}-${value}`
