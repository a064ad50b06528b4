import { Type, type Static } from '@sinclair/typebox'
import { internalError, type KibanaError } from '../kibana-error.js'
import { backingIndexOf, INDEX_UUID } from './index-names.js'
import { findAlert, versionOf, writeAlert, type AlertReference, type SavedAlert } from './alert.js'
import type { AlertAttributes } from '../documents/alert.js'
import type { Scope } from '../kibana/context.js'
import type { Store } from '../store/store.js'

/** A document that an update by query did not update. */
const FailureSchema = Type.Object({
  index: Type.String(),
  id: Type.String(),
  cause: Type.Object({ type: Type.String(), reason: Type.String(), index_uuid: Type.String(), shard: Type.String(), index: Type.String() }),
  status: Type.Integer(),
})

/** Elasticsearch's answer to an update by query. */
export const UpdateByQuerySchema = Type.Object({
  took: Type.Integer(),
  timed_out: Type.Boolean(),
  total: Type.Integer(),
  updated: Type.Integer(),
  deleted: Type.Integer(),
  batches: Type.Integer(),
  version_conflicts: Type.Integer(),
  noops: Type.Integer(),
  retries: Type.Object({ bulk: Type.Integer(), search: Type.Integer() }),
  throttled_millis: Type.Integer(),
  requests_per_second: Type.Number(),
  throttled_until_millis: Type.Integer(),
  failures: Type.Array(FailureSchema),
})
export type UpdateByQuery = Static<typeof UpdateByQuerySchema>

const BATCH_SIZE = 1000

/** The answer to an update of `total` documents. */
function updateByQueryAnswer (total: number, updated: number, failures: UpdateByQuery['failures'] = []): UpdateByQuery {
  return {
    took: 3,
    timed_out: false,
    total,
    updated,
    deleted: 0,
    batches: Math.ceil(total / BATCH_SIZE),
    version_conflicts: failures.length,
    noops: 0,
    retries: { bulk: 0, search: 0 },
    throttled_millis: 0,
    requests_per_second: -1,
    throttled_until_millis: 0,
    failures,
  }
}

/**
 * Changes alerts as one update by query. If the request meets a concurrent write, all but the first alert are changed.
 * @param conflicts `proceed` counts a conflict without failing
 * @returns the answer, which lists the failure if the update failed
 */
export function updateTogether (
  { kibana: { store }, alertsConflict }: Pick<Scope, 'kibana' | 'alertsConflict'>, found: readonly SavedAlert[],
  change: (source: AlertAttributes['source']) => AlertAttributes['source'], conflicts: 'abort' | 'proceed' = 'abort',
): UpdateByQuery {
  const overtaken = alertsConflict ? found[0] : undefined
  const changed = found.filter(alert => alert !== overtaken)
  store.transaction(() => { for (const alert of changed) writeAlert(store, alert, change(alert.attributes.source)) })
  if (!overtaken) return updateByQueryAnswer(found.length, changed.length)
  if (conflicts === 'proceed') return { ...updateByQueryAnswer(found.length, changed.length), version_conflicts: 1 }
  const { id, attributes: { index } } = overtaken
  return updateByQueryAnswer(found.length, changed.length, [conflictOn(store, { id, index })])
}

/** The report on a document that was written between the search and the update. */
export function conflictOn (store: Store, { id, index: name }: AlertReference): UpdateByQuery['failures'][number] {
  const index = backingIndexOf(name)
  const alert = findAlert(store, { id, index })
  const before = alert ? versionOf(alert) - 1 : 0
  return {
    index,
    id,
    cause: {
      type: 'version_conflict_engine_exception',
      reason: `[${id}]: version conflict, required seqNo [${before}], primary term [1]. current document has seqNo [${before + 1}] ` +
        'and primary term [1]',
      index_uuid: INDEX_UUID,
      shard: '0',
      index,
    },
    status: 409,
  }
}

/**
 * The error for an update by query whose first alert was written by another request, while `others` were updated. The message of
 * Kibana's error is Elasticsearch's answer.
 */
export function versionConflict (store: Store, first: AlertReference, others: number): KibanaError {
  return internalError(JSON.stringify(updateByQueryAnswer(others + 1, others, [conflictOn(store, first)])))
}
