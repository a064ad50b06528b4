/**
 * A persistent, append-only list. A list and those created from it by appending
 * share one array, each with its own size, so appending takes constant time.
 */
export class SharedList<Item> {
  readonly size: number
  readonly #items: Item[]

  constructor (items: Item[] = [], size = items.length) {
    this.#items = items
    this.size = size
  }

  at (index: number): Item {
    return this.#items[index]!
  }

  toArray (): Item[] {
    return this.#items.slice(0, this.size)
  }

  /** Returns the list with an item appended. */
  with (item: Item): SharedList<Item> {
    // `push` would reserve room for sixteen more, and most lists of a large seed keep a single item
    if (this.size === 0) return new SharedList([item])
    // The first to append continues in the shared array
    const items = this.size === this.#items.length ? this.#items : this.toArray()
    items.push(item)
    return new SharedList(items)
  }

  /** Returns the first items. */
  first (size: number): SharedList<Item> {
    return new SharedList(this.#items, size)
  }
}
