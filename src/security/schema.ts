import { Type, type Static } from '@sinclair/typebox'
import { RoleBodySchema, type KibanaPrivileges, type RoleBody } from '../documents/role-body.js'

const SecurityUserSchema = Type.Object({
  password: Type.String({ secret: true, description: 'in plain text: use one made for tests' }),
  /**
   * Names of roles, from the option or the role API, or a built-in one: `superuser`, `kibana_admin`, `editor`, `viewer`. An unknown role
   * grants nothing.
   */
  roles: Type.Array(Type.String()),
  full_name: Type.Optional(Type.String({ description: 'as sent in `created_by` and similar fields' })),
  email: Type.Optional(Type.String({ description: 'as sent in `created_by` and similar fields' })),
  /** The user's profile id, as sent in `created_by` and similar fields. */
  profile_uid: Type.Optional(Type.String()),
}, { additionalProperties: false, secret: true })

/** The body of a role as callers write it: `spaces` defaults to all spaces. */
type RoleOption = Omit<RoleBody, 'kibana'> & { kibana?: (Omit<KibanaPrivileges, 'spaces'> & Partial<Pick<KibanaPrivileges, 'spaces'>>)[] }

const UsernamesBySecretSchema = Type.Record(Type.String(), Type.String({ secret: true }), { secret: true, secretKeys: true })

/** The option `security`: users, roles, API keys and tokens. */
export const SecurityOptionSchema = Type.Object({
  users: Type.Optional(
    Type.Record(
      Type.String(),
      SecurityUserSchema,
      { secret: true, description: 'users by name', examples: [{ ann: { password: 'test', roles: ['superuser'] } }] },
    ),
  ),
  /** Roles by name, in the format of the body of `PUT /api/security/role/{name}`. */
  roles: Type.Optional(Type.Record(Type.String(), Type.Unsafe<RoleOption>(RoleBodySchema))),
  /** User names by API key: `id:api_key`, or its base64, which a client sends after `ApiKey`. */
  apiKeys: Type.Optional(UsernamesBySecretSchema),
  /** User names by token, which a client sends after `Bearer`. */
  tokens: Type.Optional(UsernamesBySecretSchema),
}, {
  additionalProperties: false,
  secret: true,
  description: 'users, roles, API keys and tokens; giving it switches security on',
  examples: [{ users: { ann: { password: 'test', roles: ['superuser'] } } }],
})
export type SecurityOption = Static<typeof SecurityOptionSchema>
