import { Type, type Static } from '@sinclair/typebox'
import { In } from '../versions/schema.js'
import { NullableSchema } from '../decoding/limits.js'

/** A user in Kibana's records; `profile_uid` is present only for a user with a profile. */
export const UserSchema = Type.Object({
  username: NullableSchema(Type.String()),
  full_name: NullableSchema(Type.String()),
  email: NullableSchema(Type.String()),
  profile_uid: Type.Optional(In({ since: '8.5' }, Type.String())),
})
export type User = Static<typeof UserSchema>
