import { Type } from '@sinclair/typebox'
import { KibanaError } from '../../kibana-error.js'

/** The error body of Elastic Security's own handlers. */
export const SecurityErrorBodySchema = Type.Object({
  message: Type.Union([Type.String(), Type.Array(Type.String())]),
  status_code: Type.Integer(),
})

/** An error in a handler of Elastic Security, which has its own error format. */
export class SecurityError extends KibanaError {
  readonly #message: string | readonly string[]

  constructor (statusCode: number, message: string | readonly string[]) {
    super(statusCode, [message].flat().join(', '))
    this.#message = message
  }

  override get body () {
    return { message: this.#message, status_code: this.statusCode }
  }
}

export const invalidTriage = (message: string | readonly string[]) => new SecurityError(400, message)

export const NO_ALERT_IDS = 'No alert ids were provided'
export const duplicateTags = (tags: readonly string[]) =>
  `Duplicate tags ${JSON.stringify(tags)} were found in the tags_to_add and tags_to_remove parameters.`
export const duplicateAssignees = (uids: readonly string[]) =>
  `Duplicate assignees ${JSON.stringify(uids)} were found in the add and remove parameters.`
