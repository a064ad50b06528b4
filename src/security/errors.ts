import { badRequest, conflict, forbidden, unauthorized } from '../kibana-error.js'

/** An Elasticsearch error in the multi-line format of its client; Kibana passes it on unchanged. */
const elasticsearchText = (type: string, reason: string) => `[${type}\n\tRoot causes:\n\t\t${type}: ${reason}]: ${reason}`

/** The error for a request without credentials. */
export const noCredentials = () => unauthorized('Unauthorized')

/** Elasticsearch's error for invalid credentials. */
export const wrongCredentials = (reason: string) => unauthorized(elasticsearchText('security_exception', reason))

/** An action of Elasticsearch that a caller may not perform. */
interface RefusedAction {
  readonly action: string
  readonly username: string | null
  readonly roles: readonly string[]
  readonly grantedBy: readonly string[]
  /** The index; absent for an action on the cluster. */
  readonly index?: string | undefined
}

/** Elasticsearch's message about an action that a caller may not perform. */
export const unauthorizedAction = ({ action, username, roles, grantedBy, index }: RefusedAction) =>
  `action [${action}] is unauthorized for user [${username}] with effective roles ` +
    `[${roles}]${index === undefined ? '' : ` on indices [${index}]`}, ` +
  `this action is granted by the ${index === undefined ? 'cluster' : 'index'} privileges [${grantedBy}]`

/** Elasticsearch's error for a caller without the privilege to manage roles and users. */
export const unauthorizedForCluster = (refused: RefusedAction) =>
  forbidden(elasticsearchText('security_exception', unauthorizedAction(refused)))

/** The error for changing or deleting a built-in role. */
export const roleIsReserved = (name: string, participle: 'modified' | 'deleted') =>
  badRequest(elasticsearchText('illegal_argument_exception', `role [${name}] is reserved and cannot be ${participle}.`))

/** The error for changing or deleting a user that is built into Elasticsearch. */
export const userIsReserved = (username: string) =>
  badRequest(elasticsearchText('illegal_argument_exception', `user [${username}] is reserved and only the password can be changed`))

/** The error for creating a role whose name is taken. Source: Kibana's security/server/routes/authorization/roles/put.ts */
export const roleExists = (name: string) => conflict(`Role already exists and cannot be created: ${name}`)
