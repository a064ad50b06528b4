import { successful, type ServiceError, type ServiceRequest, type ServiceResponse, type Work } from './http.js'

/** A failure for which a connector type has a message of its own; all others are described as an error while running the action. */
export class FailedExecution extends Error {
  override readonly name = 'FailedExecution'
  /** The rest of the result. `retry` is absent unless the execution may be tried again. */
  readonly details: { readonly serviceMessage?: string, readonly retry?: true }
  /** True if Kibana blames the failure on the user. */
  readonly isUsers: boolean

  constructor (message: string, details: FailedExecution['details'] = {}, isUsers = false) {
    super(message)
    this.details = details
    this.isUsers = isUsers
  }
}

/** True for a response after which the execution may be tried again: a server error, or a limited rate. */
export const invitesRetry = ({ status }: ServiceResponse): boolean => status >= 500 || status === 429

/**
 * Sends a message, and returns the response.
 * @param describe words a failed call
 * @throws FailedExecution
 */
export function * deliver (request: ServiceRequest, describe: (error: ServiceError) => FailedExecution): Work<ServiceResponse> {
  try {
    return successful(yield request)
  } catch (error) {
    throw describe(error as ServiceError)
  }
}

/** Words a failed call as a message of the connector type, with that of the call as `service_message`. */
export const failedWith = (text: string) => ({ message }: ServiceError): FailedExecution =>
  new FailedExecution(text, { serviceMessage: message })
