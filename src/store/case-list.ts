import type { SavedObject, SavedObjectType } from './saved-object.js'

/** The documents of one case, the last first. Never changed, so copies of a collection share it; adding to its end costs nothing. */
export interface CaseList<Type extends SavedObjectType> {
  readonly last: SavedObject<Type>
  readonly rest: CaseList<Type> | undefined
  readonly size: number
}

/** The list with `savedObject` at the place of its order, or, without one, with nothing at that place. */
export function withPlace<Type extends SavedObjectType> (list: CaseList<Type> | undefined, order: number, savedObject?: SavedObject<Type>): CaseList<Type> | undefined {
  // What nearly all writes do
  if (savedObject && (!list || list.last.order < order)) return append(list, savedObject)
  const later: SavedObject<Type>[] = []
  let rest = list
  for (; rest && rest.last.order > order; rest = rest.rest) later.push(rest.last)
  if (rest?.last.order === order) rest = rest.rest
  if (savedObject) rest = append(rest, savedObject)
  for (const savedObject of later.reverse()) rest = append(rest, savedObject)
  return rest
}

const append = <Type extends SavedObjectType>(rest: CaseList<Type> | undefined, last: SavedObject<Type>): CaseList<Type> =>
  ({ last, rest, size: (rest?.size ?? 0) + 1 })

/** The documents, the first first. */
export function inOrder<Type extends SavedObjectType> (list: CaseList<Type> | undefined): SavedObject<Type>[] {
  const documents: SavedObject<Type>[] = []
  for (let rest = list; rest; rest = rest.rest) documents.push(rest.last)
  return documents.reverse()
}
