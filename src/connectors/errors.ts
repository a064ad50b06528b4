import { badRequest, failedDependency, forbidden, internalError, savedObjectNotFound } from '../kibana-http/errors.js'
import type { License } from '../licence.js'

// Source of the texts: Kibana's actions/server/application/connector/methods/*, lib/license_state.ts, cases/server/client/cases/push.ts

export const connectorNotFound = (id: string) => savedObjectNotFound('action', id)
export const typeNotRegistered = (type: string) => badRequest(`Action type "${type}" is not registered.`)

const licenseTooLow = (type: string, license: License) =>
  `Action type ${type} is disabled because your ${license} license does not support it. Please upgrade your license.`
export const typeNotLicensed = (type: string, license: License) => forbidden(licenseTooLow(type, license))

/** On a push the same failure is not one that Cases knows how to answer. */
export const pushNotLicensed = (type: string, license: License) => internalError(licenseTooLow(type, license))

export const pushFailed = (message = 'Error pushing to service') => failedDependency(message)
