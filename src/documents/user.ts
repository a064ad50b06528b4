import { Type, type Static } from '@sinclair/typebox'
import { In } from '../versions/schema.js'
import { NullableSchema } from '../decoding/limits.js'

/** A user in Kibana's documents; `profile_uid` is present only for a user with a profile. */
export const UserSchema = Type.Object({
  username: NullableSchema(Type.String(), { description: 'the name that the user logs in with; null if unknown' }),
  full_name: NullableSchema(Type.String(), { description: 'the display name; null if unknown' }),
  email: NullableSchema(Type.String(), { description: 'the email address; null if unknown' }),
  profile_uid: Type.Optional(In({ since: '8.5' }, Type.String({ description: 'the id of the user profile; absent without one' }))),
})
export type User = Static<typeof UserSchema>
