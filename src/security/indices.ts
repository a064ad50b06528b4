import { BUILT_IN_ROLES } from '../documents/built-in-roles.js'
import type { Caller } from './cluster.js'

/** A pattern of index names in a role: `*` and `?`, or a regular expression between slashes, of which `~(…)` is a negated part. */
function isNamed (pattern: string, index: string): boolean {
  const [, negated, expression] = /^\/(?:~\((.*)\)|(.*))\/$/.exec(pattern) ?? []
  if (negated !== undefined) return !new RegExp(`^(?:${negated})$`).test(index)
  if (expression !== undefined) return new RegExp(`^(?:${expression})$`).test(index)
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
  return new RegExp(`^${escaped}$`).test(index)
}

/** Privileges of Elasticsearch that include each of these. */
const INCLUDED_IN = { read: ['read', 'all'], write: ['write', 'all'] } as const

/** Whether the roles of the caller grant a privilege on an index: everyone's with security off. */
export function holdsIndexPrivilege (
  { kibana, authorization: { roles } }: Caller, index: string, privilege: keyof typeof INCLUDED_IN,
): boolean {
  if (!kibana.security.isOn) return true
  const granted = roles.flatMap(name => (kibana.store.get('role', name)?.attributes ?? BUILT_IN_ROLES.get(name))?.elasticsearch.indices ?? [])
  return granted.some(({ names, privileges }) =>
    names.some(name => isNamed(name, index)) && privileges.some(held => INCLUDED_IN[privilege].some(name => name === held)))
}
