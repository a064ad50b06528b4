import { alertIdsOf } from '../documents/alert-ids.js'
import { createTree, type BTree } from '../persistent/b-tree.js'
import type { CollectionIndex } from './collection.js'
import type { SavedObject } from './saved-object.js'

type SavedAttachment = SavedObject<'cases-comments'>

/** The attachments of each alert, so that nobody has to look through all cases for those that an alert is in. */
export class AlertIndex implements CollectionIndex<'cases-comments'> {
  readonly #tree: BTree<string, SavedAttachment>

  constructor (tree: BTree<string, SavedAttachment> = createTree()) {
    this.#tree = tree
  }

  /** The attachments that hold an alert, in no order that means anything. */
  of (alertId: string): SavedAttachment[] {
    return this.#tree.getRange(firstKey(alertId), lastKey(alertId))
      .flatMap(([, attachment]) => alertIdsOf(attachment.attributes).includes(alertId) ? [attachment] : [])
  }

  replace (before: SavedAttachment | undefined, after: SavedAttachment | undefined): void {
    if (before) for (const key of keysOf(before)) this.#tree.delete(key)
    if (after) for (const key of keysOf(after)) this.#tree.set(key, after)
  }

  clone (): this {
    // Nothing extends this class, which TypeScript does not see
    return new AlertIndex(this.#tree.clone()) as this
  }
}

// An alert id that holds the separator itself lies in the range of another one, which is why `of` looks again
const firstKey = (alertId: string) => `${alertId}\u0000`
const lastKey = (alertId: string) => `${alertId}\u0001`
const keysOf = (attachment: SavedAttachment) => alertIdsOf(attachment.attributes).map(alertId => firstKey(alertId) + attachment.id)
