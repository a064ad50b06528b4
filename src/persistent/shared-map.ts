/** So many that what a write copies is little, and so few that the list of them is. */
const SHARDS = 256

/** A part of the entries. Only the map that owns it may change it. */
interface Shard<Value> { readonly owner: object, readonly entries: Map<string, Value> }

const NO_SHARDS: readonly undefined[] = new Array<undefined>(SHARDS).fill(undefined)

/** Which shard holds a key. The ends of ids differ, even where all start with the URL of one system. */
function shardOf (key: string): number {
  const { length } = key
  return (key.charCodeAt(length - 1) * 31 + key.charCodeAt(length - 2) * 7 + key.charCodeAt(length - 3)) & (SHARDS - 1)
}

/** A map from texts whose `clone()` costs nothing: the copies share their shards until one of them writes to these. In no order. */
export class SharedMap<Value> {
  #shards: readonly (Shard<Value> | undefined)[] = NO_SHARDS
  /** Marks the shards that no copy has. */
  #owner = {}
  #size = 0

  clone (): SharedMap<Value> {
    const copy = new SharedMap<Value>()
    copy.#shards = this.#shards
    copy.#size = this.#size
    // From now on no shard is this one's alone
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
