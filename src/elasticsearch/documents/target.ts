import { backingIndexOf, namesOf } from '../../alerts/index-names.js'
import { illegalArgument } from '../../alerts/query/elasticsearch-error.js'
import { resolveIndices, type Target } from '../../alerts/query/indices.js'
import type { Scope } from '../../kibana/context.js'
import { holdsIndexPrivilege } from '../../security/indices.js'
import { ensureIndex, type Action } from '../privileges.js'
import type { Call } from '../route.js'

/**
 * Finds the indices of a search that the caller may read. Indices named in full must be readable; those matched by a wildcard are left
 * out if they are not.
 * @throws ElasticsearchError 404, 403
 */
export function readableTarget (scope: Scope, expression: string, action: Action, query: Call['query']): Target {
  const { store } = scope.kibana
  for (const name of expression.split(',')) {
    if (!name.includes('*') && name !== '_all' && name !== '') ensureIndex(scope, action, name, namesOf(name))
  }
  const { indices, alerts } = resolveIndices(store, expression, { ignoresMissing: query.ignore_unavailable === 'true' })
  const allowed = indices.filter(index => holdsIndexPrivilege(scope, namesOf(index), action.grantedBy))
  if (allowed.length === indices.length) return { indices, alerts }
  return { indices: allowed, alerts: alerts.filter(({ attributes: { index } }) => allowed.includes(backingIndexOf(index))) }
}

/**
 * Finds the index of a request about a document; the index need not exist.
 * @throws ElasticsearchError 400 for several indices, 403
 */
export function oneIndex (scope: Scope, name: string, action: Action): string {
  if (/[*,]/.test(name) || name === '_all') throw illegalArgument(`[${name}] can't access multiple indices`)
  ensureIndex(scope, action, name, namesOf(name))
  return backingIndexOf(name)
}
