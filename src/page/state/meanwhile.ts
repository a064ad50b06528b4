/** Items that a stream brings while something is being loaded, which may lack them. */
export class Meanwhile<Item> {
  /** A list per load under way. */
  readonly #lists = new Set<Item[]>()

  add (item: Item): void {
    for (const items of this.#lists) items.push(item)
  }

  /** @param load gets the list, which grows until it is done */
  async during (load: (items: readonly Item[]) => Promise<void>): Promise<void> {
    const items: Item[] = []
    this.#lists.add(items)
    try {
      await load(items)
    } finally {
      this.#lists.delete(items)
    }
  }
}
