import { badRequest, type KibanaError } from '../kibana-error.js'
import type { Version } from '../versions/version.js'
import { rootCausesHaveLines } from './versions.js'

/** A root cause of an error of Elasticsearch. */
export interface Cause { readonly type: string, readonly reason: string }

/** The message that Elasticsearch's client gives an error; Kibana passes it on. Source: @elastic/transport 8.2.0 and 8.3.1, errors.ts */
export const clientMessage = (type: string, cause: Cause, version: Version): string => rootCausesHaveLines(version)
  ? `${type}\n\tRoot causes:\n\t\t${cause.type}: ${cause.reason}`
  : `${type}: [${cause.type}] Reason: ${cause.reason}`

/** Elasticsearch's error for a search that no shard can answer. */
export const searchFailed = (cause: Cause, version: Version): KibanaError =>
  badRequest(`all shards failed: ${clientMessage('search_phase_execution_exception', cause, version)}`)

/** Elasticsearch's error for an argument that it refuses before it searches. */
export function argumentRefused (reason: string, version: Version): KibanaError {
  const type = 'illegal_argument_exception'
  return badRequest(`${reason}: ${clientMessage(type, { type, reason }, version)}`)
}

/** Elasticsearch's error for a page that reaches too far. */
export const resultWindowTooLarge = (reached: number, version: Version): KibanaError => searchFailed({
  type: 'illegal_argument_exception',
  reason: `Result window is too large, from + size must be less than or equal to: [10000] but was [${reached}]. See the scroll api for a ` +
    'more efficient way to request large data sets. This limit can be set by changing the [index.max_result_window] index level setting.',
}, version)
