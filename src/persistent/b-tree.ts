import sortedBTree from 'sorted-btree'

export type BTree<Key, Value> = InstanceType<typeof sortedBTree.default<Key, Value>>

// A CommonJS package with a default export inside: Node imports the module object, Vite the inner export
const Tree = sortedBTree.default ?? sortedBTree

/** A sorted map whose `clone()` takes constant time: copies share their nodes until one of them is written. */
export function createTree<Key extends string | number, Value> (): BTree<Key, Value> {
  return new Tree(undefined, (a: Key, b: Key) => a === b ? 0 : a < b ? -1 : 1)
}
