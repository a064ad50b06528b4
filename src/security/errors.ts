import { badRequest, conflict, forbidden, notFound, unauthorized } from '../kibana-error.js'

/** An Elasticsearch error in the multi-line format of its client; Kibana passes it on unchanged. */
export const elasticsearchText = (type: string, reason: string) => `[${type}\n\tRoot causes:\n\t\t${type}: ${reason}]: ${reason}`

/** The error for a request without credentials. */
export const noCredentials = () => unauthorized('Unauthorized')

/** Elasticsearch's error for invalid credentials. */
export const wrongCredentials = (reason: string) => unauthorized(elasticsearchText('security_exception', reason))

/** Elasticsearch's error for a caller without the privilege to manage roles and users. */
export const accessDenied = (reason: string) => forbidden(elasticsearchText('security_exception', reason))

/** Elasticsearch's error for a user that it does not write. Source: Elasticsearch's TransportPutUserAction, NativeUsersStore */
const invalidUser = (type: string, problem: string) => badRequest(elasticsearchText(type, `Validation Failed: 1: ${problem};`))

/** The error for changing a user that is built into Elasticsearch. */
export const userIsReserved = (username: string) =>
  invalidUser('action_request_validation_exception', `user [${username}] is reserved and only the password can be changed`)

/** The error for creating a user without a password. */
export const passwordIsMissing = () =>
  invalidUser('validation_exception', 'password must be specified unless you are updating an existing user')

/** The error for deleting a user that is built into Elasticsearch. Source: Elasticsearch's TransportDeleteUserAction */
export const userCannotBeDeleted = (username: string) =>
  badRequest(elasticsearchText('illegal_argument_exception', `user [${username}] is reserved and cannot be deleted`))

/**
 * The error for a role or user that Elasticsearch does not find: its response has no reason.
 * Source: Kibana's core/packages/http/router-server-internal/src/response_adapter.ts
 */
export const notFoundInElasticsearch = (response: object) => notFound(`[${JSON.stringify(response)}]: undefined`)

/** The error for creating a role whose name is taken. Source: Kibana's security/server/routes/authorization/roles/put.ts */
export const roleExists = (name: string) => conflict(`Role already exists and cannot be created: ${name}`)
