import { BUILT_IN_ROLES } from '../documents/built-in-roles.js'
import type { Caller } from './cluster.js'

/** Matches an index against a pattern in a role: with `*` and `?`, or a regular expression between slashes; `~(…)` negates it. */
function isNamed (pattern: string, index: string): boolean {
  const [, negated, expression] = /^\/(?:~\((.*)\)|(.*))\/$/.exec(pattern) ?? []
  if (negated !== undefined) return !new RegExp(`^(?:${negated})$`).test(index)
  if (expression !== undefined) return new RegExp(`^(?:${expression})$`).test(index)
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
  return new RegExp(`^${escaped}$`).test(index)
}

/** Index privileges that include each of these. */
const INCLUDED_IN = { read: ['read', 'all'], write: ['write', 'all'] } as const

/** Whether the caller's roles grant a privilege on an index; with security off, every caller has it. */
export function holdsIndexPrivilege (
  { kibana, authorization: { roles } }: Caller, index: string, privilege: keyof typeof INCLUDED_IN,
): boolean {
  if (!kibana.security.isOn) return true
  const granted = roles.flatMap(name => (kibana.store.get('role', name)?.attributes ?? BUILT_IN_ROLES.get(name))?.elasticsearch.indices ?? [])
  return granted.some(({ names, privileges }) =>
    names.some(name => isNamed(name, index)) && privileges.some(held => INCLUDED_IN[privilege].some(name => name === held)))
}
