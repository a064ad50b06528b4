/** So many that what a write copies is little, and so few that the list of them is. */
const SHARDS = 256
const NO_SHARDS: readonly undefined[] = new Array<undefined>(SHARDS).fill(undefined)

/** Which shard holds a key. The ends of ids differ, even where all start with the URL of one system. */
function shardOf (key: string): number {
  const { length } = key
  return (key.charCodeAt(length - 1) * 31 + key.charCodeAt(length - 2) * 7 + key.charCodeAt(length - 3)) & (SHARDS - 1)
}

/** A map from texts whose `clone()` costs nothing: the copies share their shards until one of them writes to these. In no order. */
export class SharedMap<Value> {
  #shards: readonly (Map<string, Value> | undefined)[] = NO_SHARDS
  /** Those that no copy has. */
  #ownShards = new Set<Map<string, Value>>()
  #size = 0

  clone (): SharedMap<Value> {
    const copy = new SharedMap<Value>()
    copy.#shards = this.#shards
    copy.#size = this.#size
    this.#ownShards = new Set()
    return copy
  }

  get size (): number {
    return this.#size
  }

  get (key: string): Value | undefined {
    return this.#shards[shardOf(key)]?.get(key)
  }

  set (key: string, value: Value): void {
    const shard = this.#ownShard(shardOf(key))
    const before = shard.size
    shard.set(key, value)
    this.#size += shard.size - before
  }

  delete (key: string): void {
    if (this.#ownShard(shardOf(key)).delete(key)) this.#size--
  }

  values (): Value[] {
    const values: Value[] = []
    for (let index = 0; values.length < this.#size; index++) {
      for (const value of this.#shards[index]?.values() ?? []) values.push(value)
    }
    return values
  }

  #ownShard (index: number): Map<string, Value> {
    const shard = this.#shards[index]
    if (shard && this.#ownShards.has(shard)) return shard
    const own = new Map(shard)
    this.#shards = this.#shards.with(index, own)
    this.#ownShards.add(own)
    return own
  }
}
