import { clientMessage } from '../decoding/errors.js'
import { badRequest, conflict, forbidden, notFound, unauthorized } from '../kibana-error.js'
import type { Version } from '../versions/version.js'

/** The text of an error of Elasticsearch that Kibana passes on unchanged. */
export const elasticsearchText = (type: string, reason: string, version: Version) =>
  `[${clientMessage(type, { type, reason }, version)}]: ${reason}`

/** The error for a request without credentials. */
export const noCredentials = () => unauthorized('Unauthorized')

/** Elasticsearch's error for invalid credentials. */
export const wrongCredentials = (reason: string, version: Version) =>
  unauthorized(elasticsearchText('security_exception', reason, version))

/** Elasticsearch's error for a caller without the privilege to manage roles and users. */
export const accessDenied = (reason: string, version: Version) => forbidden(elasticsearchText('security_exception', reason, version))

/** Elasticsearch's error for a user that it does not write. Source: Elasticsearch's TransportPutUserAction, NativeUsersStore */
const invalidUser = (type: string, problem: string, version: Version) =>
  badRequest(elasticsearchText(type, `Validation Failed: 1: ${problem};`, version))

/** The error for changing a user that is built into Elasticsearch. */
export const userIsReserved = (username: string, version: Version) =>
  invalidUser('action_request_validation_exception', `user [${username}] is reserved and only the password can be changed`, version)

/** The error for creating a user without a password. */
export const passwordIsMissing = (version: Version) =>
  invalidUser('validation_exception', 'password must be specified unless you are updating an existing user', version)

/** The error for deleting a user that is built into Elasticsearch. Source: Elasticsearch's TransportDeleteUserAction */
export const userCannotBeDeleted = (username: string, version: Version) =>
  badRequest(elasticsearchText('illegal_argument_exception', `user [${username}] is reserved and cannot be deleted`, version))

/**
 * The error for a role or user that Elasticsearch does not find: its response has no reason.
 * Source: Kibana's core/packages/http/router-server-internal/src/response_adapter.ts
 */
export const notFoundInElasticsearch = (response: object) => notFound(`[${JSON.stringify(response)}]: undefined`)

/** The error for creating a role whose name is taken. Source: Kibana's security/server/routes/authorization/roles/put.ts */
export const roleExists = (name: string) => conflict(`Role already exists and cannot be created: ${name}`)
