import type { Scope } from '../kibana/context.js'
import type { UserActionAttributes } from '../documents/user-action.js'

/** Kibana keeps at most this many user actions of a case. */
export const MAX_USER_ACTIONS_PER_CASE = 10_000

/** A step of a case's activity that is about to be recorded; who and when come from the request. */
export interface UserActionDraft extends Pick<UserActionAttributes, 'type' | 'action' | 'payload'> {
  readonly caseId: string
  readonly owner: string
  /** The attachment that it is about. */
  readonly commentId?: string
}

/** Records steps of activity, in the order given. */
export function recordUserActions ({ kibana, space, user }: Scope, drafts: readonly UserActionDraft[]): void {
  const created_at = kibana.clock.iso()
  for (const { caseId, owner, type, action, payload, commentId } of drafts) {
    kibana.store.create('cases-user-actions', {
      id: kibana.random.uuidForLater(),
      space,
      caseId,
      attributes: { type, action, created_at, created_by: user, owner, payload, comment_id: commentId ?? null },
    })
  }
}
