import sortedBTree from 'sorted-btree'

export type BTree<Key, Value> = InstanceType<typeof sortedBTree.default<Key, Value>>

// A CommonJS package with a default export inside: Node imports the module object, Vite the inner export
const Tree = sortedBTree.default ?? sortedBTree

export const byNumber = (a: number, b: number) => a - b

/** A sorted map whose `clone()` takes constant time: copies share their nodes until one of them is written. */
export const createTree = <Key, Value>(compare: (a: Key, b: Key) => number): BTree<Key, Value> => new Tree(undefined, compare)
