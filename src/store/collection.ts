import { withDocument, withoutDocument, type CaseList } from './case-list.js'
import type { SavedObject, SavedObjectType } from './saved-object.js'
import { SharedList } from '../persistent/shared-list.js'
import { SharedMap } from '../persistent/shared-map.js'

/** A secondary index, updated on every write. `clone()` must take constant time. */
export interface CollectionIndex<Type extends SavedObjectType> {
  replace (before: SavedObject<Type> | undefined, after: SavedObject<Type> | undefined): void
  clone (): this
}

/** Settings for the documents of one type. */
interface CollectionOptions<Type extends SavedObjectType> {
  readonly indexes?: readonly CollectionIndex<Type>[]
  /**
   * True if documents can be looked up by id. Types that are written often do without, to save
   * the cost of the map.
   */
  readonly findById?: boolean
}

/** Documents of one type by id and, if they belong to cases, by case in order of creation. */
export class Collection<Type extends SavedObjectType> {
  #byId: SharedMap<SavedObject<Type>> | undefined
  #byCase = new SharedMap<CaseList<Type>>()
  readonly #indexes: readonly CollectionIndex<Type>[]

  constructor ({ indexes = [], findById = true }: CollectionOptions<Type> = {}) {
    this.#byId = findById ? new SharedMap() : undefined
    this.#indexes = indexes
  }

  /** Makes a copy-on-write copy, in constant time. */
  clone (): Collection<Type> {
    const copy = new Collection({ indexes: this.#indexes.map(index => index.clone()) })
    copy.#byId = this.#byId?.clone()
    copy.#byCase = this.#byCase.clone()
    return copy
  }

  get indexes () {
    return this.#indexes
  }

  get size () {
    return this.#byId?.size ?? this.#byCase.values().reduce((size, list) => size + list.size, 0)
  }

  get (id: string) {
    return this.#byId?.get(id)
  }

  all () {
    const all = this.#byId?.values() ?? this.#byCase.values().flatMap(list => list.toArray())
    return all.sort((a, b) => a.order - b.order)
  }

  ofCase (caseId: string) {
    return this.listOfCase(caseId).toArray()
  }

  listOfCase (caseId: string): CaseList<Type> {
    return this.#byCase.get(caseId) ?? new SharedList()
  }

  countOfCase (caseId: string) {
    return this.listOfCase(caseId).size
  }

  /** Stores a document and returns the previous one with its id. */
  put (savedObject: SavedObject<Type>): SavedObject<Type> | undefined {
    const before = this.#byId?.get(savedObject.id)
    this.#byId?.set(savedObject.id, savedObject)
    if (before && before.order !== savedObject.order) this.#setInCase(before, undefined)
    this.#setInCase(savedObject, savedObject)
    for (const index of this.#indexes) index.replace(before, savedObject)
    return before
  }

  remove (savedObject: SavedObject<Type>) {
    this.#byId?.delete(savedObject.id)
    this.#setInCase(savedObject, undefined)
    for (const index of this.#indexes) index.replace(savedObject, undefined)
  }

  #setInCase ({ caseId, order }: SavedObject<Type>, savedObject: SavedObject<Type> | undefined) {
    if (caseId === undefined) return
    const before = this.listOfCase(caseId)
    const list = savedObject ? withDocument(before, savedObject) : withoutDocument(before, order)
    if (list.size > 0) this.#byCase.set(caseId, list)
    else this.#byCase.delete(caseId)
  }
}
