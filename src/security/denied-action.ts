import type { User } from '../documents/user.js'
import { apiKeyId, schemeOf } from './credentials.js'
import { effectiveRoles, type Caller } from './cluster.js'
import { denialsNameEffectiveRoles } from './versions.js'

/** A caller, and the `authorization` header of the request. */
type Denied = Caller & { readonly user: User, readonly header?: string | undefined }

/** An action of Elasticsearch, and the privileges that allow it. */
interface Action { readonly name: string, readonly grantedBy: readonly string[] }

/**
 * Elasticsearch's message about an action that a caller may not perform.
 * @param index absent for an action on the cluster
 * Source: Elasticsearch's security/authz/AuthorizationDenialMessages.java
 */
export function deniedAction (caller: Denied, { name, grantedBy }: Action, index?: string): string {
  return `action [${name}] is unauthorized for ${describe(caller)}${index === undefined ? '' : ` on indices [${index}]`}, ` +
    `this action is granted by the ${index === undefined ? 'cluster' : 'index'} privileges [${grantedBy}]`
}

function describe (caller: Denied): string {
  const user = `user [${caller.user.username}]`
  if (schemeOf(caller.header) === 'apikey') return `API key id [${apiKeyId(caller.header)}] of ${user}`
  const { kibana: { version }, authorization: { roles } } = caller
  if (!denialsNameEffectiveRoles(version)) return `${user} with roles [${roles}]`
  const found = effectiveRoles(caller)
  const missing = roles.filter(role => !found.includes(role)).sort()
  return `${user} with effective roles [${found}]${missing.length > 0 ? ` (assigned roles [${missing}] were not found)` : ''}`
}
