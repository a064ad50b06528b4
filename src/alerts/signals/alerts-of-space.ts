import type { Scope } from '../../kibana/context.js'
import { holdsIndexPrivilege, READING, WRITING } from '../../security/indices.js'
import type { SavedAlert } from '../alert.js'
import { backingIndexOf, securityAlertsAlias } from '../index-names.js'
import { ElasticsearchError } from '../query/elasticsearch-error.js'
import { resolveIndices, type Target } from '../query/indices.js'
import { updateTogether, type UpdateByQuery } from '../update-by-query.js'
import { SecurityError } from './errors.js'

/**
 * The alerts of Elastic Security in the space of a request. Kibana queries Elasticsearch as the caller and ignores missing indices;
 * an index without the privilege counts as missing.
 */
export function alertsOfSpace (scope: Scope, privilege: 'read' | 'write'): Target {
  const alias = securityAlertsAlias(scope.space)
  const mayUse = holdsIndexPrivilege(scope, [alias, backingIndexOf(alias)], privilege === 'read' ? READING : WRITING)
  return mayUse ? resolveIndices(scope.kibana.store, alias, { ignoresMissing: true }) : { indices: [], alerts: [] }
}

/**
 * Runs a query of Elasticsearch.
 * @throws SecurityError with the type and reason of an Elasticsearch error
 */
export function asSecurity<Answer> (ask: () => Answer): Answer {
  try {
    return ask()
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error
    throw new SecurityError(error.statusCode, `${error.outerCause.type}: ${error.outerCause.reason}`)
  }
}

/**
 * Changes the matching alerts of the space, as one update by query. On a conflict, all but the first are updated.
 * @throws SecurityError 409 for a conflict, unless `conflicts` is `proceed`
 */
export function updateAlerts (
  scope: Scope,
  matches: (alert: SavedAlert) => boolean,
  change: (source: SavedAlert['attributes']['source']) => SavedAlert['attributes']['source'],
  conflicts?: 'abort' | 'proceed',
): UpdateByQuery {
  const answer = updateTogether(scope, alertsOfSpace(scope, 'write').alerts.filter(matches), change, conflicts)
  if (answer.failures.length > 0) throw new SecurityError(409, JSON.stringify(answer))
  return answer
}
