import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema } from '../../decoding/limits.js'
import type { Scope } from '../../kibana/context.js'
import { authenticated } from '../../security/authenticated.js'
import { HEADER_PROVIDER, SESSION_PROVIDER } from '../../security/realm.js'
import { In } from '../../versions/schema.js'

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
type CurrentUser = Static<typeof CurrentUserSchema>

/** GET /internal/security/me. Source: Kibana's security/server/authentication */
export function currentUser ({ kibana, user, authorization: { roles }, session }: Scope, header: string | undefined): CurrentUser {
  return {
    ...authenticated({ user, roles, header }, kibana.security.issued),
    authentication_provider: session ? SESSION_PROVIDER : HEADER_PROVIDER,
    elastic_cloud_user: false,
    ...(session && user.profile_uid !== undefined && { profile_uid: user.profile_uid }),
  }
}
