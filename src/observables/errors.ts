import type { ObservableVerb } from '../cases/write-observables.js'
import { badRequest, forbidden, KibanaError, notFound } from '../kibana-error.js'

// Source of the texts: Kibana's cases/server/client/cases/observables.ts, cases/server/client/validators.ts

const NEEDS_PLATINUM: Readonly<Record<ObservableVerb, string>> = {
  add: 'assign observables to cases',
  update: 'update observables in cases',
  delete: 'delete observables from cases',
}
export const observablesNeedPlatinum = (verb: ObservableVerb) =>
  forbidden(`In order to ${NEEDS_PLATINUM[verb]}, you must be subscribed to an Elastic Platinum license`)

export const unknownObservableType = (typeKey: string) => badRequest(`Invalid observable type, key does not exist: ${typeKey}`)

export const invalidObservableValue = (typeKey: string, value: string) =>
  badRequest(`Observable value "${value}" is not valid for selected observable type ${typeKey}.`)

/** The same error in versions that do not quote the value. */
export const unquotedInvalidValue = () => badRequest('Observable value is not valid for selected observable type.')

export const tooManyObservables = (limit: number) => forbidden(`Max ${limit} observables per case is allowed.`)

export const duplicatedObservables = () => badRequest('Invalid duplicated observables in request.')

export const observableNotFound = (verb: ObservableVerb, id: string) => notFound(
  `Failed to ${verb} observable: observable id ${id} not found`,
)

/** Wraps any failure in the text of the attempted operation: Kibana's observables routes turn every failure into a 400. */
export const observableFailure = (attempt: string, error: KibanaError) => badRequest(`${attempt}: Error: ${error.message}`)
