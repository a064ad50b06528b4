import type { SavedObject, SavedObjectType } from './saved-object.js'
import { SharedList } from '../persistent/shared-list.js'

/** The documents of one case, in order of creation. */
export type CaseList<Type extends SavedObjectType> = SharedList<SavedObject<Type>>

/** Returns the list with a document inserted at its place in the order of creation. */
export function withDocument<Type extends SavedObjectType> (list: CaseList<Type>, savedObject: SavedObject<Type>): CaseList<Type> {
  const place = placeOf(list, savedObject.order)
  return place === list.size
    ? list.with(savedObject)
    : new SharedList(list.toArray().toSpliced(place, has(list, savedObject.order, place) ? 1 : 0, savedObject))
}

/** Returns the list without the document with this `order`. */
export function withoutDocument<Type extends SavedObjectType> (list: CaseList<Type>, order: number): CaseList<Type> {
  const place = placeOf(list, order)
  if (!has(list, order, place)) return list
  return place === list.size - 1 ? list.first(place) : new SharedList(list.toArray().toSpliced(place, 1))
}

const has = (list: CaseList<SavedObjectType>, order: number, place: number) => place < list.size && list.at(place).order === order

/** The index of the document with this `order`, or the index to insert it at. */
function placeOf (list: CaseList<SavedObjectType>, order: number): number {
  let place = list.size
  while (place > 0 && list.at(place - 1).order >= order) place--
  return place
}
