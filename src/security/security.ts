import type { Store } from '../store/store.js'
import type { Authorization } from './authorization.js'
import { Authorizer } from './authorizer.js'
import { basicUsername, limitsOf } from './credentials.js'
import { Issued } from './issued.js'
import type { SecurityOption } from './schema.js'
import { checkRolesOfUser } from './known-names.js'
import { Profiles } from './profiles.js'
import { headersCarryProfiles } from './versions.js'
import { Sessions, type Session } from './sessions.js'
import type { Version } from '../versions/version.js'
import type { User } from '../documents/user.js'
import { Users, type Identity, type NewUser } from './users.js'

const anonymous = (username: string): Identity => ({ user: { username, full_name: null, email: null }, roles: undefined })
/** The profile ids that the option sets, by user name. */
const givenProfiles = (option: SecurityOption | undefined) => new Map(
  Object.entries(option?.users ?? {}).flatMap(([username, { profile_uid: uid }]) => uid === undefined ? [] : [[username, uid]]),
)

/** The user of requests without credentials, with security off. */
const ANYBODY = anonymous('elastic')

/** The users of one instance and their permissions. With security off, everything is allowed. */
export class Security {
  readonly sessions = new Sessions()
  readonly issued: Issued
  readonly profiles: Profiles
  readonly #store: Store
  readonly #authorizer: Authorizer
  readonly #version: Version
  readonly #users: Users | undefined
  /** Identities with a profile id, by the same identity without one. */
  readonly #profiled = new WeakMap<Identity, Identity>()

  /** @throws InvalidInput for invalid users and keys */
  constructor (store: Store, option: SecurityOption | undefined, version: Version, now: () => number) {
    this.issued = new Issued(now)
    this.#version = version
    this.#store = store
    this.#authorizer = new Authorizer(store, version)
    this.profiles = new Profiles(givenProfiles(option))
    this.#users = option && new Users(option, this.issued, version)
  }

  /** True if requests need credentials. */
  get isOn (): boolean {
    return this.#users !== undefined
  }

  /** All users by name; none with security off. */
  get users (): Iterable<[string, Identity]> {
    return this.#users ?? []
  }

  /**
   * Returns the user of an `Authorization` header or, without one, of a session. With security off, this is the user named in the Basic
   * credentials or at login, or `elastic`.
   * @throws KibanaError 401
   */
  identify (header: string | undefined, session?: Session): Identity {
    const ofSession = header === undefined ? session?.username : undefined
    if (this.#users && ofSession !== undefined) return this.#withProfile(ofSession, this.#users.get(ofSession)!, false)
    if (this.#users) return this.#identifyByHeader(this.#users, header)
    const username = ofSession ?? basicUsername(header)
    return username === undefined ? ANYBODY : anonymous(username)
  }

  /**
   * Starts a session for a user name and password; with security off, any are accepted.
   * @param now milliseconds of the instance's clock
   * @throws KibanaError 401
   */
  login (username: string, password: string, now: number): Session {
    const known = this.#users?.usernameOfPassword(username, password)
    if (known !== undefined) this.profiles.activate(known)
    return this.sessions.start(known ?? username, now)
  }

  /** Finds a user by name; `undefined` if unknown, or if security is off. */
  identityOf (username: string): Identity | undefined {
    return this.#users?.get(username)
  }

  /** Creates or replaces a user until the next reset. */
  putUser (username: string, user: NewUser): void {
    this.#users?.put(username, user)
  }

  /** Removes a user with their credentials and sessions, until the next reset. */
  removeUser (username: string): void {
    this.#users?.remove(username)
    this.issued.removeOf(username)
    this.sessions.endAll(session => session.username === username)
  }

  /** Ends all sessions, removes API keys and tokens created by requests, and restores the users and profiles from start-up. */
  reset (): void {
    this.sessions.endAll()
    this.issued.reset()
    this.profiles.reset()
    this.#users?.reset()
  }

  /** Finds the user with a name and password; `undefined` if they are wrong, or security is off. */
  identityOfPassword (username: string, password: string): Identity | undefined {
    return this.#users?.hasPassword(username, password) ? this.identityOf(username) : undefined
  }

  /** @throws InvalidInput for a user with an unknown role */
  ensureRolesOfUsers (): void {
    const own = this.#store.all('role').map(({ id }) => id)
    for (const [username, { roles = [] }] of this.#users ?? []) checkRolesOfUser(username, roles, own)
  }

  /** Finds the user with a profile id; `undefined` if unknown. */
  identityOfProfile (uid: string): Identity | undefined {
    const username = this.profiles.usernameOf(uid)
    return username === undefined ? undefined : this.identityOf(username)
  }

  /** Finds the user with a profile id, without roles; `undefined` if unknown. */
  userOfProfile (uid: string): User | undefined {
    return this.identityOfProfile(uid)?.user
  }

  /** Returns the permissions of a user in a space, which need not exist. */
  authorize (identity: Identity, spaceId: string): Authorization {
    return this.#authorizer.authorize(identity, spaceId)
  }

  #identifyByHeader (users: Users, header: string | undefined): Identity {
    const { username, scheme } = users.accept(header)
    const identity = users.get(username)!
    const known = headersCarryProfiles(this.#version) ? this.#withProfile(username, identity, scheme !== 'apikey') : identity
    const limits = this.issued.isLimited ? limitsOf(header, this.issued) : undefined
    return limits ? { ...known, limited: { owner: known, by: limits } } : known
  }

  #withProfile (name: string, identity: Identity, activates: boolean): Identity {
    const uid = activates ? this.profiles.activate(name) : this.profiles.uidOf(name)
    if (uid === undefined || identity.user.profile_uid !== undefined) return identity
    const known = this.#profiled.get(identity)
    if (known) return known
    const profiled = { ...identity, user: { ...identity.user, profile_uid: uid } }
    this.#profiled.set(identity, profiled)
    return profiled
  }
}
