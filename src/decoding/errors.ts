import { badRequest, type KibanaError } from '../kibana-error.js'
import type { Version } from '../versions/version.js'
import { rootCausesHaveLines } from './versions.js'

/** A root cause of an error of Elasticsearch. */
export interface Cause { readonly type: string, readonly reason: string }

/**
 * The message that Elasticsearch's client gives an error; Kibana passes it on.
 * @param causedBy the `caused_by` of the error
 * Source: @elastic/transport 8.2.0 and 8.3.1, errors.ts
 */
export function clientMessage (type: string, cause: Cause, version: Version, causedBy?: Cause): string {
  const printed = ({ type, reason }: Cause) => `\n\t\t${type}: ${reason}`
  return rootCausesHaveLines(version)
    ? `${type}${causedBy ? `\n\tCaused by:${printed(causedBy)}` : ''}\n\tRoot causes:${printed(cause)}`
    : `${type}: [${cause.type}] Reason: ${cause.reason}`
}

/** Elasticsearch's error for a search that no shard can answer. */
export const searchFailed = (cause: Cause, version: Version, causedBy?: Cause): KibanaError =>
  badRequest(`all shards failed: ${clientMessage('search_phase_execution_exception', cause, version, causedBy)}`)

/** Elasticsearch's reason for refusing a page that reaches too far. */
export const windowTooLarge = (reached: number) =>
  `Result window is too large, from + size must be less than or equal to: [10000] but was [${reached}]. See the scroll api for a more ` +
  'efficient way to request large data sets. This limit can be set by changing the [index.max_result_window] index level setting.'

/** Elasticsearch's reason for refusing a negative `from` or `size`, if one is. */
export const negativeWindow = (from: number, size: number): string | undefined => from < 0
  ? `[from] parameter cannot be negative but was [${from}]`
  : size < 0 ? `[size] parameter cannot be negative, found [${size}]` : undefined

/** Elasticsearch's error for an argument that it refuses before it searches. */
export function argumentRefused (reason: string, version: Version): KibanaError {
  const type = 'illegal_argument_exception'
  return badRequest(`${reason}: ${clientMessage(type, { type, reason }, version)}`)
}

/**
 * Elasticsearch's error for a page that reaches too far. Its cause is named twice, since it is not one of Elasticsearch's own exceptions.
 * Source: Elasticsearch's action/search/{AbstractSearchAsyncAction,SearchPhaseExecutionException}.java
 */
export function resultWindowTooLarge (reached: number, version: Version): KibanaError {
  const cause = { type: 'illegal_argument_exception', reason: windowTooLarge(reached) }
  return searchFailed(cause, version, cause)
}
