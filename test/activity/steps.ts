import { recordUserActions, type UserActionDraft } from '../../src/cases/record-activity.js'
import type { RunningServer } from '../../src/index.js'
import { send } from '../helpers/configure.js'
import { scopeOf } from '../helpers/scope.js'

export const elastic = { username: 'elastic', full_name: null, email: null }
export const find = (kibana: RunningServer, caseId: string, query = '') =>
  send(kibana, 'GET', `/api/cases/${caseId}/user_actions/_find${query}`)
/** Records user actions directly, instead of through operations that would be slow or are not tested here. */
export const record = async (kibana: RunningServer, caseId: string, drafts: Omit<UserActionDraft, 'caseId' | 'owner'>[]) =>
  recordUserActions(await scopeOf(kibana), drafts.map(draft => ({ caseId, owner: 'cases', ...draft })))
export const comment = (type: string, action: 'create' | 'update' | 'delete' = 'create') => ({
  type: 'comment' as const, action, payload: { comment: { type, owner: 'cases' } }, commentId: `${type}-1`,
})
