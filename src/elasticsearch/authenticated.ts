import type { Scope } from '../kibana/context.js'
import { apiKeyId, schemeOf } from '../security/credentials.js'
import { isReservedUser, realmOf } from '../security/realm.js'
import type { User } from '../documents/user.js'
import type { ElasticsearchRoute } from './route.js'

const API_KEY_REALM = { name: '_es_api_key', type: '_es_api_key' }

/** A user in Elasticsearch's format. */
export const describeUser = ({ username, full_name, email }: User, roles: readonly string[]) => ({
  username,
  roles: [...roles],
  full_name,
  email,
  metadata: isReservedUser(username) ? { _reserved: true } : {},
  enabled: true,
})

/** The caller of a request, and how they were authenticated. Source: Elasticsearch's security/authc/Authentication.java */
export function authenticated (
  { kibana, user, authorization: { roles } }: Pick<Scope, 'kibana' | 'user' | 'authorization'>, header: string | undefined,
) {
  const scheme = schemeOf(header)
  const isApiKey = scheme === 'apikey'
  const id = isApiKey ? apiKeyId(header) : undefined
  const realm = isApiKey ? API_KEY_REALM : realmOf(user.username)
  return {
    ...describeUser(user, isApiKey ? [] : roles),
    authentication_realm: realm,
    lookup_realm: realm,
    authentication_type: isApiKey ? 'api_key' : scheme === 'bearer' ? 'token' : 'realm',
    ...(id !== undefined && { api_key: { id, name: kibana.security.issued.keyOf(id)?.name ?? id } }),
  }
}

/** The route that describes the caller. */
export const authenticateRoutes: readonly ElasticsearchRoute[] = [
  {
    methods: ['GET'],
    path: '/_security/_authenticate',
    summary: 'Describe the caller',
    description: 'The user of the credentials, their roles and realm, and how they were authenticated.',
    answer: ({ scope, authorization }) => authenticated(scope, authorization),
  },
]
