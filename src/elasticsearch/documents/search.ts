import { Type } from '@sinclair/typebox'
import { illegalArgument } from '../../alerts/query/elasticsearch-error.js'
import { readQuery, searchAlerts, shardsOf } from '../../alerts/query/search.js'
import { updateTogether } from '../../alerts/update-by-query.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import { fits } from '../../input/check-input.js'
import { Answer } from '../answer.js'
import { READS, WRITES } from '../privileges.js'
import type { Call } from '../route.js'
import { askedSource } from './get.js'
import { applyScript } from './script.js'
import { readableTarget } from './target.js'

type Body = Record<string, unknown>

const bodyOf = ({ body }: Call): Body => isPlainObject(body) ? body : {}

const IntegerTextSchema = Type.String({ pattern: '^-?\\d+$' })

function readInteger (name: string, text: string): number {
  if (!fits(IntegerTextSchema, text)) throw illegalArgument(`Failed to parse int parameter [${name}] with value [${text}]`)
  return Number(text)
}

/** Parses a sort order in a query string: `field:direction`. */
const readSort = (text: string): unknown[] => text.split(',').map(part => {
  const [field = '', order] = part.split(/:(?=[^:]*$)/)
  return order === undefined ? field : { [field]: { order } }
})

const readTotal = (text: string) => text === 'true' || text === '' ? true : text === 'false' ? false : readInteger('track_total_hits', text)

/** Adds the parameters of the query string to the body of a search; they take precedence. */
function withParameters (body: Body, query: Call['query']): Body {
  const { q, from, size, sort, track_total_hits: total } = query
  const source = askedSource(query)
  return {
    ...body,
    ...(q !== undefined && { query: { query_string: { query: q } } }),
    ...(from !== undefined && { from: readInteger('from', from) }),
    ...(size !== undefined && { size: readInteger('size', size) }),
    ...(sort !== undefined && { sort: readSort(sort) }),
    ...(total !== undefined && { track_total_hits: readTotal(total) }),
    ...(source !== undefined && { _source: source }),
  }
}

/** GET, POST /{index}/_search */
export function search (call: Call): object {
  const { scope, params: { index = '' }, query } = call
  const target = readableTarget(scope, index, READS.search, query)
  const answer = searchAlerts(scope.kibana, target, withParameters(bodyOf(call), query))
  const { total } = answer.hits
  if (query.rest_total_hits_as_int !== 'true' || !total) return answer
  return { ...answer, hits: { ...answer.hits, total: total.value } }
}

/** GET, POST /{index}/_count */
export function count (call: Call): object {
  const { scope, params: { index = '' }, query } = call
  const { indices, alerts } = readableTarget(scope, index, READS.search, query)
  const { matches } = readQuery(scope.kibana, withParameters(bodyOf(call), { ...(query.q !== undefined && { q: query.q }) }))
  return { count: alerts.filter(matches).length, _shards: shardsOf(indices) }
}

/** POST /{index}/_update_by_query: without a script, documents are written unchanged. */
export function updateByQuery (call: Call): object {
  const { scope, params: { index = '' }, query } = call
  const { alerts } = readableTarget(scope, index, WRITES.update, query)
  const { script } = bodyOf(call)
  const { matches } = readQuery(scope.kibana, bodyOf(call))
  const answer = updateTogether(
    scope, alerts.filter(matches), source => script === undefined ? source : applyScript(source, script),
    query.conflicts === 'proceed' ? 'proceed' : 'abort',
  )
  return answer.failures.length > 0 ? new Answer(409, answer) : answer
}
