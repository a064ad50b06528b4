import type { KibanaContext } from '../../kibana/context.js'
import { evaluateDateMath, type Edge } from '../../decoding/date-math.js'
import { invalidDates, refusedDate } from '../errors.js'

/**
 * Converts the `from` or `to` of a query to milliseconds; without one, the bound is infinitely early or late. Kibana puts the text
 * into an expression of its query language, which accepts any text that is not blank; Elasticsearch then accepts only dates.
 * @throws KibanaError 400
 * Source: Kibana's cases/server/client/utils.ts (buildRangeFilter)
 */
export function readBound ({ clock, version }: KibanaContext, text: string | undefined, edge: Edge): number {
  if (text === undefined) return edge === 'start' ? -Infinity : Infinity
  if (text.trim() === '') throw invalidDates()
  try {
    return evaluateDateMath(text, clock.milliseconds(), edge)
  } catch (error) {
    throw refusedDate((error as Error).message, version)
  }
}
