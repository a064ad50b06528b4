import { findAlert, versionOf, type SavedAlert } from '../../alerts/alert.js'
import { backingIndexOf } from '../../alerts/index-names.js'
import { ElasticsearchError, illegalArgument, parsingFailure } from '../../alerts/query/elasticsearch-error.js'
import { resolveIndices } from '../../alerts/query/indices.js'
import { placeOf, tokenOf } from '../../alerts/query/place.js'
import { sourceFilter } from '../../alerts/query/source-filter.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import type { Scope } from '../../kibana/context.js'
import { Answer } from '../answer.js'
import { READS, type Action } from '../privileges.js'
import { invalidRequest, parseFailure } from '../read-body.js'
import type { Call } from '../route.js'
import { oneIndex } from './target.js'

/** The counters of a document. Sequence numbers are counted per document here; Elasticsearch counts per shard. */
export const countersOf = (alert: SavedAlert) => ({ _version: versionOf(alert), _seq_no: versionOf(alert) - 1, _primary_term: 1 })

function found (alert: SavedAlert, asked: unknown) {
  const { id, attributes: { index, source } } = alert
  const selected = sourceFilter(asked)(source)
  return { _index: backingIndexOf(index), _id: id, ...countersOf(alert), found: true, ...(selected !== undefined && { _source: selected }) }
}

/** The part of the source that a query requests; `undefined` if it does not mention the source. */
export function requestedSource ({ _source: source, _source_includes: includes, _source_excludes: excludes }: Call['query']): unknown {
  if (includes !== undefined || excludes !== undefined) return { includes: includes?.split(','), excludes: excludes?.split(',') }
  return source === 'true' || source === 'false' ? source === 'true' : source?.split(',')
}

/** A requested document, and the requested part of it. */
interface Requested { readonly index: string, readonly id: string, readonly source: unknown }

/** @throws ElasticsearchError 404 for a missing index, 400, 403 */
function read (scope: Scope, { index: name, id, source }: Requested, action: Action) {
  const index = oneIndex(scope, name, action)
  const { store } = scope.kibana
  resolveIndices(store, index)
  const alert = findAlert(store, { index, id })
  return alert ? found(alert, source) : { _index: index, _id: id, found: false }
}

/** GET /{index}/_doc/{id} */
export function getDocument ({ scope, params, query }: Call): object {
  const answer = read(scope, { ...params, source: requestedSource(query) }, READS.get)
  return answer.found ? answer : new Answer(404, answer)
}

function getOneOfMany (scope: Scope, requested: Requested): object {
  try {
    return read(scope, requested, READS.mget)
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error
    return { _index: requested.index, _id: requested.id, error: error.toJSON().error }
  }
}

/** The parts of a document that `_mget` accepts; some have no effect here. */
const KNOWN = ['_index', '_id', 'routing', '_source', 'stored_fields', 'version', 'version_type']

/** @throws ElasticsearchError 400 for an entry of `docs` that is not an object, or has an unknown key */
function readDoc (doc: unknown): { readonly index: unknown, readonly id: unknown, readonly source: unknown } {
  if (!isPlainObject(doc)) throw illegalArgument('docs array element should include an object')
  const unknown = Object.keys(doc).find(key => !KNOWN.includes(key))
  if (unknown !== undefined) {
    throw parseFailure(`failed to parse multi get request. unknown field [${unknown}]`)
  }
  return { index: doc._index, id: doc._id, source: doc._source }
}

/** @throws ElasticsearchError 400 for an entry of `ids` that is not a value */
function readId (id: unknown): ReturnType<typeof readDoc> {
  if (typeof id === 'object') throw illegalArgument('ids array element should only contain ids')
  return { index: undefined, id, source: undefined }
}

/**
 * The documents that a body requests.
 * @throws ElasticsearchError 400
 * Source: Elasticsearch's action/get/MultiGetRequest.java
 */
function readRequested ({ params: { index: defaultIndex }, query, body }: Call): Requested[] {
  const given = isPlainObject(body) ? body : {}
  const documents = Object.entries(given).flatMap(([key, list]) => {
    if (Array.isArray(list) && key === 'docs') return list.map(readDoc)
    if (Array.isArray(list) && key === 'ids') return list.map(readId)
    throw parsingFailure(
      Array.isArray(list)
        ? `unknown key [${key}] for a START_ARRAY, expected [docs] or [ids]`
        : `unexpected token [${tokenOf(list)}], expected [FIELD_NAME] or [START_ARRAY]`,
      placeOf(given, given, key),
    )
  })
  if (documents.length === 0) throw invalidRequest('no documents to get')
  const problems = documents.flatMap(({ index = defaultIndex, id }, position) => [
    ...(index === '' ? [`index is missing for doc ${position}`] : []), ...(id === undefined ? [`id is missing for doc ${position}`] : []),
  ])
  if (problems.length > 0) throw invalidRequest(...problems)
  const byDefault = requestedSource(query)
  return documents.map(({ index = defaultIndex, id, source = byDefault }) => ({ index: String(index), id: String(id), source }))
}

/** POST /{index}/_mget: documents by id, in the order of the request. Missing ones are not errors. */
export function getDocuments (call: Call): object {
  return { docs: readRequested(call).map(requested => getOneOfMany(call.scope, requested)) }
}
