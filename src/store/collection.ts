import sortedBTree from 'sorted-btree'
import type { SavedObject, SavedObjectType } from './saved-object.js'

type BTree<Value> = InstanceType<typeof sortedBTree.default<string, Value>>

// The package is CommonJS with a default export inside; Node hands out its module object
const Tree = sortedBTree.default
const createTree = <Value>(): BTree<Value> => new Tree(undefined, (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0)

/** Something derived from the documents of a collection and kept up with every write. `clone()` must cost nothing. */
export interface CollectionIndex<Type extends SavedObjectType> {
  replace (before: SavedObject<Type> | undefined, after: SavedObject<Type> | undefined): void
  clone (): this
}

/** Documents of one type, by id and, where they belong to a case, by case in the order of their creation. */
export class Collection<Type extends SavedObjectType> {
  readonly #byId: BTree<SavedObject<Type>>
  readonly #byCase: BTree<SavedObject<Type>>
  readonly #indexes: readonly CollectionIndex<Type>[]

  constructor (indexes: readonly CollectionIndex<Type>[] = [], from?: Collection<Type>) {
    this.#byId = from ? from.#byId.clone() : createTree()
    this.#byCase = from ? from.#byCase.clone() : createTree()
    this.#indexes = from ? from.#indexes.map(index => index.clone()) : indexes
  }

  /** A copy that shares everything with this one until either is written to: constant time. */
  clone (): Collection<Type> {
    return new Collection([], this)
  }

  get indexes () {
    return this.#indexes
  }

  get size () {
    return this.#byId.size
  }

  get (id: string) {
    return this.#byId.get(id)
  }

  all () {
    return this.#byId.valuesArray().sort((a, b) => a.order - b.order)
  }

  ofCase (caseId: string) {
    return this.#byCase.getRange(firstKey(caseId), lastKey(caseId)).map(([, savedObject]) => savedObject)
  }

  /** The newest first, read as far as one likes. */
  * newestOfCase (caseId: string) {
    const first = firstKey(caseId)
    for (const [key, savedObject] of this.#byCase.entriesReversed(lastKey(caseId))) {
      if (key < first) return
      yield savedObject
    }
  }

  countOfCase (caseId: string) {
    return this.#byCase.forRange(firstKey(caseId), lastKey(caseId), false)
  }

  put (savedObject: SavedObject<Type>) {
    const before = this.#byId.get(savedObject.id)
    this.#byId.set(savedObject.id, savedObject)
    if (savedObject.caseId !== undefined) this.#byCase.set(caseKey(savedObject.caseId, savedObject.order), savedObject)
    for (const index of this.#indexes) index.replace(before, savedObject)
  }

  remove (savedObject: SavedObject<Type>) {
    this.#byId.delete(savedObject.id)
    if (savedObject.caseId !== undefined) this.#byCase.delete(caseKey(savedObject.caseId, savedObject.order))
    for (const index of this.#indexes) index.replace(savedObject, undefined)
  }
}

// A case id may hold any character but the one that ends it here
const firstKey = (caseId: string) => `${caseId}\u0000`
const lastKey = (caseId: string) => `${caseId}\u0001`
const caseKey = (caseId: string, order: number) => firstKey(caseId) + order.toString(36).padStart(8, '0')
