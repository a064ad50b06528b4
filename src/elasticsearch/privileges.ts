import { ElasticsearchError } from '../alerts/query/elasticsearch-error.js'
import type { Scope } from '../kibana/context.js'
import { holdsClusterPrivilege } from '../security/cluster.js'
import { deniedAction } from '../security/denied-action.js'
import { holdsIndexPrivilege } from '../security/indices.js'

/** An action on the cluster or an index, and the privileges that allow it; one of them is enough. */
export interface Action { readonly name: string, readonly grantedBy: readonly string[] }

export const READS: Readonly<Record<'search' | 'get' | 'mget', Action>> = {
  search: { name: 'indices:data/read/search', grantedBy: ['read', 'all'] },
  get: { name: 'indices:data/read/get', grantedBy: ['read', 'all'] },
  mget: { name: 'indices:data/read/mget[shard]', grantedBy: ['read', 'all'] },
}
export const WRITES: Readonly<Record<'create' | 'index' | 'update' | 'delete', Action>> = {
  create: { name: 'indices:data/write/index', grantedBy: ['create_doc', 'create', 'index', 'write', 'all'] },
  index: { name: 'indices:data/write/index', grantedBy: ['create', 'index', 'write', 'all'] },
  update: { name: 'indices:data/write/update', grantedBy: ['index', 'write', 'all'] },
  delete: { name: 'indices:data/write/delete', grantedBy: ['delete', 'write', 'all'] },
}

const refusal = (scope: Scope, action: Action, index?: string) =>
  new ElasticsearchError(403, { type: 'security_exception', reason: deniedAction(scope, action, index) })

/** @throws ElasticsearchError 403 */
export function ensureCluster (scope: Scope, action: Action): void {
  if (!holdsClusterPrivilege(scope, action.grantedBy)) throw refusal(scope, action)
}

/** @throws ElasticsearchError 403 if the caller may not perform the action on the index, by any of its names */
export function ensureIndex (scope: Scope, action: Action, name: string, names: readonly string[]): void {
  if (!holdsIndexPrivilege(scope, names, action.grantedBy)) throw refusal(scope, action, name)
}
