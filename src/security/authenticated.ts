import type { User } from '../documents/user.js'
import { apiKeyId, schemeOf } from './credentials.js'
import type { Issued } from './issued.js'
import { isReservedUser, realmOf } from './realm.js'

const API_KEY_REALM = { name: '_es_api_key', type: '_es_api_key' }
/** The type of authentication by the scheme of the header; for Basic credentials and sessions it is `realm`. */
const TYPES: Readonly<Record<string, string>> = { apikey: 'api_key', bearer: 'token' }

/** A user in Elasticsearch's format. */
export const describeUser = ({ username, full_name, email }: User, roles: readonly string[]) => ({
  username,
  roles: [...roles],
  full_name,
  email,
  metadata: isReservedUser(username) ? { _reserved: true } : {},
  enabled: true,
})

/** A caller: the user, their roles, and the header that authenticated them. */
interface AuthenticatedCaller {
  readonly user: User
  readonly roles: readonly string[]
  readonly header: string | undefined
}

/** A caller in Elasticsearch's format, and how they were authenticated. Source: Elasticsearch's security/authc/Authentication.java */
export function authenticated ({ user, roles, header }: AuthenticatedCaller, issued: Issued) {
  const type = TYPES[schemeOf(header)] ?? 'realm'
  const isApiKey = type === 'api_key'
  const id = isApiKey ? apiKeyId(header) : undefined
  const realm = isApiKey ? API_KEY_REALM : realmOf(user.username)
  return {
    ...describeUser(user, isApiKey ? [] : roles),
    authentication_realm: realm,
    lookup_realm: realm,
    authentication_type: type,
    ...(id !== undefined && { api_key: { name: issued.keyOf(id)?.name ?? id, id } }),
  }
}
