import type { SavedObject, SavedObjectType } from './saved-object.js'

/**
 * The documents of one case, in the order of their creation. Never changed, so copies of a collection share it. A list and those
 * that were made of it by adding to its end share an array, of which each sees as much as its size: adding costs nothing, and
 * there is nothing to keep for each document but its place.
 */
export class CaseList<Type extends SavedObjectType> {
  readonly size: number
  readonly #documents: SavedObject<Type>[]

  constructor (documents: SavedObject<Type>[] = [], size = documents.length) {
    this.#documents = documents
    this.size = size
  }

  at (index: number): SavedObject<Type> {
    return this.#documents[index]!
  }

  toArray (): SavedObject<Type>[] {
    return this.#documents.slice(0, this.size)
  }

  /** The list with a document at the place of its order. */
  with (savedObject: SavedObject<Type>): CaseList<Type> {
    const place = this.#placeOf(savedObject.order)
    if (place === this.#documents.length) {
      // Who adds first goes on in the array that the others share
      this.#documents.push(savedObject)
      return new CaseList(this.#documents)
    }
    return new CaseList(this.toArray().toSpliced(place, this.#has(savedObject.order, place) ? 1 : 0, savedObject))
  }

  /** The list with nothing at the place of that order. */
  without (order: number): CaseList<Type> {
    const place = this.#placeOf(order)
    if (!this.#has(order, place)) return this
    return place === this.size - 1 ? new CaseList(this.#documents, place) : new CaseList(this.toArray().toSpliced(place, 1))
  }

  #has (order: number, place: number): boolean {
    return place < this.size && this.at(place).order === order
  }

  /** How many documents come before that order. */
  #placeOf (order: number): number {
    let place = this.size
    while (place > 0 && this.at(place - 1).order >= order) place--
    return place
  }
}
