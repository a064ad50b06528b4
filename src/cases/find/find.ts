import type { Scope } from '../../kibana/context.js'
import type { CaseSelection } from '../../store/case-selection.js'
import { DEFAULT_PER_PAGE, documentWindow } from '../../decoding/paging.js'
import { sharedPart } from '../../kibana-http/answer-json.js'
import { licenseCovers } from '../../kibana/license.js'
import { requestedValues } from './requested-values.js'
import { NONE_CONNECTOR } from '../../documents/case-connector.js'
import type { Version } from '../../versions/version.js'
import { toCase, type Case, type SavedCase } from '../case.js'
import { findingReadsConfigurations, foundCasesCountUserComments, statusesAreNumbers } from '../versions.js'
import { attachmentsOf, totalsOfAll } from '../with-attachments.js'
import { validateCustomFieldFilters } from './custom-field-filters.js'
import { configuredCustomFields } from '../custom-fields.js'
import { filteringByAssigneesNeedsPlatinum } from '../../kibana/license-errors.js'
import { filterCases, readableCases } from './find-filters.js'
import { pageOfCases, sortFieldOf } from './find-order.js'
import type { FindCasesAnswer, FindCasesQuery } from './find-schema.js'
import { searchCases } from './search.js'

/** Keys of a found case that 8.0–8.8 return regardless of `fields`. */
const ALWAYS_FOUND = ['id', 'version', 'owner', 'totalComment', 'totalAlerts', 'comments']

/** Attributes that 8.0–8.8 return with these values if `fields` lacks them. */
const unrequestedAttributes = (version: Version): Partial<Case> => ({
  connector: NONE_CONNECTOR, external_service: null, ...statusesAreNumbers(version) && { status: 'open', severity: 'low' },
})

const sharedCase = sharedPart((savedCase: SavedCase) => toCase(savedCase))

/** Builds the response for a found case. */
function foundCase (scope: Scope, { fields }: FindCasesQuery): (savedCase: SavedCase) => Case {
  const { version } = scope.kibana
  const counted = foundCasesCountUserComments(version)
    ? sharedCase
    : (savedCase: SavedCase) => toCase(savedCase, totalsOfAll(attachmentsOf(scope, savedCase.id)))
  if (fields === undefined) return counted
  const kept = [...ALWAYS_FOUND, ...requestedValues(fields)]
  // The type of 8.0 is a constant of the schema, which a value of undefined hides
  const unrequested = { ...unrequestedAttributes(version), ...!kept.includes('type') && { type: undefined } }
  return savedCase => {
    const requested = Object.entries(counted(savedCase)).filter(([key]) => kept.includes(key))
    return { ...unrequested, ...Object.fromEntries(requested) } as Case
  }
}

/**
 * The cases that the caller may read.
 * @throws KibanaError 403 privileges or license, 400 custom fields; in this order
 */
function findableCases (scope: Scope, { assignees, customFields, owner }: FindCasesQuery): CaseSelection {
  const { kibana, authorization } = scope
  authorization.authorizedOwners(findingReadsConfigurations(kibana.version) ? 'findConfigurations' : 'findCases')
  if (assignees !== undefined && assignees.length > 0 && !licenseCovers(kibana.license, 'platinum')) {
    throw filteringByAssigneesNeedsPlatinum()
  }
  if (customFields && Object.keys(customFields).length > 0) {
    validateCustomFieldFilters(customFields, requestedValues(owner), name => configuredCustomFields(scope, name))
  }
  return readableCases(scope, authorization.authorizedOwners('findCases'), owner)
}

/**
 * GET /api/cases/_find and POST /internal/cases/_search: a page of the cases that match all filters, with the number of cases
 * per status; these counts ignore `status` and `search`.
 * @throws KibanaError 403 privileges or license, 400 custom fields, dates, search or page, in this order
 * Source: Kibana's cases/server/client/cases/find.ts
 */
export function findCases (scope: Scope, query: FindCasesQuery): FindCasesAnswer {
  const { version } = scope.kibana
  const { status, search, searchFields, defaultSearchOperator = 'OR', sortField, sortOrder, page = 1, perPage = DEFAULT_PER_PAGE } = query

  const counted = filterCases(scope, findableCases(scope, query), query)
  const statuses = requestedValues(status)
  const ofStatus = statuses.length === 0 ? counted : counted.having('status', statuses)
  const found = search
    ? searchCases(ofStatus, { search, searchFields: requestedValues(searchFields), defaultSearchOperator, version })
    : ofStatus

  const window = documentWindow({ page, perPage, version })
  const toAnswer = foundCase(scope, query)
  return {
    page,
    per_page: perPage,
    total: found.size,
    cases: pageOfCases(found, {
      version, sortField: sortFieldOf(sortField, version), descending: sortOrder === 'desc', ...window,
    }).map(toAnswer),
    count_open_cases: counted.count('status', 'open'),
    count_in_progress_cases: counted.count('status', 'in-progress'),
    count_closed_cases: counted.count('status', 'closed'),
  }
}
