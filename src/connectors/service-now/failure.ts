import type { Version } from '../../versions/version.js'
import { jsonOrText } from '../../decoding/json.js'
import { asRecord, ServiceError, type ServiceResponse } from '../calls/http.js'
import { refusedRowsBlameTheUser, serviceNowFailuresNameTheCall, serviceNowReasonsAreOptional } from '../versions.js'

// Source: Kibana's stack_connectors/server/connector_types/lib/servicenow/{service,utils}.ts, servicenow_sir/service.ts

/** The call of an operation, as named in the error message. */
export interface Call {
  readonly method: 'get' | 'post' | 'patch'
  readonly endpoint: 'table' | 'import_set' | 'health' | 'other'
}

/** Extracts the error text from a ServiceNow response, as Kibana did before 9.4. */
function formerReasonOf (response: ServiceResponse | undefined): string {
  if (response === undefined || response.data === null || response.data === '') return 'unknown: errorResponse was null'
  const { error } = asRecord(response.data)
  return error === undefined || error === null
    ? 'unknown: no error in error response'
    : `${asRecord(error).message}: ${asRecord(error).detail}`
}

/** Describes an error: its message, then the reason if there is one. */
function explain ({ message, response }: ServiceError): string {
  if (response?.data) {
    const { message: reason, detail } = asRecord(asRecord(response.data).error)
    return `${message} Reason: ${reason ? `${reason}${detail ? `: ${detail}` : ''}` : 'unknown: no error in error response'}`
  }
  // If the token endpoint failed, the whole message is its response body
  const { error, error_description: reason } = asRecord(jsonOrText(message))
  if (typeof error !== 'string') return message
  return reason ? `${error} Reason: ${reason}` : error
}

/** Builds the error for a row that the import set refuses, although the status of its response is 2xx. */
export const refusedRow = (version: Version, status: number, message: string): ServiceError =>
  new ServiceError(message, undefined, String(status), refusedRowsBlameTheUser(version))

/** Builds the error thrown when an operation fails. */
export function failure (version: Version, what: string, error: unknown, { method, endpoint }: Call): ServiceError {
  const failed = error as ServiceError
  const { message, response, code, isUsers } = failed
  const explained = serviceNowReasonsAreOptional(version) ? explain(failed) : `${message} Reason: ${formerReasonOf(response)}`
  const call = serviceNowFailuresNameTheCall(version)
    ? ` [status=${response?.status ?? code ?? 'none'}] [method=${method}] [endpoint=${endpoint}]`
    : ''
  return new ServiceError(`[Action][ServiceNow]: ${what}. Error: ${explained}${call}`, response, code, isUsers)
}
