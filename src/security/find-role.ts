import type { RoleAttributes } from '../documents/role.js'
import type { Store } from '../store/store.js'
import type { Version } from '../versions/version.js'
import { builtInRolesAt } from './known-names.js'

/** Finds a role by name: one of the version's built-in roles, or a stored one. */
export function findRole (
  { store, version }: { readonly store: Store, readonly version: Version }, name: string,
): RoleAttributes | undefined {
  return builtInRolesAt(version).get(name) ?? store.get('role', name)?.attributes
}
