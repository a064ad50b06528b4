import type { KibanaContext } from '../kibana/context.js'

/** The last push through one connector, from the activity of a case. */
interface LastPush {
  /** The record of the last push; null if there was none. */
  readonly externalId: string | null
  /** Attachments added or changed since then, or all if there was no push. */
  readonly commentIds: ReadonlySet<string>
}

const NO_IDS: ReadonlySet<string> = new Set()

/**
 * Reads the activity of a case backwards to the last push through a connector. Only the activity has the record of that
 * push: `external_service` holds the last push through any connector.
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
