/**
 * A list that is never changed, so copies of what holds it share it. A list and those that were made of it by adding to its end
 * share an array too, of which each sees as much as its size: adding costs nothing, however long the list is.
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

  /** The list with an item at its end. */
  with (item: Item): SharedList<Item> {
    // Who adds first goes on in the array that the others share
    const items = this.size === this.#items.length ? this.#items : this.toArray()
    items.push(item)
    return new SharedList(items)
  }

  /** As many items from the start. */
  first (size: number): SharedList<Item> {
    return new SharedList(this.#items, size)
  }
}
