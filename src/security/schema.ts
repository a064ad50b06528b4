import { Type, type Static } from '@sinclair/typebox'
import { RoleBodySchema, type KibanaPrivileges, type RoleBody } from '../documents/role-body.js'

const SecurityUserSchema = Type.Object({
  password: Type.String({ secret: true, description: 'in plain text; use a password that is only for tests' }),
  roles: Type.Array(Type.String(), {
    description: 'names of roles, own ones or built-in ones such as `superuser`, `editor` and `viewer`; an unknown one is refused',
    examples: [['superuser']],
  }),
  full_name: Type.Optional(Type.String({ description: 'as sent in `created_by` and similar fields' })),
  email: Type.Optional(Type.String({ description: 'as sent in `created_by` and similar fields' })),
  profile_uid: Type.Optional(Type.String({
    description: 'the id of the user profile, as sent in `created_by` and similar fields; if absent, the first login creates a profile',
  })),
}, { additionalProperties: false, secret: true })

/** The body of a role as callers write it: `spaces` defaults to all spaces. */
type RoleOption = Omit<RoleBody, 'kibana'> & {
  /** Privileges in Kibana, by spaces. */
  kibana?: (Omit<KibanaPrivileges, 'spaces'> & Partial<Pick<KibanaPrivileges, 'spaces'>>)[]
}

const usernamesBySecret = (description: string) =>
  Type.Record(Type.String(), Type.String({ secret: true }), { secret: true, secretKeys: true, description })

/** The option `security`: users, roles, API keys and tokens. */
export const SecurityOptionSchema = Type.Object({
  users: Type.Optional(
    Type.Record(
      Type.String(),
      SecurityUserSchema,
      { secret: true, description: 'users by name', examples: [{ ann: { password: 'test', roles: ['superuser'] } }] },
    ),
  ),
  roles: Type.Optional(Type.Record(Type.String(), Type.Unsafe<RoleOption>(RoleBodySchema), {
    description: 'roles by name, in the format of the body of `PUT /api/security/role/{name}`',
  })),
  apiKeys: Type.Optional(usernamesBySecret('user names by API key: `id:api_key`, or its base64, which clients send after `ApiKey`')),
  tokens: Type.Optional(usernamesBySecret('user names by token, which clients send after `Bearer`')),
}, {
  additionalProperties: false,
  secret: true,
  description: 'users, roles, API keys and tokens; enables security',
  examples: [{ users: { ann: { password: 'test', roles: ['superuser'] } } }],
})
export type SecurityOption = Static<typeof SecurityOptionSchema>
