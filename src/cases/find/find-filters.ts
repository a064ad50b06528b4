import type { Scope } from '../../kibana/context.js'
import { casesInSpace, type CaseSelection } from '../../store/case-selection.js'
import type { Facet } from '../../store/facet.js'
import { requestedValues } from './requested-values.js'
import { createCustomFieldFilter } from './custom-field-filters.js'
import { readBound } from './read-bound.js'
import type { FindCasesQuery } from './find-schema.js'
import type { Version } from '../../versions/version.js'
import { filterValuesAreEscaped, unassignedCasesAreFound } from '../versions.js'

/** The value of the filter `assignees` for cases without assignees. */
const NO_ASSIGNEES = 'none'

/**
 * The cases in the request's space whose owners the caller may read; of these, only the requested owners, if any are named.
 * Unreadable owners are skipped silently.
 */
export function readableCases ({ kibana, space }: Scope, readable: readonly string[], requested: FindCasesQuery['owner']): CaseSelection {
  const owners = requestedValues(requested)
  return casesInSpace(kibana.store.caseIndex, space).having(
    'owner', owners.length === 0 ? readable : readable.filter(owner => owners.includes(owner)),
  )
}

/**
 * The cases created between two dates, inclusive.
 * @throws KibanaError 400 for an invalid date
 */
export function createdBetween (
  { kibana }: Scope, cases: CaseSelection, { from, to }: { from?: string | undefined, to?: string | undefined },
): CaseSelection {
  if (from === undefined && to === undefined) return cases
  const start = readBound(kibana, from, 'start')
  const end = readBound(kibana, to, 'end')
  return cases.filter((_, createdAt) => createdAt >= start && createdAt <= end)
}

/** Characters and words that mean something in Kibana's query language. */
const QUERY_SYNTAX = /[\\():<>"*\t\r\n]|\s(?:and|or)\s|not\s/i

/**
 * The values of a filter that can match. 8.5–8.8 escape query syntax in them, although nothing parses the values, so that those with
 * such syntax match nothing.
 * Source: Kibana 8.7, cases/server/client/utils.ts (buildFilter), kbn-es-query/src/kuery/utils/escape_kuery.ts
 */
const matchable = (values: readonly string[], version: Version): readonly string[] =>
  filterValuesAreEscaped(version) ? values.filter(value => !QUERY_SYNTAX.test(value)) : values

/**
 * The cases that match all filters of a query except `status` and `search`, which don't affect the counts per status. A filter
 * without a value matches everything.
 * @throws KibanaError 400 for an invalid date
 * Source: Kibana's cases/server/client/utils.ts (constructQueryOptions)
 */
export function filterCases (scope: Scope, cases: CaseSelection, query: FindCasesQuery): CaseSelection {
  const { severity, tags, category, reporters, assignees, customFields } = query
  const { version } = scope.kibana
  const narrow = (selection: CaseSelection, facet: Facet, values: readonly string[]) =>
    values.length === 0 ? selection : selection.having(facet, matchable(values, version))

  let selection = createdBetween(scope, cases, query)
  selection = narrow(selection, 'severity', requestedValues(severity))
  selection = narrow(selection, 'tag', requestedValues(tags))
  selection = narrow(selection, 'category', requestedValues(category))
  selection = narrow(selection, 'reporter', requestedValues(reporters))
  const uids = requestedValues(assignees)
  if (uids.length > 0) {
    const isUnassigned = (uid: string) => uid === NO_ASSIGNEES && unassignedCasesAreFound(version)
    selection = selection.havingAny(matchable(uids, version).map(uid => isUnassigned(uid) ? ['unassigned', ''] : ['assignee', uid]))
  }
  return customFields ? selection.filter(createCustomFieldFilter(customFields)) : selection
}
