import type { RoleAttributes } from '../documents/role.js'
import type { RoleDescriptor } from './role-descriptors.js'

/** The roles that limit what a key or token may do, in addition to those of its user. */
export type Limits = readonly RoleAttributes[]

/** An API key created by a request. Times are milliseconds since the epoch. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly key: string
  readonly username: string
  readonly creation: number
  readonly expiration: number | undefined
  readonly invalidation: number | undefined
  readonly metadata: Readonly<Record<string, unknown>>
  readonly roleDescriptors: Readonly<Record<string, RoleDescriptor>>
  /** The roles of its descriptors; `undefined` if the key may do all that its user may. */
  readonly limits: Limits | undefined
}

/** An access token created by a request, with its refresh token. Times are milliseconds since the epoch. */
export interface Token {
  readonly username: string
  /** The user whose request created it, and who alone may refresh it. */
  readonly creator: string
  readonly access: string
  readonly refresh: string | undefined
  readonly expiration: number
  /** The time at which the refresh token expires. */
  readonly refreshExpiration: number
  /** Whether the access token, and the refresh token, were invalidated. */
  readonly invalidated: { readonly access: boolean, readonly refresh: boolean }
  /** The token that replaced it when it was refreshed, and the time of that. */
  readonly successor: { readonly token: Token, readonly since: number } | undefined
  /** The limits of the API key that created it. */
  readonly limits: Limits | undefined
}

/** Decodes Basic credentials, or an API key. */
export const decodeBase64 = (credentials: string): string => Buffer.from(credentials, 'base64').toString()
const idOf = (idAndKey: string) => idAndKey.split(':', 1)[0]!

/** The reason for rejecting an API key. */
export type KeyProblem = 'unknown' | 'invalidated' | 'expired' | 'wrong'

/**
 * API keys and tokens created by requests. Like sessions, they are not documents: snapshots, exports and logs don't contain them.
 * Source: Elasticsearch's security/authc/{ApiKeyService,TokenService}.java
 */
export class Issued {
  readonly #now: () => number
  readonly #keys = new Map<string, ApiKey>()
  readonly #tokens = new Map<string, Token>()
  #isLimited = false

  /** @param now milliseconds of the instance's clock */
  constructor (now: () => number) {
    this.#now = now
  }

  get keys (): readonly ApiKey[] {
    return [...this.#keys.values()]
  }

  /** Whether any key or token has limits. */
  get isLimited (): boolean {
    return this.#isLimited
  }

  get tokens (): readonly Token[] {
    return [...this.#tokens.values()]
  }

  keyOf (id: string): ApiKey | undefined {
    return this.#keys.get(id)
  }

  /** Adds an API key, or replaces the one with its id. */
  putKey (apiKey: ApiKey): void {
    this.#keys.set(apiKey.id, apiKey)
    this.#isLimited ||= apiKey.limits !== undefined
  }

  /** @returns the problem of an API key, given as `id:api_key`; `undefined` if there is none */
  problemOf (idAndKey: string): KeyProblem | undefined {
    const [id = '', key] = idAndKey.split(/:(.*)/s, 2)
    const known = this.#keys.get(id)
    if (!known) return 'unknown'
    if (known.invalidation !== undefined) return 'invalidated'
    if (known.key !== key) return 'wrong'
    return known.expiration !== undefined && known.expiration <= this.#now() ? 'expired' : undefined
  }

  /** Adds a token, or replaces the one with its access token. */
  putToken (token: Token): void {
    this.#tokens.set(token.access, token)
  }

  tokenOfAccess (access: string): Token | undefined {
    return this.#tokens.get(access)
  }

  /** The token that a refresh token belongs to. */
  tokenOfRefresh (refresh: string): Token | undefined {
    return this.tokens.find(token => token.refresh === refresh)
  }

  /** Whether an access token is known, but has expired or was invalidated. */
  isExpired (access: string): boolean {
    const token = this.#tokens.get(access)
    return token !== undefined && (token.invalidated.access || token.expiration <= this.#now())
  }

  /** Whether an access token or its refresh token is valid. */
  isActive ({ access, refresh, invalidated, refreshExpiration }: Token): boolean {
    return !this.isExpired(access) || (refresh !== undefined && !invalidated.refresh && refreshExpiration > this.#now())
  }

  /**
   * Invalidates an access token, or the refresh token that belongs to it.
   * @returns whether it had not been invalidated before
   */
  invalidate (access: string, part: 'access' | 'refresh'): boolean {
    const token = this.#tokens.get(access)!
    this.putToken({ ...token, invalidated: { ...token.invalidated, [part]: true } })
    return !token.invalidated[part]
  }

  /** The user of a key or token, if it is valid. */
  usernameOf (scheme: 'apikey' | 'bearer', credentials: string): string | undefined {
    if (scheme === 'bearer') return this.isExpired(credentials) ? undefined : this.#tokens.get(credentials)?.username
    const idAndKey = decodeBase64(credentials)
    return this.problemOf(idAndKey) === undefined ? this.#keys.get(idOf(idAndKey))?.username : undefined
  }

  /** The limits of a valid key or token; `undefined` without any. */
  limitsOf (scheme: string, credentials: string): Limits | undefined {
    if (scheme === 'bearer') return this.#tokens.get(credentials)?.limits
    return scheme === 'apikey' ? this.#keys.get(idOf(decodeBase64(credentials)))?.limits : undefined
  }

  /** Removes the keys and tokens of a user. */
  removeOf (username: string): void {
    for (const key of this.keys) if (key.username === username) this.#keys.delete(key.id)
    for (const token of this.tokens) if (token.username === username) this.#tokens.delete(token.access)
  }

  /** Removes all keys and tokens. */
  reset (): void {
    this.#keys.clear()
    this.#tokens.clear()
    this.#isLimited = false
  }
}
