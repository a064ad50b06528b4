import { searchFailed } from '../decoding/errors.js'
import { badRequest, conflict, forbidden, notAcceptable, notFound, savedObjectNotFound } from '../kibana-error.js'
import type { Version } from '../versions/version.js'
import { MAX_USER_ACTIONS_PER_CASE } from './record-activity.js'
import { conflictsSayHave, ownerRefusalHasOneSpace } from './versions.js'

// Source of the texts: Kibana's cases/server/client/cases/{get,create,bulk_update}.ts

export const tooManyCaseIds = (limit: number) => badRequest(`Maximum request limit of ${limit} cases reached`)
export const caseNotFound = (id: string) => savedObjectNotFound('cases', id)

export const casesDoNotExist = (ids: readonly string[]) =>
  notFound(`These cases ${ids.join(', ')} do not exist. Please check you have the correct ids.`)

export const casesHaveBeenUpdated = (ids: readonly string[], version: Version) =>
  conflict(
    `These cases ${ids.join(', ')} ${conflictsSayHave(version) ? 'have' : 'has'} been updated. Please refresh before saving ` +
      'additional updates.',
  )

export const nothingToUpdate = () => notAcceptable('All update fields are identical to current version.')

export const ownerCannotChange = (ids: readonly string[], version: Version) =>
  badRequest(`Updating the owner of a case ${ownerRefusalHasOneSpace(version) ? '' : ' '}is not allowed ids: [${ids.join(', ')}]`)

// Source of the next two: Kibana 7.17, cases/server/client/cases/{create,update}.ts
export const caseTypeCannotBeCollection = () => badRequest('Case type cannot be collection when the case connector feature is disabled')

/** The error for a parameter about sub-cases, a feature that is switched off in 8.0. */
export const subCasesAreOff = (parameter: string) =>
  badRequest(`The \`${parameter}\` is not supported when the case connector feature is disabled`)

export const caseTypeCannotChange = (ids: readonly string[]) =>
  badRequest(`Updating the type of a case when sub cases are disabled is not allowed ids: [${ids.join(', ')}]`)

/** The error for one of several requested cases; the others are still returned. */
export const caseNotReadable = (owner: string) => forbidden(`Unauthorized to access case with owner: "${owner}"`)

export const invalidFeatures = (features: readonly string[], valid: readonly string[]) =>
  badRequest(`invalid features: [${features.join(', ')}], please only provide valid features: [${valid.join(', ')}]`)

export const invalidDates = () => badRequest('Invalid "from" and/or "to" query parameters')

/** Elasticsearch's error for an invalid date. */
export const refusedDate = (reason: string, version: Version) => searchFailed({ type: 'parse_exception', reason }, version)

export const userActionLimitReached = (id: string) =>
  badRequest(`The case with case id ${id} has reached the limit of ${MAX_USER_ACTIONS_PER_CASE} user actions.`)

/** The same error for writes to a single case, worded differently. */
export const activityOfCaseIsFull = (id: string) =>
  badRequest(`The case with id ${id} has reached the limit of ${MAX_USER_ACTIONS_PER_CASE} user actions.`)

export const caseHasBeenUpdated = (id: string) => conflict(
  `This case ${id} has been updated. Please refresh before saving additional updates.`,
)

export const customFieldNotFound = () => badRequest('cannot find custom field')

export const customFieldCannotBeNull = () => badRequest('Custom field value cannot be null or undefined.')

/** Elasticsearch's error for a search that is too long. */
export const tooManyClauses = (limit: number) => badRequest(`Query contains too many nested clauses; maxClauseCount is set to ${limit}`)
