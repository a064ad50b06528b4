/** Collects the items that arrive on a stream during a load, since the loaded data may lack them. */
export class Meanwhile<Item> {
  /** One list for each load in progress. */
  readonly #lists = new Set<Item[]>()

  add (item: Item): void {
    for (const items of this.#lists) items.push(item)
  }

  /** @param load receives the list, which grows until the load is done */
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
