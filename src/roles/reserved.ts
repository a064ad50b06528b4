import { badRequest, type KibanaError } from '../kibana-error.js'
import { elasticsearchText } from '../security/errors.js'
import type { Version } from '../versions/version.js'
import { reservedNamesFailValidation } from './versions.js'

/** Elasticsearch's error for a role with the name of a built-in one. Source: Elasticsearch's NativeRolesStore */
export const nameIsReserved = (name: string) => (
  { type: 'action_request_validation_exception', reason: `Validation Failed: 1: Role [${name}] is reserved and may not be used.;` }
)

/** The error for changing a built-in role. Source: Elasticsearch's TransportPutRoleAction */
export function cannotBeModified (name: string, version: Version): KibanaError {
  const { type, reason } = nameIsReserved(name)
  return badRequest(reservedNamesFailValidation(version)
    ? elasticsearchText(type, reason, version)
    : elasticsearchText('illegal_argument_exception', `role [${name}] is reserved and cannot be modified.`, version))
}

/** The error for deleting a built-in role. Source: Elasticsearch's TransportDeleteRoleAction */
export const cannotBeDeleted = (name: string, version: Version): KibanaError =>
  badRequest(elasticsearchText('illegal_argument_exception', `role [${name}] is reserved and cannot be deleted`, version))
