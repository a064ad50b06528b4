import { Type, type Static } from '@sinclair/typebox'
import type { KibanaContext, Scope } from '../kibana/context.js'
import { HEADER_PROVIDER, realmOf, SESSION_PROVIDER } from '../security/realm.js'
import type { User } from '../documents/user.js'

const DataSchema = Type.Object({}, { additionalProperties: true, description: 'the requested data, such as the avatar' })
const PersonSchema = Type.Object({
  username: Type.String(),
  email: Type.Optional(Type.String()),
  full_name: Type.Optional(Type.String()),
})

/** A profile of another user. */
export const ProfileSchema = Type.Object({
  uid: Type.String({ description: 'the id of the profile' }),
  enabled: Type.Boolean(),
  data: DataSchema,
  user: PersonSchema,
})
export type Profile = Static<typeof ProfileSchema>

/** The profile of the caller. */
export const OwnProfileSchema = Type.Object({
  uid: Type.String({ description: 'the id of the profile' }),
  enabled: Type.Boolean(),
  data: DataSchema,
  user: Type.Object({
    ...PersonSchema.properties,
    roles: Type.Array(Type.String()),
    realm_name: Type.String(),
    authentication_provider: Type.Object({ type: Type.String(), name: Type.String() }),
  }),
  labels: Type.Object({}),
})
type OwnProfile = Static<typeof OwnProfileSchema>

/** The names of a user; unset ones are absent. */
export const personOf = ({ username, email, full_name }: User): Static<typeof PersonSchema> => ({
  username: String(username),
  ...(email !== null && { email }),
  ...(full_name !== null && { full_name }),
})

/** Selects data of a profile: comma-separated names, `*` for everything, an empty string for nothing. */
export function pickData ({ security }: KibanaContext, uid: string, dataPath = ''): Record<string, unknown> {
  const names = dataPath.split(',').map(path => path.trim().split('.', 1)[0])
  return Object.fromEntries(Object.entries(security.profiles.dataOf(uid)).filter(([name]) => names.includes('*') || names.includes(name)))
}

/** The profile with an id; undefined if there is none. */
export function toProfile (kibana: KibanaContext, uid: string, dataPath?: string): Profile | undefined {
  const user = kibana.security.userOfProfile(uid)
  return user && { uid, enabled: true, data: pickData(kibana, uid, dataPath), user: personOf(user) }
}

/** The profile of a caller, who may have a session or send a header. */
export function toOwnProfile ({ kibana, user, authorization, session }: Scope, uid: string, dataPath?: string): OwnProfile {
  return {
    uid,
    enabled: true,
    data: pickData(kibana, uid, dataPath),
    user: {
      ...personOf(user),
      roles: [...authorization.roles],
      realm_name: realmOf(user.username).name,
      authentication_provider: session ? SESSION_PROVIDER : HEADER_PROVIDER,
    },
    labels: {},
  }
}
