import { Type, type Static } from '@sinclair/typebox'
import { loadCase } from '../cases/case.js'
import type { Scope } from '../kibana/context.js'
import { attachmentType, userActionsOf } from './find.js'

export const UserActionStatsSchema = Type.Object(
  { total: Type.Integer(), total_comments: Type.Integer(), total_other_actions: Type.Integer() },
)
export type UserActionStats = Static<typeof UserActionStatsSchema>

/**
 * GET /internal/cases/{case_id}/user_actions/_stats: the number of user actions of a case, and of those about user comments.
 * Later versions count deletions separately.
 * @throws KibanaError 404, 403
 * Source: Kibana's cases/server/client/user_actions/stats.ts, cases/server/services/user_actions/index.ts
 */
export function getUserActionStats (scope: Scope, caseId: string): UserActionStats {
  scope.authorization.ensure('resolveCase', [loadCase(scope, caseId).attributes.owner])
  const actions = userActionsOf(scope, caseId)
  const comments = actions.filter(({ attributes }) => attachmentType(attributes) === 'user').length
  return { total: actions.length, total_comments: comments, total_other_actions: actions.length - comments }
}
