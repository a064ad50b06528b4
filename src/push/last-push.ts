import { byTime, userActionsOf } from '../activity/find.js'
import type { Scope } from '../kibana/context.js'

/** The last push through one connector, from the activity of a case. */
export interface LastPush {
  /** The record of the last push; null if there was none. */
  readonly externalId: string | null
  /** Attachments added or changed since then, or all if there was no push. */
  readonly commentIds: ReadonlySet<string>
}

/**
 * Reads the activity of a case backwards to the last push through a connector. Only the activity has the record of that
 * push: `external_service` holds the last push through any connector. The order is that of the times, so a comment written
 * after the clock was set back counts as pushed.
 * Source: Kibana's cases/server/client/cases/utils.ts (getLatestPushInfo, createIncident), services/user_actions (getAll)
 */
export function findLastPush (scope: Scope, caseId: string, connectorId: string): LastPush {
  const commentIds = new Set<string>()
  for (const { attributes: { type, payload, comment_id: commentId } } of userActionsOf(scope, caseId).sort(byTime).reverse()) {
    if (type === 'comment' && commentId !== null) commentIds.add(commentId)
    if (type !== 'pushed') continue
    const { connector_id, external_id } = payload.externalService as { connector_id?: string, external_id?: string }
    if (connector_id === connectorId && external_id !== undefined) return { externalId: external_id, commentIds }
  }
  return { externalId: null, commentIds }
}
