/** Enough shards to keep each copy small, few enough to keep the shard list small. */
const SHARDS = 256

/** A part of the entries, written only by the map that owns it. */
interface Shard<Value> { readonly owner: object, readonly entries: Map<string, Value> }

const NO_SHARDS: readonly undefined[] = new Array<undefined>(SHARDS).fill(undefined)

/** The shard of a key. Uses the end of the key, since ids may share a long prefix. */
function shardOf (key: string): number {
  const { length } = key
  return (key.charCodeAt(length - 1) * 31 + key.charCodeAt(length - 2) * 7 + key.charCodeAt(length - 3)) & (SHARDS - 1)
}

/** An unordered map with string keys and copy-on-write shards: `clone()` takes constant time. */
export class SharedMap<Value> {
  #shards: readonly (Shard<Value> | undefined)[] = NO_SHARDS
  /** Marks the shards that no copy shares. */
  #owner = {}
  #size = 0

  clone (): SharedMap<Value> {
    const copy = new SharedMap<Value>()
    copy.#shards = this.#shards
    copy.#size = this.#size
    // All shards are shared from now on
    this.#owner = {}
    return copy
  }

  get size (): number {
    return this.#size
  }

  get (key: string): Value | undefined {
    return this.#shards[shardOf(key)]?.entries.get(key)
  }

  set (key: string, value: Value): void {
    const entries = this.#ownEntries(shardOf(key))
    const before = entries.size
    entries.set(key, value)
    this.#size += entries.size - before
  }

  delete (key: string): void {
    if (this.#ownEntries(shardOf(key)).delete(key)) this.#size--
  }

  values (): Value[] {
    const values: Value[] = []
    for (let index = 0; values.length < this.#size; index++) {
      for (const value of this.#shards[index]?.entries.values() ?? []) values.push(value)
    }
    return values
  }

  #ownEntries (index: number): Map<string, Value> {
    const shard = this.#shards[index]
    if (shard?.owner === this.#owner) return shard.entries
    const entries = new Map(shard?.entries)
    this.#shards = this.#shards.with(index, { owner: this.#owner, entries })
    return entries
  }
}
