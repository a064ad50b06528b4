import { Type, type Static } from '@sinclair/typebox'
import { RoleBodySchema, type KibanaPrivileges, type RoleBody } from '../documents/role-body.js'

const SecurityUserSchema = Type.Object({
  password: Type.String({ secret: true }),
  /** Names of roles: of the option, of the role API, or `superuser`. A role that does not exist grants nothing. */
  roles: Type.Array(Type.String()),
  full_name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  /** The user's profile, as it stands in `created_by` and the like. */
  profile_uid: Type.Optional(Type.String()),
}, { additionalProperties: false })

/** The body of a role as it is sent: `spaces` may be left out, which means all of them. */
type RoleOption = Omit<RoleBody, 'kibana'> & { kibana?: (Omit<KibanaPrivileges, 'spaces'> & Partial<Pick<KibanaPrivileges, 'spaces'>>)[] }

/** The option `security`: who there is, and what they may do. */
export const SecurityOptionSchema = Type.Object({
  users: Type.Optional(Type.Record(Type.String(), SecurityUserSchema)),
  /** By name, as the body of Kibana's `PUT /api/security/role/{name}`. */
  roles: Type.Optional(Type.Record(Type.String(), Type.Unsafe<RoleOption>(RoleBodySchema))),
  /** User names by encoded API key: what a client sends after `ApiKey`. */
  apiKeys: Type.Optional(Type.Record(Type.String(), Type.String())),
}, { additionalProperties: false, description: 'users, roles and API keys; giving it switches security on' })
export type SecurityOption = Static<typeof SecurityOptionSchema>
