import type { ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'

export type Role = NonNullable<NonNullable<ServerOptions['security']>['roles']>[string]

/** Creates a server with the user `jane`, who has these roles, and a superuser. */
export const serverFor = async (
  t: Parameters<typeof testServer>[0], roles: Record<string, Role>, options: ServerOptions = {},
) => await testServer(t, {
  spaces: ['space1'],
  ...options,
  security: { users: { jane: { password: 'jane', roles: Object.keys(roles) }, admin: { password: 'admin', roles: ['superuser'] } }, roles },
})
