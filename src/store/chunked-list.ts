const CHUNK_LENGTH = 64

/** An immutable list. A change gives a new list that shares all but 64 items with the old one. */
export class ChunkedList<Item> {
  readonly #chunks: readonly (readonly Item[])[]
  readonly length: number

  constructor (chunks: readonly (readonly Item[])[] = [], length = 0) {
    this.#chunks = chunks
    this.length = length
  }

  at (index: number): Item {
    return this.#chunks[Math.floor(index / CHUNK_LENGTH)]![index % CHUNK_LENGTH]!
  }

  /** The list with `item` at `index`, which is its end or somewhere in it. */
  with (index: number, item: Item): ChunkedList<Item> {
    const chunkIndex = Math.floor(index / CHUNK_LENGTH)
    const chunk = this.#chunks[chunkIndex]?.slice() ?? []
    chunk[index % CHUNK_LENGTH] = item
    const chunks = this.#chunks.slice()
    chunks[chunkIndex] = chunk
    return new ChunkedList(chunks, Math.max(this.length, index + 1))
  }
}
