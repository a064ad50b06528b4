import { ElasticsearchError } from '../alerts/query/elasticsearch-error.js'
import { BUILT_IN_ROLES, SUPERUSER } from '../documents/built-in-roles.js'
import type { Scope } from '../kibana/context.js'
import { holdsClusterPrivilege } from '../security/cluster.js'

/** An action on the cluster, and the privileges that allow it; one of them is enough. */
export interface ClusterAction { readonly name: string, readonly grantedBy: readonly string[] }

/** An action on an index, with the same properties. */
export type IndexAction = ClusterAction

export const READS: Readonly<Record<'search' | 'get' | 'mget', IndexAction>> = {
  search: { name: 'indices:data/read/search', grantedBy: ['read', 'all'] },
  get: { name: 'indices:data/read/get', grantedBy: ['read', 'all'] },
  mget: { name: 'indices:data/read/mget[shard]', grantedBy: ['read', 'all'] },
}
export const WRITES: Readonly<Record<'create' | 'index' | 'update' | 'delete', IndexAction>> = {
  create: { name: 'indices:data/write/index', grantedBy: ['create_doc', 'create', 'index', 'write', 'all'] },
  index: { name: 'indices:data/write/index', grantedBy: ['create', 'index', 'write', 'all'] },
  update: { name: 'indices:data/write/update', grantedBy: ['index', 'write', 'all'] },
  delete: { name: 'indices:data/write/delete', grantedBy: ['delete', 'write', 'all'] },
}

function refusal ({ kibana, user, authorization: { roles } }: Scope, { name, grantedBy }: ClusterAction, where: string, kind: string) {
  const known = roles.filter(role => BUILT_IN_ROLES.has(role) || kibana.store.get('role', role))
  return new ElasticsearchError(403, {
    type: 'security_exception',
    reason: `action [${name}] is unauthorized for user [${user.username}] with effective roles [${[...known].sort()}]${where}, this action is granted by the ${kind} privileges [${grantedBy}]`,
  })
}

/** @throws ElasticsearchError 403 */
export function ensureCluster (scope: Scope, action: ClusterAction): void {
  if (!holdsClusterPrivilege(scope, action.grantedBy)) throw refusal(scope, action, '', 'cluster')
}

/** Matches an index against a pattern in a role: with wildcards, or a Lucene expression, read as JavaScript's with `~` for negation. */
function matchesName (pattern: string, index: string): boolean {
  const [, complement, expression] = /^\/(~?)(.*)\/$/s.exec(pattern) ?? []
  if (expression !== undefined) return new RegExp(`^(?:${expression})$`, 's').test(index) !== (complement === '~')
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's').test(index)
}

/** Whether the caller may perform an action on an index, by any of its names; with security off, every caller may. */
export function allowsIndex ({ kibana, authorization: { roles } }: Scope, { grantedBy }: IndexAction, names: readonly string[]): boolean {
  if (!kibana.security.isOn || roles.includes(SUPERUSER)) return true
  const held = roles.flatMap(name => (kibana.store.get('role', name)?.attributes ?? BUILT_IN_ROLES.get(name))?.elasticsearch.indices ?? [])
  return held.some(entry => entry.privileges.some(privilege => grantedBy.includes(privilege)) &&
    entry.names.some(pattern => names.some(name => matchesName(pattern, name))))
}

/** @throws ElasticsearchError 403 if the caller may not perform the action on the index */
export function ensureIndex (scope: Scope, action: IndexAction, name: string, names: readonly string[]): void {
  if (!allowsIndex(scope, action, names)) throw refusal(scope, action, ` on indices [${name}]`, 'index')
}
