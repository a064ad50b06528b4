import { badRequest, conflict, failedDependency, forbidden, internalError, notFound, savedObjectNotFound } from '../kibana-error.js'
import type { License } from '../kibana/license.js'

// Source of the texts: Kibana's actions/server/application/connector/methods/*, lib/license_state.ts, cases/server/client/cases/push.ts

export const connectorNotFound = (id: string) => savedObjectNotFound('action', id)
export const typeNotRegistered = (type: string) => badRequest(`Action type "${type}" is not registered.`)

const licenseTooLow = (type: string, license: License) =>
  `Action type ${type} is disabled because your ${license} license does not support it. Please upgrade your license.`
export const typeNotLicensed = (type: string, license: License) => forbidden(licenseTooLow(type, license))

/** A push reports this failure as a 500, because Cases does not map it. */
export const pushNotLicensed = (type: string, license: License) => internalError(licenseTooLow(type, license))

export const pushFailed = (message: string) => failedDependency(message)

/** An invalid connector in a request; `what` is the config, the secrets, or both together. */
export const badConnector = (
  what: 'config' | 'secrets' | 'connector', message: string,
) => badRequest(`error validating action type ${what}: ${message}`)

export const connectorExists = (id: string) => conflict(`Saved object [action/${id}] conflict`)
export const idIsPreconfigured = (id: string) => badRequest(`This ${id} already exists in a preconfigured action.`)
export const preconfiguredUpdate = (id: string) => badRequest(`Preconfigured action ${id} can not be updated.`)
export const formerPreconfiguredUpdate = (id: string) => badRequest(`Preconfigured action ${id} is not allowed to update.`)
export const preconfiguredDelete = (id: string) => badRequest(`Preconfigured action ${id} is not allowed to delete.`)

export const systemActionNotFound = (id: string) => notFound(`Connector ${id} not found`)
export const systemActionCreation = (type: string) => badRequest(`System action creation is forbidden. Action type: ${type}.`)
export const systemActionUpdate = (id: string) => badRequest(`System action ${id} can not be updated.`)
export const systemActionDelete = (id: string) => badRequest(`System action ${id} is not allowed to delete.`)
export const systemActionExecution = () => badRequest('Execution of system action is not allowed')
