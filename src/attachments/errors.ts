import { badRequest, conflict, forbidden, notFound, savedObjectNotFound } from '../kibana-error.js'

// Source of the texts: Kibana's cases/server/client/attachments/{add,update,delete,bulk_delete,validators}.ts,
// common/models/case_with_comments.ts, common/limiter_checker, common/validators.ts

export const attachmentNotFound = (id: string) => savedObjectNotFound('cases-comments', id)

export const differentLengths = (ids: readonly string[], indices: readonly string[], kind: 'alert' | 'event') =>
  badRequest(
    `Received an ${kind} comment with ids and indices arrays of different lengths ids: ${JSON.stringify(ids)} indices: ` +
      `${JSON.stringify(indices)}`,
  )

export const onlyOneFile = () => badRequest('Only a single file can be stored in an attachment')
export const typeNotRegistered = (id: string) => badRequest(`Attachment type ${id} is not registered.`)
export const caseIsClosed = (kind: 'Alert' | 'Event') => badRequest(`${kind} cannot be attached to a closed case`)
export const ownerDiffers = () => badRequest('The owner field of the comment must match the case')
export const limitReached = (limit: number, noun: string) => badRequest(
  `Case has reached the maximum allowed number (${limit}) of attached ${noun}.`,
)

/** The limit of alerts until 8.4; the mistake is Kibana's. */
export const formerAlertLimitReached = (limit: number) =>
  badRequest(`Case has already reach the maximum allowed number (${limit}) of attached alerts on a case`)

export const typeCannotChange = () => badRequest('You cannot change the type of the comment.')
export const ownerCannotChange = () => badRequest('You cannot change the owner of the comment.')
export const storageCannotChange = () => badRequest('You cannot change the storage type of an external reference comment.')
/** The stray parenthesis is Kibana's. */
export const notInCaseForUpdate = (id: string, caseId: string) => notFound(`This comment ${id} does not exist in ${caseId}).`)
export const attachmentHasBeenUpdated = () => conflict('This case has been updated. Please refresh before saving additional updates.')

export const notInCase = (id: string, caseId: string) => notFound(`This comment ${id} does not exist in ${caseId}.`)

/** In 8.9 only. */
export const tooLargePage = (maxPerPage: number) => badRequest(
  `The provided perPage value was too high. The maximum allowed perPage value is ${maxPerPage}.`,
)

/** In 8.9 only. */
export const tooManyComments = () => badRequest(
  'The number of documents is too high. Paginating through more than 10,000 documents is not possible.',
)

export const noComments = (caseId: string) => notFound(`No comments found for ${caseId}.`)

/** Before 8.10. */
export const tooManyAttachments = (limit: number) => badRequest(`Maximum request limit of ${limit} attachments reached`)
export const attachmentOfOtherCase = (caseId: string) => badRequest(`Attachment is not attached to case id=${caseId}`)
export const attachmentOfOtherOwner = (owner: string) => forbidden(`Unauthorized to access attachment with owner: "${owner}"`)

export const filesAreInvalid = (ids: readonly string[]) => badRequest(
  `Failed to delete files because filed ids were invalid: ${ids.join(',')}`,
)

/** Source: Kibana 7.17, cases/server/client/attachments/add.ts */
export const subCaseAlert = () => badRequest('Sub case style alert comment cannot be added to an individual case')
