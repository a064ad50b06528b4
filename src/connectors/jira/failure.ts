import type { Version } from '../../versions/version.js'
import { asRecord, ServiceError } from '../calls/http.js'
import { badIssuesBlameTheUser, failuresKeepTheirResponse } from '../versions.js'

/** Extracts the error text from a Jira response. */
function reasonOf (response: unknown): string {
  if (response === undefined || response === null) return 'unknown: errorResponse was null'
  const { errorMessages, errors } = asRecord(response)
  if (Array.isArray(errorMessages) && errorMessages.length > 0) return errorMessages.join(', ')
  return errors === undefined || errors === null ? 'unknown: errorResponse.errors was null' : Object.values(errors).join(' ')
}

/** Builds the error thrown when an issue cannot be created. */
export const notCreated = (version: Version, error: unknown): ServiceError => failure(
  version, 'Unable to create incident', error, '.', badIssuesBlameTheUser(version) && (error as ServiceError).response?.status === 400,
)

/** Builds the error thrown when an operation fails; `stop` follows the message of the failed call. */
export function failure (version: Version, what: string, error: unknown, stop = '.', isUsers = false): ServiceError {
  const { message, response } = error as ServiceError
  const text = `[Action][Jira]: ${what}. Error: ${message}${stop} Reason: ${reasonOf(response?.data)}`
  return new ServiceError(text, failuresKeepTheirResponse(version) ? response : undefined, undefined, isUsers)
}
