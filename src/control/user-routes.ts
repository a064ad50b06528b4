import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NullableSchema } from '../decoding/limits.js'
import { answering } from './route.js'

const UserSchema = Type.Object({
  username: Type.String({ description: 'the name' }),
  roles: Type.Array(Type.String(), { description: 'the names of the roles' }),
  full_name: NullableSchema(Type.String(), { description: 'the name that people see; null if unknown' }),
  email: NullableSchema(Type.String(), { description: 'the email address; null if unknown' }),
})
const UsersSchema = Type.Object({
  security: Type.Boolean({ description: 'whether Kibana asks for credentials' }),
  users: Type.Array(UserSchema, { description: 'the users of the option `security`, without their passwords' }),
}, { examples: [{ security: true, users: [{ username: 'ann', roles: ['superuser'], full_name: null, email: null }] }] })

/** The users of an instance, for logging in as one of them. */
export const userRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/users', {
    schema: answering('listUsers', 'List the users, and say whether security is on', UsersSchema),
  }, async ({ instance: { kibana: { security } } }) => ({
    security: security.isOn,
    users: [...security.users].map(([username, { user: { full_name, email }, roles = [] }]) =>
      ({ username, roles: [...roles], full_name, email })),
  }))
}
