import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import type { User } from '../documents/user.js'
import type { Version } from '../versions/version.js'
import { Credentials, type Accepted } from './credentials.js'
import type { Issued, Limits } from './issued.js'
import type { SecurityOption } from './schema.js'

/** The user behind a request, with their roles. */
export interface Identity {
  readonly user: User
  /** Names of roles; `undefined` with security off. */
  readonly roles: readonly string[] | undefined
  /** For an API key with limits: the user without them, and the limits. */
  readonly limited?: { readonly owner: Identity, readonly by: Limits }
}

/** A user of the option `security`. */
type UserOption = NonNullable<SecurityOption['users']>[string]
/** A user to add. Without a password, an existing user keeps theirs. */
export type NewUser = Omit<UserOption, 'password' | 'full_name' | 'email'> & {
  readonly password?: string | undefined, readonly full_name?: string | null | undefined, readonly email?: string | null | undefined
}

/** The users of one instance and their credentials: those of the option `security`, and those added by requests since the last reset. */
export class Users {
  readonly #option: SecurityOption
  readonly #identities = new Map<string, Identity>()
  readonly #credentials: Credentials
  #isChanged = false

  /**
   * @param issued API keys and tokens created by requests
   * @throws InvalidInput for invalid users and keys
   */
  constructor (option: SecurityOption, issued: Issued, version: Version) {
    this.#option = option
    this.#credentials = new Credentials(issued, version)
    this.#fill()
  }

  get (username: string): Identity | undefined {
    return this.#identities.get(username)
  }

  /** All users by name. */
  [Symbol.iterator] (): Iterator<[string, Identity]> {
    return this.#identities.entries()
  }

  /**
   * Returns the user that a header authenticates, and how.
   * @throws KibanaError 401
   */
  accept (header: string | undefined): Accepted {
    return this.#credentials.accept(header)
  }

  /**
   * Returns the name of the user with this password.
   * @throws KibanaError 401
   */
  usernameOfPassword (username: string, password: string): string {
    return this.#credentials.usernameOfPassword(username, password)
  }

  hasPassword (username: string, password: string): boolean {
    return this.#credentials.hasPassword(username, password)
  }

  /** Creates or replaces a user until the next reset. */
  put (username: string, user: NewUser): void {
    this.#isChanged = true
    this.#add(username, user)
  }

  /** Removes a user with all credentials until the next reset. */
  remove (username: string): void {
    this.#isChanged = true
    this.#identities.delete(username)
    this.#credentials.removeAll(username)
  }

  /** Restores the users from start-up. */
  reset (): void {
    if (!this.#isChanged) return
    for (const username of [...this.#identities.keys()]) this.remove(username)
    this.#fill()
    this.#isChanged = false
  }

  #add (username: string, { password, roles, full_name = null, email = null, profile_uid }: NewUser): void {
    this.#identities.set(username, { user: { username, full_name, email, ...(profile_uid !== undefined && { profile_uid }) }, roles })
    if (password !== undefined) this.#credentials.setPassword(username, password)
  }

  #fill (): void {
    for (const [username, user] of Object.entries(this.#option.users ?? {})) {
      if (username === '' || username.includes(':')) {
        throw new InvalidInput('security.users', 'user names without a colon, and not empty', printValue(username))
      }
      this.#add(username, user)
    }
    for (const [key, username] of Object.entries(this.#option.apiKeys ?? {})) {
      if (!this.#identities.has(username)) throw new InvalidInput('security.apiKeys', 'a user of security.users', printValue(username))
      this.#credentials.addApiKey(key, username)
    }
    for (const [token, username] of Object.entries(this.#option.tokens ?? {})) {
      if (!this.#identities.has(username)) throw new InvalidInput('security.tokens', 'a user of security.users', printValue(username))
      this.#credentials.addToken(token, username)
    }
  }
}
