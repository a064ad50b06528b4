import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema } from '../../decoding/limits.js'
import type { KibanaContext } from '../../kibana/context.js'

const UserSchema = Type.Object({
  username: Type.String({ description: 'the name' }),
  roles: Type.Array(Type.String(), { description: 'the names of the roles' }),
  full_name: NullableSchema(Type.String(), { description: 'the display name; null if unknown' }),
  email: NullableSchema(Type.String(), { description: 'the email address; null if unknown' }),
})

/** The users of an instance. */
export const UsersSchema = Type.Object({
  security: Type.Boolean({ description: 'whether Kibana requires credentials' }),
  users: Type.Array(UserSchema, { description: 'users of the option `security` or created by requests, without their passwords' }),
}, { examples: [{ security: true, users: [{ username: 'ann', roles: ['superuser'], full_name: null, email: null }] }] })
export type ListedUsers = Static<typeof UsersSchema>

export const listUsers = ({ security }: KibanaContext): ListedUsers => ({
  security: security.isOn,
  users: [...security.users].map(([username, { user: { full_name, email }, roles = [] }]) =>
    ({ username, roles: [...roles], full_name, email })),
})
