import { illegalArgument, parsingFailure } from '../../alerts/query/elasticsearch-error.js'
import { placeOf, tokenOf } from '../../alerts/query/place.js'
import { ensureKeys, readQuery, searchAlerts, shardsOf } from '../../alerts/query/search.js'
import { updateTogether } from '../../alerts/update-by-query.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import { Answer } from '../answer.js'
import { READS, WRITES } from '../privileges.js'
import { readInteger } from '../read-integer.js'
import { isOn, type Call } from '../route.js'
import { requestedSource } from './get.js'
import { applyScript } from './script.js'
import { readableTarget } from './target.js'

type Body = Record<string, unknown>

/** @throws ElasticsearchError 400 for a body that is not an object */
function bodyOf ({ body = {} }: Call): Body {
  if (!isPlainObject(body)) throw parsingFailure(`Expected [START_OBJECT] but found [${tokenOf(body)}]`, { line: 1, col: 1 })
  return body
}

/** Parses a sort order in a query string: `field:direction`. */
const readSort = (text: string): unknown[] => text.split(',').map(part => {
  const [field = '', order] = part.split(/:(?=[^:]*$)/)
  return order === undefined ? field : { [field]: { order } }
})

function readTotal (text: string): boolean | number {
  if (text === 'false') return false
  return isOn(text) || readInteger('track_total_hits', text)
}

/** Adds the parameters of the query string to the body of a search; they take precedence. */
function withParameters (body: Body, query: Call['query']): Body {
  const { q, from, size, sort, track_total_hits: total } = query
  const source = requestedSource(query)
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
  const { scope, params: { index }, query } = call
  const target = readableTarget(scope, index, READS.search, query)
  const answer = searchAlerts(scope.kibana, target, withParameters(bodyOf(call), query))
  const { total } = answer.hits
  if (query.rest_total_hits_as_int !== 'true' || !total) return answer
  return { ...answer, hits: { ...answer.hits, total: total.value } }
}

/** GET, POST /{index}/_count */
export function count (call: Call): object {
  const { scope, params: { index }, query } = call
  const { indices, alerts } = readableTarget(scope, index, READS.search, query)
  const body = bodyOf(call)
  const unknown = Object.keys(body).find(key => key !== 'query')
  if (unknown !== undefined) throw parsingFailure(`request does not support [${unknown}]`, placeOf(body, body, unknown))
  const { matches } = readQuery(scope.kibana, withParameters(body, query))
  return { count: alerts.filter(matches).length, _shards: shardsOf(indices) }
}

/** The handling of version conflicts, from the query string or the body. */
function readConflicts (conflicts: unknown): 'abort' | 'proceed' {
  if (conflicts === 'abort' || conflicts === 'proceed') return conflicts
  throw illegalArgument(`conflicts may only be "proceed" or "abort" but was [${conflicts}]`)
}

/**
 * POST /{index}/_update_by_query: without a script, documents are written unchanged.
 * Source: Elasticsearch's rest/action/document/AbstractBulkByQueryRestHandler.java
 */
export function updateByQuery (call: Call): object {
  const { scope, params: { index }, query } = call
  const { script, conflicts = 'abort', max_docs: maximum, ...search } = bodyOf(call)
  const handling = readConflicts(query.conflicts ?? conflicts)
  const limit = query.max_docs ?? maximum
  const { alerts } = readableTarget(scope, index, WRITES.update, query)
  ensureKeys(search)
  const { matches } = readQuery(scope.kibana, withParameters(search, query))
  const answer = updateTogether(
    scope, alerts.filter(matches).slice(0, limit === undefined ? undefined : readInteger('max_docs', limit)),
    source => script === undefined ? source : applyScript(source, script), handling,
  )
  return answer.failures.length > 0 ? new Answer(409, answer) : answer
}
