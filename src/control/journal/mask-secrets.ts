import { isPlainObject } from '../../decoding/plain-object.js'
import { decodePart } from '../../input/url-part.js'

const MASK = '[masked]'

/** The keys of a login's body that are shown. All others are masked, since clients may put the password in the wrong one. */
const SHOWN_OF_LOGIN = ['providerType', 'providerName', 'currentURL', 'username']
/** The keys of a new user that are shown. */
const SHOWN_OF_USER = ['username', 'roles', 'full_name', 'email', 'enabled']

/** Keys of credentials in the bodies and responses of Elasticsearch's routes for security. */
const SECRET_KEYS = [
  'password', 'password_hash', 'access_token', 'refresh_token', 'kerberos_ticket', 'token', 'api_key', 'encoded', 'client_authentication',
]

const SECURITY = /\/_security\//
const USERS = /\/internal\/security\/users/

type Masking = (body: unknown) => unknown

/** Masking by path. The path may be encoded or match no route, and a careless client may send a body of any form. */
const MASKINGS: readonly (readonly [path: RegExp, mask: Masking])[] = [
  [/\/internal\/security\/login/, body => maskAllBut(SHOWN_OF_LOGIN, body)],
  [USERS, body => maskAllBut(SHOWN_OF_USER, body)],
  [SECURITY, body => maskKeys(SECRET_KEYS, body)],
  [/\/actions\//, body => maskKeys(['secrets'], body)],
]

/** A request's body as shown in the log: without credentials, which some routes accept. */
export function maskSecrets (path: string, body: unknown): unknown {
  const decoded = decodePart(path)
  const [, mask] = MASKINGS.find(([pattern]) => pattern.test(decoded)) ?? []
  return mask ? mask(body) : body
}

/** A response as shown in the log: without secrets, which new keys, tokens and users contain. */
export const maskAnswer = (path: string, answer: unknown): unknown =>
  [SECURITY, USERS].some(pattern => pattern.test(decodePart(path))) ? maskKeys(SECRET_KEYS, answer) : answer

function maskKeys (secret: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => maskKeys(secret, item))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => {
    if (!secret.includes(key)) return [key, maskKeys(secret, member)]
    // An API key may also be an object, with its name
    return [key, key === 'api_key' && isPlainObject(member) ? maskKeys(secret, member) : maskAllBut([], member)]
  }))
}

function maskAllBut (shown: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => maskAllBut(shown, item))
  if (!isPlainObject(value)) return value === null ? null : MASK
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown.includes(key) ? member : maskAllBut(shown, member)]))
}
