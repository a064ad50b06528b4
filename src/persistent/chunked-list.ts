const CHUNK_LENGTH = 64

/** A list whose `clone()` takes constant time: copies share their chunks until one of them is written. */
export class ChunkedList<Item> {
  #chunks: Item[][] = []
  #length = 0
  /** True if no copy shares the list of chunks; `#ownChunks` holds the chunks that no copy shares. */
  #ownsList = true
  #ownChunks = new Set<Item[]>()

  clone (): ChunkedList<Item> {
    const copy = new ChunkedList<Item>()
    copy.#chunks = this.#chunks
    copy.#length = this.#length
    for (const list of [this, copy]) {
      list.#ownsList = false
      list.#ownChunks = new Set()
    }
    return copy
  }

  get length (): number {
    return this.#length
  }

  at (index: number): Item {
    return this.#chunks[Math.floor(index / CHUNK_LENGTH)]![index % CHUNK_LENGTH]!
  }

  /** Sets the item at an index, or appends it. */
  set (index: number, item: Item): void {
    this.#ownChunk(Math.floor(index / CHUNK_LENGTH))[index % CHUNK_LENGTH] = item
    this.#length = Math.max(this.#length, index + 1)
  }

  #ownChunk (chunkIndex: number): Item[] {
    const chunk = this.#chunks[chunkIndex]
    if (chunk && this.#ownChunks.has(chunk)) return chunk
    const own = chunk?.slice() ?? []
    if (!this.#ownsList) this.#chunks = this.#chunks.slice()
    this.#ownsList = true
    this.#chunks[chunkIndex] = own
    this.#ownChunks.add(own)
    return own
  }
}
