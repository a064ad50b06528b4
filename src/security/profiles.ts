import { createHash } from 'node:crypto'

/** Data that applications store in a profile, such as the avatar. */
type ProfileData = Readonly<Record<string, unknown>>

/** Derives the id of a user's profile. Source: Elasticsearch's ProfileDocument: a hash of user name and realm, in the form of its uids */
const uidOf = (username: string) => `u_${createHash('sha256').update(`${username}:realm`).digest('base64url')}_0`

/**
 * The user profiles of one instance. A user gets one on first login or activation, or at start-up if the option `security` sets its id.
 */
export class Profiles {
  readonly #given: ReadonlyMap<string, string>
  readonly #uids = new Map<string, string>()
  readonly #usernames = new Map<string, string>()
  readonly #data = new Map<string, ProfileData>()

  /** @param given ids by user name, from the option `security` */
  constructor (given: ReadonlyMap<string, string>) {
    this.#given = given
    this.reset()
  }

  /** Restores the profiles that existed at start-up. */
  reset (): void {
    this.#uids.clear()
    this.#usernames.clear()
    this.#data.clear()
    for (const username of this.#given.keys()) this.activate(username)
  }

  /** Creates the profile of a user, unless it exists, and returns its id. */
  activate (username: string): string {
    const known = this.#uids.get(username)
    if (known !== undefined) return known
    const uid = this.#given.get(username) ?? uidOf(username)
    this.#uids.set(username, uid)
    this.#usernames.set(uid, username)
    return uid
  }

  uidOf (username: string): string | undefined {
    return this.#uids.get(username)
  }

  usernameOf (uid: string): string | undefined {
    return this.#usernames.get(uid)
  }

  /** The ids of all profiles, oldest first. */
  get uids (): readonly string[] {
    return [...this.#usernames.keys()]
  }

  dataOf (uid: string): ProfileData {
    return this.#data.get(uid) ?? {}
  }

  /** Adds data to a profile, replacing existing keys. */
  addData (uid: string, data: ProfileData): void {
    this.#data.set(uid, { ...this.dataOf(uid), ...data })
  }
}
