import { Type, type Static } from '@sinclair/typebox'
import { byTime, userActionsOf } from './find.js'
import { MAX_USER_ACTIONS_PER_CASE } from '../cases/record-activity.js'
import { UserActionAttributesSchema } from '../documents/user-action.js'
import { Formerly } from '../versions/schema.js'
import { FirstUserActionSchema, toFirstForm, type FirstUserAction } from './first-form.js'
import { activityHasPayloads } from './versions.js'
import type { Scope } from '../kibana/context.js'

/** A user action in the format of 8.x. */
export const OldUserActionSchema = Formerly([{ until: '8.1', schema: FirstUserActionSchema }], Type.Intersect([
  UserActionAttributesSchema,
  Type.Object({ action_id: Type.String(), case_id: Type.String() }),
]))
export type OldUserAction = Static<typeof OldUserActionSchema>

/**
 * GET /api/cases/{case_id}/user_actions up to 8.x: all activity, oldest first; an empty list for an unknown case.
 * @throws KibanaError 403
 * Source: Kibana 8.x, x-pack/plugins/cases/server/client/user_actions/get.ts, services/user_actions/transform.ts
 */
export function getAllUserActions (scope: Scope, caseId: string): OldUserAction[] | FirstUserAction[] {
  const actions = userActionsOf(scope, caseId).sort(byTime).slice(0, MAX_USER_ACTIONS_PER_CASE)
  if (actions.length > 0) scope.authorization.ensure('getUserActions', actions.map(({ attributes }) => attributes.owner))
  if (!activityHasPayloads(scope.kibana.version)) return toFirstForm(actions.map(({ id, attributes }) => ({ id, caseId, attributes })))
  return actions.map(({ id, attributes }) => ({ ...attributes, action_id: id, case_id: caseId }))
}
