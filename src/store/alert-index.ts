import { alertIdsOf } from '../documents/alert-ids.js'
import { compareTexts } from '../documents/keyword-order.js'
import { createTree, type BTree } from '../persistent/b-tree.js'
import type { CollectionIndex } from './collection.js'
import type { SavedObject } from './saved-object.js'

type SavedAttachment = SavedObject<'cases-comments'>

/** An index of attachments by alert, to find the cases of an alert without a scan. */
export class AlertIndex implements CollectionIndex<'cases-comments'> {
  readonly #tree: BTree<string, SavedAttachment>

  constructor (tree: BTree<string, SavedAttachment> = createTree(compareTexts)) {
    this.#tree = tree
  }

  /** The attachments that contain an alert, unordered. */
  of (alertId: string): SavedAttachment[] {
    return this.#tree.getRange(firstKey(alertId), lastKey(alertId))
      .flatMap(([, attachment]) => alertIdsOf(attachment.attributes).includes(alertId) ? [attachment] : [])
  }

  replace (before: SavedAttachment | undefined, after: SavedAttachment | undefined): void {
    if (before) for (const key of keysOf(before)) this.#tree.delete(key)
    if (after) for (const key of keysOf(after)) this.#tree.set(key, after)
  }

  clone (): this {
    // Cast, since TypeScript does not know that this class has no subclasses
    return new AlertIndex(this.#tree.clone()) as this
  }
}

// An alert id that contains the separator falls into another's range, so `of` checks again
const firstKey = (alertId: string) => `${alertId}\u0000`
const lastKey = (alertId: string) => `${alertId}\u0001`
const keysOf = (attachment: SavedAttachment) => alertIdsOf(attachment.attributes).map(alertId => firstKey(alertId) + attachment.id)
