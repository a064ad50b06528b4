import { isPlainObject } from '../../decoding/plain-object.js'

const MASK = '[masked]'

/** The keys of a login's body that are shown. All others are masked, since clients may put the password in the wrong one. */
const SHOWN_OF_LOGIN = ['providerType', 'providerName', 'currentURL', 'username']
/** The keys of a new user that are shown. */
const SHOWN_OF_USER = ['username', 'roles', 'full_name', 'email', 'enabled']

/** Routes of Elasticsearch whose bodies and responses contain credentials under these keys. */
const SECURITY = '/_security/'
const SECRET_KEYS = ['password', 'access_token', 'refresh_token', 'token', 'api_key', 'encoded']

/** A request's body as shown in the log: without credentials, which some routes accept. */
export function maskSecrets (path: string, body: unknown): unknown {
  if (path.startsWith('/internal/security/login')) return maskAllBut(SHOWN_OF_LOGIN, body)
  if (path.startsWith('/internal/security/users')) return maskAllBut(SHOWN_OF_USER, body)
  if (path.startsWith(SECURITY)) return maskKeys(body)
  if (!path.startsWith('/api/actions/') || !isPlainObject(body) || !isPlainObject(body.secrets)) return body
  return { ...body, secrets: maskAllBut([], body.secrets) }
}

/** A response as shown in the log: without secrets, which only new keys and tokens contain. */
export const maskAnswer = (path: string, answer: unknown): unknown => path.startsWith(SECURITY) ? maskKeys(answer) : answer

function maskKeys (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskKeys)
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) =>
    [key, SECRET_KEYS.includes(key) && typeof member === 'string' ? MASK : maskKeys(member)]))
}

function maskAllBut (shown: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => maskAllBut(shown, item))
  if (!isPlainObject(value)) return value === null ? null : MASK
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown.includes(key) ? member : maskAllBut(shown, member)]))
}
