import { SUPERUSER } from '../documents/built-in-roles.js'
import type { SavedObject } from '../store/saved-object.js'
import type { Store } from '../store/store.js'
import type { Version } from '../versions/version.js'
import { common, restricted, superuser, unrestricted, type Authorization } from './authorization.js'
import { ownersAt } from './features.js'
import { builtInRolesAt } from './known-names.js'
import { privilegesIn } from './privileges.js'
import { ownersIn } from './space-features.js'
import type { Identity } from './users.js'

type SavedSpace = SavedObject<'space'>
type SavedRole = SavedObject<'role'>

/** A cached authorization and the roles it was computed from; valid while these are the store's current documents. */
interface Known { readonly roles: readonly (SavedRole | undefined)[], readonly authorization: Authorization }

/** Computes the permissions of users, and caches them by user and space. */
export class Authorizer {
  readonly #store: Store
  readonly #version: Version
  readonly #known = new WeakMap<Identity, WeakMap<SavedSpace, Known>>()
  readonly #unrestricted = new WeakMap<SavedSpace, Authorization>()

  constructor (store: Store, version: Version) {
    this.#store = store
    this.#version = version
  }

  /** Returns the permissions of a user in a space, which need not exist. */
  authorize (identity: Identity, spaceId: string): Authorization {
    if (identity.limited) return this.#limitedIn(identity.limited, spaceId)
    const space = this.#store.get('space', spaceId)
    return identity.roles ? this.#restricted(identity, identity.roles, spaceId, space) : this.#unrestrictedIn(space)
  }

  /** The owners of a space; all owners of the version if the space does not exist. */
  #ownersIn (space: SavedSpace | undefined): readonly string[] {
    return space ? ownersIn(space.attributes, this.#version) : ownersAt(this.#version)
  }

  /** The permissions of a user with an API key that has limits. */
  #limitedIn (limited: NonNullable<Identity['limited']>, spaceId: string): Authorization {
    const ofOwner = this.authorize(limited.owner, spaceId)
    const granted = restricted(privilegesIn(spaceId, limited.by, this.#version), ownersAt(this.#version))
    return {
      ...common(ofOwner, granted), roles: ofOwner.roles, limits: limited.by, inSpace: other => this.#limitedIn(limited, other),
    }
  }

  #restricted (identity: Identity, names: readonly string[], spaceId: string, space: SavedSpace | undefined): Authorization {
    const roles = names.map(name => this.#store.get('role', name))
    const known = space && this.#known.get(identity)?.get(space)
    if (known?.roles.every((role, index) => role === roles[index])) return known.authorization
    const owners = this.#ownersIn(space)
    const granted = names.flatMap((name, index) => roles[index]?.attributes ?? builtInRolesAt(this.#version).get(name) ?? [])
    const authorization = {
      ...names.includes(SUPERUSER) ? superuser(owners) : restricted(privilegesIn(spaceId, granted, this.#version), owners),
      roles: names,
      inSpace: (other: string) => this.authorize(identity, other),
    }
    if (space) {
      const bySpace = this.#known.get(identity) ?? new WeakMap<SavedSpace, Known>()
      this.#known.set(identity, bySpace.set(space, { roles, authorization }))
    }
    return authorization
  }

  #unrestrictedIn (space: SavedSpace | undefined): Authorization {
    const known = space && this.#unrestricted.get(space)
    if (known) return known
    const authorization = {
      ...unrestricted(this.#ownersIn(space), ownersAt(this.#version)),
      roles: [],
      inSpace: (other: string) => this.#unrestrictedIn(this.#store.get('space', other)),
    }
    if (space) this.#unrestricted.set(space, authorization)
    return authorization
  }
}
