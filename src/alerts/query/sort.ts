import { isPlainObject } from '../../decoding/plain-object.js'
import type { SavedAlert } from '../alert.js'
import { illegalArgument } from './elasticsearch-error.js'
import type { Target } from './indices.js'
import { ensureSortable, refuseId } from './mapped-fields.js'
import { comparable, fieldValues } from './values.js'

type SortValue = number | string | null

/** One criterion of a sort order. */
interface Level {
  readonly field: string
  readonly isDescending: boolean
  readonly isMissingFirst: boolean
  /** False if an `unmapped_type` is given, so the indices need not map the field. */
  readonly mustBeMapped: boolean
  readonly valueOf: (alert: SavedAlert) => SortValue
}

const orderOf = (one: SortValue, other: SortValue, { isDescending, isMissingFirst }: Level): number => {
  if (one === other) return 0
  if (one === null || other === null) return (one === null) === isMissingFirst ? -1 : 1
  return (one < other ? -1 : 1) * (isDescending ? -1 : 1)
}

/** @throws ElasticsearchError 400 for an order that is neither `asc` nor `desc` */
function readOrder (text: string): 'ASC' | 'DESC' {
  const order = text.toUpperCase()
  if (order === 'ASC' || order === 'DESC') return order
  throw illegalArgument(`No enum constant org.elasticsearch.search.sort.SortOrder.${order}`)
}

function levelOf (field: string, options: unknown): Level {
  const { order = 'asc', missing = '_last', unmapped_type: unmapped }: Record<string, unknown> =
    isPlainObject(options) ? options : { order: options ?? 'asc' }
  const isDescending = readOrder(String(order)) === 'DESC' || (field === '_score' && options === undefined)
  const valueOf = (alert: SavedAlert): SortValue => {
    if (field === '_score') return 1
    if (field === '_doc' || field === '_shard_doc') return alert.order
    const values = fieldValues(alert, field).map(comparable)
    // If there are several values, the one that sorts first counts
    return values.reduce<SortValue>((first, value) => first === null || (value < first) !== isDescending ? value : first, null)
  }
  return { field, isDescending, isMissingFirst: missing === '_first', mustBeMapped: unmapped === undefined, valueOf }
}

/** The sort order of a search. */
interface Order {
  /** The values that a document is sorted by, for its hit. */
  readonly valuesOf: (alert: SavedAlert) => SortValue[]
  readonly compare: (one: readonly SortValue[], other: readonly SortValue[]) => number
}

/** A target whose fields are not checked. */
const NO_INDEX: Target = { indices: [], alerts: [] }

/**
 * Parses `sort`: a field, a field with its order, or a list of these.
 * @throws ElasticsearchError 400 for an unknown order, or a field of `target` that can't be sorted by
 */
export function parseSort (sort: unknown, target: Target = NO_INDEX): Order {
  const levels = [sort].flat().flatMap(entry =>
    isPlainObject(entry) ? Object.entries(entry).map(([field, options]) => levelOf(field, options)) : [levelOf(String(entry), undefined)])
  for (const { field, mustBeMapped } of levels) {
    if (mustBeMapped) ensureSortable(field, target)
    else refuseId(field, target)
  }
  return {
    valuesOf: alert => levels.map(({ valueOf }) => valueOf(alert)),
    compare: (one, other) => {
      for (const [index, level] of levels.entries()) {
        const order = orderOf(one[index] ?? null, other[index] ?? null, level)
        if (order !== 0) return order
      }
      return 0
    },
  }
}
