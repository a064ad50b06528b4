import { Type } from '@sinclair/typebox'
import type { KibanaContext, Scope } from '../kibana/context.js'
import type { UserActionAttributes } from '../documents/user-action.js'
import { In } from '../versions/schema.js'
import { trimmedAt } from '../versions/trim.js'
import { activityIsLimited } from './versions.js'

/** Maximum number of user actions per case. */
export const MAX_USER_ACTIONS_PER_CASE = 10_000

/** True if a case has room for more user actions. */
export const activityHasRoom = ({ store, version }: KibanaContext, caseId: string, toAdd: number): boolean =>
  !activityIsLimited(version) || store.countOfCase('cases-user-actions', caseId) + toAdd <= MAX_USER_ACTIONS_PER_CASE

/** A user action to record, without the user and the time, which come from the request. */
export interface UserActionDraft extends Pick<UserActionAttributes, 'type' | 'action' | 'payload'> {
  readonly caseId: string
  readonly owner: string
  /** The attachment it refers to. */
  readonly commentId?: string
}

/** Records user actions, in the given order. */
export function recordUserActions ({ kibana, space, user }: Scope, drafts: readonly UserActionDraft[]): void {
  const created_at = kibana.clock.iso()
  for (const { caseId, owner, type, action, payload, commentId } of drafts) {
    kibana.store.create('cases-user-actions', {
      id: kibana.random.uuid(),
      space,
      caseId,
      attributes: { type, action, created_at, created_by: user, owner, payload, comment_id: commentId ?? null },
    })
  }
}

/** Fields of a new case that earlier versions do not record in its activity. */
const RecordedSchema = Type.Object({
  severity: In({ since: '8.3' }, Type.String()),
  assignees: In({ since: '8.5' }, Type.Array(Type.Unknown())),
  category: In({ since: '8.9' }, Type.String()),
  customFields: In({ since: '8.11' }, Type.Array(Type.Unknown())),
})
/** Removes the fields of a new case that a version does not record. */
export const recordedCaseAt = trimmedAt<Record<string, unknown>>(RecordedSchema)
