import type { AlertAttributes } from '../documents/alert.js'
import type { SavedObject } from '../store/saved-object.js'
import type { Store } from '../store/store.js'
import { isSameIndex } from './index-names.js'

export type SavedAlert = SavedObject<'alert'>

/** A reference to an alert, as in an attachment: its id, and the index or alias that contains it. */
export interface AlertReference { readonly id: string, readonly index: string }

/** Finds the document of an alert; `undefined` if there is none. */
export function findAlert (store: Store, { id, index }: AlertReference): SavedAlert | undefined {
  const alert = store.get('alert', id)
  return alert && isSameIndex(index, alert.attributes.index) ? alert : undefined
}

/** Finds the documents of alerts, each once; skips alerts without a document. */
export function findAlerts (store: Store, references: readonly AlertReference[]): SavedAlert[] {
  return [...new Set(references.flatMap(reference => findAlert(store, reference) ?? []))]
}

/** The version of a document, as Elasticsearch counts it. */
export const versionOf = ({ attributes: { version = 1 } }: SavedAlert): number => version

/** Replaces the source of a document. */
export function writeAlert (store: Store, alert: SavedAlert, source: AlertAttributes['source']): SavedAlert {
  const { index } = alert.attributes
  return store.update(alert, { index, source, version: versionOf(alert) + 1 })
}
