import { badRequest, conflict, forbidden, unauthorized } from '../kibana-error.js'

/** An error of Elasticsearch's as its client prints it, on lines of their own, and Kibana passes it on. */
const elasticsearchText = (type: string, reason: string) => `[${type}\n\tRoot causes:\n\t\t${type}: ${reason}]: ${reason}`

/** Nobody said who they are. */
export const noCredentials = () => unauthorized('Unauthorized')

/** Elasticsearch does not take the credentials. */
export const wrongCredentials = (reason: string) => unauthorized(elasticsearchText('security_exception', reason))

/** Elasticsearch does not let the caller manage roles. */
export const unauthorizedForCluster = (action: string, username: string | null, roles: readonly string[], grantedBy: readonly string[]) =>
  forbidden(elasticsearchText('security_exception', `action [${action}] is unauthorized for user [${username}] with effective roles [${roles}], this action is granted by the cluster privileges [${grantedBy}]`))

export const roleIsReserved = (name: string, participle: 'modified' | 'deleted') =>
  badRequest(elasticsearchText('illegal_argument_exception', `role [${name}] is reserved and cannot be ${participle}.`))

/** Source: Kibana's security/server/routes/authorization/roles/put.ts */
export const roleExists = (name: string) => conflict(`Role already exists and cannot be created: ${name}`)
