import { noCredentials, wrongCredentials } from './errors.js'
import type { Version } from '../versions/version.js'
import { decodeBase64, type Issued, type Limits } from './issued.js'

/** An `Authorization` header, split into its scheme in lower case and the rest. */
interface Header { readonly scheme: string, readonly credentials: string }

function parseHeader (header: string | undefined): Header | undefined {
  if (header === undefined) return undefined
  const [, scheme, credentials] = /^(\S+)\s+(\S+)\s*$/.exec(header) ?? []
  return scheme === undefined || credentials === undefined ? undefined : { scheme: scheme.toLowerCase(), credentials }
}

/** Reads the user name from Basic credentials; `undefined` if there are none. */
export function basicUsername (header: string | undefined): string | undefined {
  const parsed = parseHeader(header)
  return parsed?.scheme === 'basic' ? decodeBase64(parsed.credentials).split(':', 1)[0] || undefined : undefined
}

/** The scheme of an `Authorization` header, in lower case; empty without one. */
export const schemeOf = (header: string | undefined): string => parseHeader(header)?.scheme ?? ''

/** The credentials of an `Authorization` header, after its scheme; empty without one. */
export const credentialsOf = (header: string | undefined): string => parseHeader(header)?.credentials ?? ''

/** The decoded credentials of an `Authorization` header: `username:password` or `id:api_key`. */
export const decodedCredentials = (header: string | undefined): string => decodeBase64(credentialsOf(header))

/** The id in an `Authorization` header with an API key, if the key is the base64 of an id and a key. */
export function apiKeyId (header: string | undefined): string | undefined {
  const [, id] = /^([^:]+):/.exec(decodedCredentials(header)) ?? []
  return id
}

/** The limits of the key or token in a header, if a request created it with limits. */
export function limitsOf (header: string | undefined, issued: Issued): Limits | undefined {
  const parsed = parseHeader(header)
  return parsed && issued.limitsOf(parsed.scheme, parsed.credentials)
}

/** An authenticated user, and the scheme of the header. */
export interface Accepted { readonly username: string, readonly scheme: string }

/** The error for a user name and password that belong to no user. */
function wrongBasic (decoded: string, version: Version) {
  const colon = decoded.indexOf(':')
  return wrongCredentials(colon < 0
    ? 'invalid basic authentication header value'
    : `unable to authenticate user [${decoded.slice(0, colon)}] for REST request [/_security/_authenticate]`, version)
}

const credential = (scheme: string, secret: string) => `${scheme} ${secret}`

/** Elasticsearch's reason for an access token that has expired or was invalidated. */
export const TOKEN_EXPIRED = 'token expired'

/** Elasticsearch's reason for an unknown API key or token. */
export const UNKNOWN_CREDENTIALS =
  'unable to authenticate with provided credentials and anonymous access is not allowed for this request'

/**
 * Maps the credentials of an instance to its users. They belong to tests, so they are stored unhashed: computing a hash would slow
 * down each request.
 * Source of the texts: Kibana's security/server/authentication/{authenticator,providers/http}.ts; for a wrong API key or token those of
 * Elasticsearch's AuthenticatorChain and TokenService
 */
export class Credentials {
  readonly #usernames = new Map<string, string>()
  /** Headers that were accepted: clients send the same one with each request, and parsing it takes 5 % of an update. */
  readonly #accepted = new Map<string, Accepted>()
  readonly #issued: Issued
  readonly #version: Version

  /** @param issued keys and tokens created by requests */
  constructor (issued: Issued, version: Version) {
    this.#issued = issued
    this.#version = version
  }

  /** Sets the password of a user, replacing an earlier one. */
  setPassword (username: string, password: string): void {
    this.#remove((known, name) => name === username && known.startsWith('basic '))
    this.#usernames.set(credential('basic', `${username}:${password}`), username)
  }

  /** Removes all credentials of a user. */
  removeAll (username: string): void {
    this.#remove((_, name) => name === username)
  }

  /** Adds an API key: its id and key separated by a colon, or the base64 of that, which clients send after `ApiKey`. */
  addApiKey (key: string, username: string): void {
    const encoded = key.includes(':') ? Buffer.from(key).toString('base64') : key
    this.#usernames.set(credential('apikey', encoded), username)
  }

  /** Adds a token, which clients send after `Bearer`. */
  addToken (token: string, username: string): void {
    this.#usernames.set(credential('bearer', token), username)
  }

  /**
   * Returns the user that a header authenticates, and how.
   * @throws KibanaError 401
   */
  accept (header: string | undefined): Accepted {
    const known = header !== undefined && this.#accepted.get(header)
    if (known) return known
    const parsed = parseHeader(header)
    if (parsed?.scheme !== 'basic' && parsed?.scheme !== 'apikey' && parsed?.scheme !== 'bearer') throw noCredentials()
    const { scheme, credentials } = parsed
    const secret = scheme === 'basic' ? decodeBase64(credentials) : credentials
    const username = this.#usernames.get(credential(scheme, secret))
    if (username === undefined) {
      if (scheme === 'basic') throw wrongBasic(secret, this.#version)
      return { username: this.#usernameOfIssued(scheme, credentials), scheme }
    }
    const accepted = { username, scheme }
    this.#accepted.set(header!, accepted)
    return accepted
  }

  /** The user of a key or token that a request created: it may expire. */
  #usernameOfIssued (scheme: 'apikey' | 'bearer', credentials: string): string {
    const username = this.#issued.usernameOf(scheme, credentials)
    if (username === undefined) {
      if (scheme === 'bearer' && this.#issued.isExpired(credentials)) throw wrongCredentials(TOKEN_EXPIRED, this.#version)
      throw wrongCredentials(UNKNOWN_CREDENTIALS, this.#version)
    }
    return username
  }

  /**
   * Returns the name of the user with this password.
   * @throws KibanaError 401
   */
  usernameOfPassword (username: string, password: string): string {
    const secret = `${username}:${password}`
    const known = this.#usernames.get(credential('basic', secret))
    if (known === undefined) throw wrongBasic(secret, this.#version)
    return known
  }

  hasPassword (username: string, password: string): boolean {
    return this.#usernames.has(credential('basic', `${username}:${password}`))
  }

  #remove (matches: (known: string, username: string) => boolean): void {
    this.#accepted.clear()
    for (const [known, username] of this.#usernames) if (matches(known, username)) this.#usernames.delete(known)
  }
}
