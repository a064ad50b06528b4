import { Type, type Static } from '@sinclair/typebox'
import { loadCase } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import type { UserActionVerb } from '../documents/user-action.js'
import { In } from '../versions/schema.js'
import { attachmentType, userActionsOf, type SavedUserAction } from './find.js'

export const UserActionStatsSchema = Type.Object({
  total: Type.Integer(),
  total_deletions: In({ since: '9.2' }, Type.Integer()),
  total_comments: Type.Integer(),
  total_comment_deletions: In({ since: '9.2' }, Type.Integer()),
  total_comment_creations: In({ since: '9.4' }, Type.Integer({ description: 'the comments that `types=user` lists' })),
  total_hidden_comment_updates: In({ since: '9.4' }, Type.Integer({ description: 'the changes of comments, which it leaves out' })),
  total_other_actions: Type.Integer(),
  total_other_action_deletions: In({ since: '9.2' }, Type.Integer()),
})
type UserActionStats = Static<typeof UserActionStatsSchema>

/**
 * GET /internal/cases/{case_id}/user_actions/_stats: the number of user actions of a case, and of those about user comments.
 * @throws KibanaError 404, 403
 * Source: Kibana's cases/server/client/user_actions/stats.ts, cases/server/services/user_actions/index.ts
 */
export function getUserActionStats (scope: Scope, caseId: string): UserActionStats {
  scope.authorization.ensure('resolveCase', [loadCase(scope, caseId).attributes.owner])
  const actions = userActionsOf(scope, caseId)
  const comments = actions.filter(({ attributes }) => attachmentType(attributes) === 'user')
  const deletions = count(actions, 'delete')
  const commentDeletions = count(comments, 'delete')
  return {
    total: actions.length,
    total_deletions: deletions,
    total_comments: comments.length,
    total_comment_deletions: commentDeletions,
    total_comment_creations: count(comments, 'create'),
    total_hidden_comment_updates: count(comments, 'update'),
    total_other_actions: actions.length - comments.length,
    total_other_action_deletions: deletions - commentDeletions,
  }
}

const count = (actions: readonly SavedUserAction[], verb: UserActionVerb) =>
  actions.filter(({ attributes }) => attributes.action === verb).length
