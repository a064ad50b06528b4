import type { Scope } from '../../kibana/context.js'
import { documentWindow } from '../../decoding/paging.js'
import { sharedPart } from '../../kibana-http/answer-json.js'
import { licenseCovers } from '../../kibana/license.js'
import { askedValues } from './asked-values.js'
import { toCase, type Case, type SavedCase } from '../case.js'
import { foundCasesCountUserComments } from '../versions.js'
import { attachmentsOf, totalsOfAll } from '../with-attachments.js'
import { validateCustomFieldFilters } from './custom-field-filters.js'
import { configuredCustomFields } from '../custom-fields.js'
import { filteringByAssigneesNeedsPlatinum } from '../../kibana/license-errors.js'
import { filterCases, readableCases } from './find-filters.js'
import { pageOfCases } from './find-order.js'
import { SORT_FIELDS, type FindCasesAnswer, type FindCasesQuery, type SortField } from './find-schema.js'
import { ensureInWindow } from './result-window.js'
import { searchCases } from './search.js'

const DEFAULT_PAGE_SIZE = 20
/** Elasticsearch's `index.max_result_window`. */

/** Keys of a found case that 8.0–8.8 return regardless of `fields`. */
const ALWAYS_FOUND = ['id', 'version', 'totalComment', 'totalAlerts', 'totalEvents', 'comments']

const knownSortField = (asked: string | undefined): SortField => SORT_FIELDS.find(field => field === asked) ?? 'createdAt'

const sharedCase = sharedPart((savedCase: SavedCase) => toCase(savedCase))

/** Builds the response for a found case. */
function foundCase (scope: Scope, { fields }: FindCasesQuery): (savedCase: SavedCase) => Case {
  const counted = foundCasesCountUserComments(scope.kibana.version)
    ? sharedCase
    : (savedCase: SavedCase) => toCase(savedCase, totalsOfAll(attachmentsOf(scope, savedCase.id)))
  if (fields === undefined) return counted
  const kept = [...ALWAYS_FOUND, ...askedValues(fields)]
  return savedCase => Object.fromEntries(Object.entries(counted(savedCase)).filter(([key]) => kept.includes(key))) as Case
}

/**
 * GET /api/cases/_find and POST /internal/cases/_search: a page of the cases that match all filters, with the number of cases
 * per status; these counts ignore `status` and `search`.
 * @throws KibanaError 403 privileges or license, 400 custom fields, dates, search or page, in this order
 * Source: Kibana's cases/server/client/cases/find.ts
 */
export function findCases (scope: Scope, query: FindCasesQuery): FindCasesAnswer {
  const { kibana, authorization } = scope
  const {
    assignees, customFields, owner, status, search, searchFields, sortField, sortOrder, page = 1, perPage = DEFAULT_PAGE_SIZE,
  } = query

  authorization.authorizedOwners('findConfigurations')
  if (assignees !== undefined && assignees.length > 0 && !licenseCovers(kibana.license, 'platinum')) {
    throw filteringByAssigneesNeedsPlatinum()
  }
  if (customFields && Object.keys(customFields).length > 0) {
    validateCustomFieldFilters(customFields, askedValues(owner), asked => configuredCustomFields(scope, asked))
  }

  const readable = readableCases(scope, authorization.authorizedOwners('findCases'), owner)
  const counted = filterCases(scope, readable, query)
  const statuses = askedValues(status)
  const ofStatus = statuses.length === 0 ? counted : counted.having('status', statuses)
  const found = search
    ? searchCases(ofStatus, { search, searchFields: askedValues(searchFields), defaultSearchOperator: query.defaultSearchOperator ?? 'OR' })
    : ofStatus

  const window = documentWindow(page, perPage)
  ensureInWindow(kibana.version, page, perPage)
  const toAnswer = foundCase(scope, query)
  return {
    page,
    per_page: perPage,
    total: found.size,
    cases: pageOfCases(found, { sortField: knownSortField(sortField), descending: sortOrder === 'desc', ...window }).map(toAnswer),
    count_open_cases: counted.count('status', 'open'),
    count_in_progress_cases: counted.count('status', 'in-progress'),
    count_closed_cases: counted.count('status', 'closed'),
  }
}
