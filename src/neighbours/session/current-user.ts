import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema } from '../../decoding/limits.js'
import type { Scope } from '../../kibana/context.js'
import { apiKeyId, schemeOf } from '../../security/credentials.js'
import { In } from '../../versions/schema.js'
import { HEADER_PROVIDER, isReservedUser, realmOf, SESSION_PROVIDER } from '../../security/realm.js'

const NamedSchema = Type.Object({ name: Type.String(), type: Type.String() })

/** The caller in the format that Kibana and Elasticsearch return. */
export const CurrentUserSchema = Type.Object({
  username: NullableSchema(Type.String()),
  roles: Type.Array(Type.String(), { description: 'names of roles; none for an API key, whose privileges are its own' }),
  full_name: NullableSchema(Type.String()),
  email: NullableSchema(Type.String()),
  metadata: Type.Record(Type.String(), Type.Unknown()),
  enabled: Type.Boolean(),
  authentication_realm: NamedSchema,
  lookup_realm: NamedSchema,
  authentication_type: Type.String({ description: 'realm, api_key or token' }),
  api_key: Type.Optional(Type.Object({ name: Type.String(), id: Type.String() })),
  authentication_provider: Type.Object({ type: Type.String(), name: Type.String() }),
  elastic_cloud_user: In({ since: '8.8' }, Type.Boolean()),
  profile_uid: Type.Optional(In({ since: '8.5' }, Type.String({ description: 'only with a session' }))),
})
export type CurrentUser = Static<typeof CurrentUserSchema>

const TYPES: Readonly<Record<string, string>> = { apikey: 'api_key', bearer: 'token' }
const API_KEY_REALM = { name: '_es_api_key', type: '_es_api_key' }

/** GET /internal/security/me. Source: Elasticsearch's `_security/_authenticate`, and Kibana's security/server/authentication */
export function currentUser ({ kibana, user, authorization, session }: Scope, header: string | undefined): CurrentUser {
  const { username, full_name, email, profile_uid } = user
  const type = TYPES[schemeOf(header)] ?? 'realm'
  const id = type === 'api_key' ? apiKeyId(header) : undefined
  const realm = type === 'api_key' ? API_KEY_REALM : realmOf(username)
  return {
    username,
    roles: type === 'api_key' ? [] : [...authorization.roles],
    full_name,
    email,
    metadata: isReservedUser(username) ? { _reserved: true } : {},
    enabled: true,
    authentication_realm: realm,
    lookup_realm: realm,
    authentication_type: type,
    ...(id !== undefined && { api_key: { name: kibana.security.issued.keyOf(id)?.name ?? id, id } }),
    authentication_provider: session ? SESSION_PROVIDER : HEADER_PROVIDER,
    elastic_cloud_user: false,
    ...(session && profile_uid !== undefined && { profile_uid }),
  }
}
