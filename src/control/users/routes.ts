import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { answering } from '../route.js'
import { listUsers, UsersSchema } from './users.js'

/** The users of an instance, for logging in as one of them. */
export const userRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/users', {
    schema: answering('listUsers', 'List the users, and whether security is on', UsersSchema),
  }, async ({ instance }) => listUsers(instance.kibana))
}
