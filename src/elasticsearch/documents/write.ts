import { Type } from '@sinclair/typebox'
import { findAlert, versionOf, writeAlert, type SavedAlert } from '../../alerts/alert.js'
import { backingIndexOf } from '../../alerts/index-names.js'
import { ElasticsearchError, illegalArgument } from '../../alerts/query/elasticsearch-error.js'
import { resolveIndices } from '../../alerts/query/indices.js'
import { conflictOn } from '../../alerts/update-by-query.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import { DEFAULT_SPACE_ID } from '../../documents/space.js'
import type { Scope } from '../../kibana/context.js'
import { WRITES } from '../privileges.js'
import { invalidRequest, readBody } from '../read-body.js'
import { countersOf } from './get.js'
import { ensureIndexName } from './index-name.js'
import { applyScript } from './script.js'
import { oneIndex } from './target.js'
import type { WriteTarget } from './write-target.js'

type Source = Readonly<Record<string, unknown>>

/** The result of a write, with the status of the answer to a request that performs only this write. */
export interface WriteResult { readonly status: number, readonly answer: object }

const SHARDS = { total: 2, successful: 1, failed: 0 }

const resultOf = (alert: SavedAlert, result: string, status: number): WriteResult => {
  const { _version, ...counters } = countersOf(alert)
  const { id, attributes: { index } } = alert
  return { status, answer: { _index: backingIndexOf(index), _id: id, _version, result, _shards: SHARDS, ...counters } }
}

const conflict = (id: string, reason: string) => new ElasticsearchError(
  409, { type: 'version_conflict_engine_exception', reason: `[${id}]: version conflict, ${reason}` },
)

/** @throws ElasticsearchError 409 if the document has been written since */
function ensureExpected (alert: SavedAlert | undefined, id: string, { expected }: WriteTarget): void {
  if (!expected) return
  const { seqNo, primaryTerm } = expected
  if (!alert) throw conflict(id, `required seqNo [${seqNo}], primary term [${primaryTerm}]. but no document was found`)
  const current = versionOf(alert) - 1
  if (seqNo !== current || primaryTerm !== 1) {
    throw conflict(
      id, `required seqNo [${seqNo}], primary term [${primaryTerm}]. current document has seqNo [${current}] and primary term [1]`,
    )
  }
}

/** @throws ElasticsearchError 400 for a source that is not an object */
function ensureSource (source: unknown): asserts source is Source {
  if (!isPlainObject(source)) {
    throw new ElasticsearchError(400, { type: 'document_parsing_exception', reason: '[1:1] failed to parse: expecting an object' })
  }
}

/**
 * Writes a whole document, replacing the one with its id if there is one.
 * @param isNew rejects an id in use
 * @throws ElasticsearchError 400, 403, 409
 */
export function indexDocument (scope: Scope, write: WriteTarget, source: unknown, isNew: boolean): WriteResult {
  const { store, random } = scope.kibana
  const index = oneIndex(scope, write.index, isNew ? WRITES.create : WRITES.index)
  ensureSource(source)
  const id = write.id ?? random.id(undefined, 20)
  const before = findAlert(store, { index, id })
  if (before && isNew) throw conflict(id, `document already exists (current version [${versionOf(before)}])`)
  ensureExpected(before, id, write)
  if (before) return resultOf(writeAlert(store, before, source), 'updated', 200)
  ensureIndexName(index)
  const other = store.get('alert', id)
  if (other) throw illegalArgument(`[${id}] is the id of a document of [${other.attributes.index}]: here an id belongs to one index only`)
  return resultOf(store.create('alert', { id, space: DEFAULT_SPACE_ID, attributes: { index, source } }), 'created', 201)
}

/** Merges two documents, and recursively the objects that both have. */
function merged (one: Source, other: Source): Source {
  return Object.entries(other).reduce<Source>((all, [key, value]) => {
    const before = all[key]
    return { ...all, [key]: isPlainObject(before) && isPlainObject(value) ? merged(before, value) : value }
  }, one)
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const Anything = Type.Record(Type.String(), Type.Unknown())

/** The body of an update. Source: Elasticsearch's action/update/UpdateRequest.java */
const UpdateSchema = Type.Partial(Type.Object({
  doc: Anything,
  script: Type.Union([Type.String(), Anything]),
  upsert: Anything,
  doc_as_upsert: Type.Boolean(),
  detect_noop: Type.Boolean(),
}))

function readUpdate (body: unknown) {
  const update = readBody(UpdateSchema, body ?? {}, 'UpdateRequest')
  const { doc, script, doc_as_upsert: isUpsert } = update
  const problems = [
    ...(doc === undefined && script === undefined ? ['script or doc is missing'] : []),
    ...(doc !== undefined && script !== undefined ? ["can't provide both script and doc"] : []),
    ...(doc === undefined && isUpsert ? ['doc must be specified if doc_as_upsert is enabled'] : []),
  ]
  if (problems.length > 0) throw invalidRequest(...problems)
  return update
}

/**
 * Updates a document with a partial document or a script.
 * @throws ElasticsearchError 400, 403, 404, 409
 */
export function updateDocument (scope: Scope, write: WriteTarget & { readonly id: string }, body: unknown): WriteResult {
  const { doc = {}, script, upsert, doc_as_upsert: isUpsert = false, detect_noop: detectsNoop = true } = readUpdate(body)
  const index = oneIndex(scope, write.index, WRITES.update)
  const { store } = scope.kibana
  const { id } = write
  const alert = findAlert(store, { index, id })
  if (!alert) {
    const created = upsert ?? (isUpsert ? doc : undefined)
    if (created !== undefined) return indexDocument(scope, write, created, true)
    throw new ElasticsearchError(404, {
      type: 'document_missing_exception', reason: `[${id}]: document missing`, index_uuid: '_na_', shard: '0', index,
    })
  }
  ensureExpected(alert, id, write)
  if (scope.alertsConflict) throw new ElasticsearchError(409, conflictOn(store, { id, index }).cause)
  const { source } = alert.attributes
  const after = script === undefined ? merged(source, doc) : applyScript(source, script)
  if (detectsNoop && isSame(source, after)) return resultOf(alert, 'noop', 200)
  return resultOf(writeAlert(store, alert, after), 'updated', 200)
}

/**
 * Deletes a document; 404 if it is missing.
 * @throws ElasticsearchError 403, 404 for a missing index, 409
 */
export function deleteDocument (scope: Scope, write: WriteTarget & { readonly id: string }): WriteResult {
  const index = oneIndex(scope, write.index, WRITES.delete)
  const { store } = scope.kibana
  resolveIndices(store, index)
  const { id } = write
  const alert = findAlert(store, { index, id })
  ensureExpected(alert, id, write)
  if (!alert) {
    return {
      status: 404,
      answer: {
        _index: index, _id: id, _version: 1, result: 'not_found', _shards: SHARDS, _seq_no: 0, _primary_term: 1,
      },
    }
  }
  store.delete(alert)
  const { status, answer } = resultOf(alert, 'deleted', 200)
  return { status, answer: { ...answer, _version: versionOf(alert) + 1, _seq_no: versionOf(alert) } }
}
