import type { Scope } from '../../kibana/context.js'
import { documentWindow } from '../../decoding/paging.js'
import { licenseCovers } from '../../kibana/license.js'
import { askedValues } from './asked-values.js'
import { toCase } from '../case.js'
import { validateCustomFieldFilters } from './custom-field-filters.js'
import { configuredCustomFields } from '../custom-fields.js'
import { filteringByAssigneesNeedsPlatinum } from '../../kibana/license-errors.js'
import { filterCases, readableCases } from './find-filters.js'
import { pageOfCases } from './find-order.js'
import type { FindCasesAnswer, FindCasesQuery } from './find-schema.js'
import { createSearch } from './search.js'

const DEFAULT_PAGE_SIZE = 20

/**
 * GET /api/cases/_find and POST /internal/cases/_search: a page of the cases that pass all filters, with how many there are
 * of each status; those counts take no notice of `status` and `search`.
 * @throws KibanaError 403 privileges or license, 400 custom fields, dates, search or page, in this order
 * Source: Kibana's cases/server/client/cases/find.ts
 */
export function findCases (scope: Scope, query: FindCasesQuery): FindCasesAnswer {
  const { kibana, authorization } = scope
  const { assignees, customFields, owner, status, search, searchFields, sortField, sortOrder, page = 1, perPage = DEFAULT_PAGE_SIZE } = query

  authorization.authorizedOwners('findConfigurations')
  if (assignees !== undefined && assignees.length > 0 && !licenseCovers(kibana.license, 'platinum')) throw filteringByAssigneesNeedsPlatinum()
  if (customFields && Object.keys(customFields).length > 0) {
    validateCustomFieldFilters(customFields, askedValues(owner), asked => configuredCustomFields(scope, asked))
  }

  const readable = readableCases(scope, authorization.authorizedOwners('findCases'), owner)
  const counted = filterCases(scope, readable, query)
  const statuses = askedValues(status)
  const ofStatus = statuses.length === 0 ? counted : counted.having('status', statuses)
  const found = search
    ? ofStatus.filter(createSearch({ search, searchFields: askedValues(searchFields), defaultSearchOperator: query.defaultSearchOperator ?? 'OR' }))
    : ofStatus

  const window = documentWindow(page, perPage)
  return {
    page,
    per_page: perPage,
    total: found.size,
    cases: pageOfCases(found, { sortField: sortField ?? 'createdAt', descending: sortOrder === 'desc', ...window }).map(savedCase => toCase(savedCase)),
    count_open_cases: counted.count('status', 'open'),
    count_in_progress_cases: counted.count('status', 'in-progress'),
    count_closed_cases: counted.count('status', 'closed'),
  }
}
