import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema, StringEnumSchema } from '../decoding/limits.js'
import { UserSchema } from './user.js'

// Source: Kibana's cases/common/types/domain/user_action/v1.ts

export const USER_ACTION_TYPES = [
  'assignees', 'category', 'comment', 'connector', 'create_case', 'customFields', 'delete_case', 'description',
  'extended_fields', 'observables', 'pushed', 'settings', 'severity', 'status', 'tags', 'template', 'title',
] as const
const UserActionTypeSchema = StringEnumSchema(USER_ACTION_TYPES, { description: 'the field or other part of the case that changed' })

const UserActionVerbSchema = StringEnumSchema(
  ['create', 'add', 'update', 'delete', 'push_to_service'], { description: 'the kind of change' },
)
export type UserActionVerb = Static<typeof UserActionVerbSchema>

/** One stored user action of a case. */
export const UserActionAttributesSchema = Type.Object({
  type: UserActionTypeSchema,
  action: UserActionVerbSchema,
  created_at: Type.String({ description: 'the time of the action, as an ISO string' }),
  created_by: { ...UserSchema, description: 'the user who acted' },
  owner: Type.String({ description: 'the owner of the case', examples: ['cases'] }),
  payload: Type.Record(Type.String(), Type.Unknown(), {
    description: 'the new value, under the name of the field', examples: [{ status: 'closed' }],
  }),
  comment_id: NullableSchema(Type.String(), { description: 'the id of the attachment that the action is about; null if it is about none' }),
})
export type UserActionAttributes = Readonly<Static<typeof UserActionAttributesSchema>>
