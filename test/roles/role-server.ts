import type { Test } from 'tap'
import type { ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { errorBody } from '../helpers/cases.js'
import { as, elasticsearchText, roleOf } from '../helpers/security.js'

export const security = {
  users: {
    admin: { password: 'admin', roles: ['superuser'] },
    manager: { password: 'manager', roles: ['security_manager'] },
    auditor: { password: 'auditor', roles: ['security_auditor', 'gone'] },
    jane: { password: 'jane', roles: ['analyst', 'extra'] },
  },
  roles: {
    security_manager: { elasticsearch: { cluster: ['manage_security'] } },
    security_auditor: { elasticsearch: { cluster: ['monitor', 'read_security'] } },
    analyst: roleOf({ generalCasesV3: ['read'] }, ['default']),
    gone: {},
    extra: {},
  },
}

/** Creates a server where some roles of users have been deleted. */
export async function roleServer (t: Test, options: Pick<ServerOptions, 'kibanaVersion'> = {}) {
  const kibana = await testServer(t, { security, ...options })
  for (const name of ['gone', 'extra']) await as(kibana, 'admin', { method: 'DELETE', url: url(name) })
  return kibana
}

export const url = (name: string, query = '') => `/api/security/role/${name}${query}`
/** The roles of users that `roleServer` deletes. */
const DELETED = new Map([['jane', 'extra'], ['auditor', 'gone']])

export const refused = (
  action: string, username: string, roles: string, grantedBy: string, missing: string | undefined = DELETED.get(username),
) => {
  const reason =
    `action [cluster:admin/xpack/security/role/${action}] is unauthorized for user [${username}] with effective roles ` +
      `[${roles}]${missing === undefined ? '' : ` (assigned roles [${missing}] were not found)`}, ` +
      `this action is granted by the cluster privileges [${grantedBy}]`
  return errorBody(403, elasticsearchText('security_exception', reason))
}
