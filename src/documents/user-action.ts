import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import { UserSchema } from './user.js'

// Source: Kibana's cases/common/types/domain/user_action/v1.ts

export const USER_ACTION_TYPES = [
  'assignees', 'category', 'comment', 'connector', 'create_case', 'customFields', 'delete_case', 'description',
  'observables', 'pushed', 'settings', 'severity', 'status', 'tags', 'title',
] as const
export const UserActionTypeSchema = StringEnumSchema(USER_ACTION_TYPES)
export type UserActionType = Static<typeof UserActionTypeSchema>

export const UserActionVerbSchema = StringEnumSchema(['create', 'add', 'update', 'delete', 'push_to_service'])
export type UserActionVerb = Static<typeof UserActionVerbSchema>

/** One stored step of a case's activity. */
export const UserActionAttributesSchema = Type.Object({
  type: UserActionTypeSchema,
  action: UserActionVerbSchema,
  created_at: Type.String(),
  created_by: UserSchema,
  owner: Type.String(),
  payload: Type.Record(Type.String(), Type.Unknown()),
  comment_id: NullableSchema(Type.String()),
})
export type UserActionAttributes = Readonly<Static<typeof UserActionAttributesSchema>>
