import type { KibanaContext } from '../kibana/context.js'

/** What a case's activity says of its pushes through one connector. */
export interface LastPush {
  /** The record that the last push reached; null when there was none. */
  readonly externalId: string | null
  /** The attachments that were added or changed since, or at all when there was no push. */
  readonly commentIds: ReadonlySet<string>
}

const NO_IDS: ReadonlySet<string> = new Set()

/**
 * Reads the activity of a case from its end to the last push through a connector. Only that tells which record the case has
 * there: `external_service` knows the last connector alone.
 * Source: Kibana's cases/server/client/cases/utils.ts (getLatestPushInfo, createIncident)
 */
export function findLastPush ({ store }: KibanaContext, caseId: string, connectorId: string): LastPush {
  let commentIds: Set<string> | undefined
  const list = store.listOfCase('cases-user-actions', caseId)
  for (let index = list.size - 1; index >= 0; index--) {
    const { type, payload, comment_id: commentId } = list.at(index).attributes
    if (type === 'comment' && commentId !== null) (commentIds ??= new Set()).add(commentId)
    if (type !== 'pushed') continue
    const { connector_id, external_id } = payload.externalService as { connector_id?: string, external_id?: string }
    if (connector_id === connectorId && external_id !== undefined) return { externalId: external_id, commentIds: commentIds ?? NO_IDS }
  }
  return { externalId: null, commentIds: commentIds ?? NO_IDS }
}
