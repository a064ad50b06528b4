import type { CaseSelection } from '../../store/case-selection.js'
import type { SavedCase } from '../case.js'
import { SORT_FIELDS, type SortField } from './find-schema.js'
import { CASE_SEVERITIES, CASE_STATUSES, type CaseAttributes } from '../../documents/case.js'
import { keywordKey } from '../../documents/keyword-order.js'
import type { Version } from '../../versions/version.js'
import { categoriesAreSorted, moreFieldsAreSorted, statusesAreNumbers } from '../versions.js'

type IsSorted = (version: Version) => boolean

/** Fields that earlier versions do not sort by. */
const LATER_FIELDS: ReadonlyMap<SortField, IsSorted> = new Map<SortField, IsSorted>([
  ['title', moreFieldsAreSorted], ['severity', moreFieldsAreSorted], ['updatedAt', moreFieldsAreSorted], ['category', categoriesAreSorted],
])

/** Names of stored fields. Versions before 8.10, where `sortField` may be any text, sort by these too. */
const STORED_NAMES: ReadonlyMap<string, SortField> = new Map([['closed_at', 'closedAt'], ['updated_at', 'updatedAt']])

/**
 * The field that a version sorts by for the requested `sortField`: the creation time if it does not know that field.
 * Source: Kibana's cases/server/client/utils.ts (sortToSnake up to 8.6, then convertSortField)
 */
export function sortFieldOf (requested: string | undefined, version: Version): SortField {
  const field = STORED_NAMES.get(requested ?? '') ?? SORT_FIELDS.find(field => field === requested)
  return field !== undefined && (LATER_FIELDS.get(field)?.(version) ?? true) ? field : 'createdAt'
}

const timeOf = (date: string | null) => date === null ? null : Date.parse(date)

/** The sort key of a case; null sorts last in either direction. */
const SORT_KEYS: Readonly<Record<Exclude<SortField, 'createdAt'>, (attributes: CaseAttributes) => string | number | null>> = {
  title: ({ title }) => keywordKey(title),
  category: ({ category }) => category === null ? null : keywordKey(category),
  updatedAt: ({ updated_at: updatedAt }) => timeOf(updatedAt),
  closedAt: ({ closed_at: closedAt }) => timeOf(closedAt),
  status: ({ status }) => CASE_STATUSES.indexOf(status),
  severity: ({ severity }) => CASE_SEVERITIES.indexOf(severity),
}

interface SortedPage {
  readonly version: Version
  readonly sortField: SortField
  readonly descending: boolean
  readonly from: number
  readonly size: number
}

/**
 * A page of sorted cases. Cases created at the same time are in the order of the store, reversed if descending;
 * for other sort fields, equal cases are in the order of the store.
 */
export function pageOfCases (cases: CaseSelection, { version, sortField, descending, from, size }: SortedPage): SavedCase[] {
  if (sortField === 'createdAt') return cases.pageByCreation({ from, size, descending })
  const isByName = sortField === 'status' && !statusesAreNumbers(version)
  const keyOf = isByName ? ({ status }: CaseAttributes) => status : SORT_KEYS[sortField]
  const sign = descending ? -1 : 1
  return cases.toArray()
    .map(savedCase => ({ savedCase, key: keyOf(savedCase.attributes) }))
    .sort(({ key: a }, { key: b }) => {
      if (a === b) return 0
      if (a === null) return 1
      if (b === null) return -1
      return a < b ? -sign : sign
    })
    .slice(from, from + size)
    .map(({ savedCase }) => savedCase)
}
