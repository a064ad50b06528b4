import type { SavedAlert } from '../../alerts/alert.js'
import { versionOf } from '../../alerts/alert.js'
import { backingIndexOf } from '../../alerts/index-names.js'
import { ElasticsearchError } from '../../alerts/query/elasticsearch-error.js'
import { resolveIndices } from '../../alerts/query/indices.js'
import { sourceFilter } from '../../alerts/query/source-filter.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import type { Scope } from '../../kibana/context.js'
import { Answer } from '../answer.js'
import { READS } from '../privileges.js'
import { invalidRequest } from '../read-body.js'
import type { Call } from '../route.js'
import { documentIn, oneIndex } from './target.js'

/** The counters of a document. Sequence numbers are counted per document here; Elasticsearch counts per shard. */
export const countersOf = (alert: SavedAlert) => ({ _version: versionOf(alert), _seq_no: versionOf(alert) - 1, _primary_term: 1 })

function found (alert: SavedAlert, asked: unknown): object {
  const { id, attributes: { index, source } } = alert
  const selected = sourceFilter(asked)(source)
  return { _index: backingIndexOf(index), _id: id, ...countersOf(alert), found: true, ...(selected !== undefined && { _source: selected }) }
}

/** The part of the source that a query requests; `undefined` if it says nothing. */
export function askedSource ({ _source: source, _source_includes: includes, _source_excludes: excludes }: Call['query']): unknown {
  if (includes !== undefined || excludes !== undefined) return { includes: includes?.split(','), excludes: excludes?.split(',') }
  return source === 'true' || source === 'false' ? source === 'true' : source?.split(',')
}

/** GET /{index}/_doc/{id} */
export function getDocument ({ scope, params: { index: name = '', id = '' }, query }: Call): object {
  const index = oneIndex(scope, name, READS.get)
  resolveIndices(scope.kibana.store, index)
  const alert = documentIn(scope, index, id)
  return alert ? found(alert, askedSource(query)) : new Answer(404, { _index: index, _id: id, found: false })
}

function getOneOfMany (scope: Scope, { index: name, id, source }: { index: string, id: string, source: unknown }): object {
  try {
    const index = oneIndex(scope, name, READS.mget)
    resolveIndices(scope.kibana.store, index)
    const alert = documentIn(scope, index, id)
    return alert ? found(alert, source) : { _index: index, _id: id, found: false }
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error
    return { _index: name, _id: id, error: error.toJSON().error }
  }
}

/** POST /{index}/_mget: documents by id, in the order of the request. Missing ones are not errors. */
export function getDocuments ({ scope, params: { index = '' }, query, body }: Call): object {
  const { ids, docs }: { ids?: unknown, docs?: unknown } = isPlainObject(body) ? body : {}
  const asked = Array.isArray(ids)
    ? ids.map(id => ({ index, id: String(id), source: askedSource(query) }))
    : Array.isArray(docs)
      ? docs.filter(isPlainObject).map(({ _index = index, _id, _source = askedSource(query) }) => ({
        index: String(_index), id: String(_id), source: _source,
      }))
      : []
  if (asked.length === 0) throw invalidRequest('no documents to get')
  return { docs: asked.map(one => getOneOfMany(scope, one)) }
}
