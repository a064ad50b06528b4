import type { CaseSelection } from '../../store/case-selection.js'
import type { SavedCase } from '../case.js'
import type { SortField } from './find-schema.js'
import { CASE_SEVERITIES, CASE_STATUSES, type CaseAttributes } from '../../documents/case.js'
import { keywordKey } from '../../documents/keyword-order.js'

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

export interface SortedPage {
  readonly sortField: SortField
  readonly descending: boolean
  readonly from: number
  readonly size: number
}

/**
 * A page of sorted cases. Cases created at the same time keep the order of creation, in either direction;
 * for other sort fields, equal cases are in the order of creation.
 */
export function pageOfCases (cases: CaseSelection, { sortField, descending, from, size }: SortedPage): SavedCase[] {
  if (sortField === 'createdAt') return cases.pageByCreation({ from, size, descending })
  const keyOf = SORT_KEYS[sortField]
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
