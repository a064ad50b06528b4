import { Type, type Static } from '@sinclair/typebox'
import { loadCase } from '../cases/case.js'
import { compareKeywords } from '../documents/keyword-order.js'
import type { Scope } from '../kibana/context.js'
import { NullableSchema } from '../decoding/limits.js'
import { isPlainObject } from '../decoding/plain-object.js'
import type { User } from '../documents/user.js'
import { byTime, userActionsOf, type SavedUserAction } from './find.js'

const AvatarSchema = Type.Object({
  initials: Type.Optional(Type.String()), color: Type.Optional(Type.String()), imageUrl: Type.Optional(Type.String()),
})
const CaseUserSchema = Type.Object({
  user: Type.Object(
    { email: NullableSchema(Type.String()), full_name: NullableSchema(Type.String()), username: NullableSchema(Type.String()) },
  ),
  uid: Type.Optional(Type.String()),
  avatar: Type.Optional(AvatarSchema),
})
type CaseUser = Static<typeof CaseUserSchema>

export const CaseUsersSchema = Type.Object({
  participants: Type.Array(CaseUserSchema),
  assignees: Type.Array(CaseUserSchema),
  unassignedUsers: Type.Array(CaseUserSchema),
  reporter: CaseUserSchema,
})
type CaseUsers = Static<typeof CaseUsersSchema>

const NOBODY: User = { username: null, full_name: null, email: null }

/** The texts of the avatar that a user has set in their profile. */
function avatarOf ({ kibana: { security } }: Scope, uid: string): Pick<CaseUser, 'avatar'> {
  const { avatar } = security.profiles.dataOf(uid)
  if (!isPlainObject(avatar)) return {}
  const texts = Object.keys(AvatarSchema.properties).filter(name => typeof avatar[name] === 'string')
  return { avatar: Object.fromEntries(texts.map(name => [name, avatar[name]])) }
}

/** A user with the current data of their profile, or with the recorded data if there is no profile. */
function describe (scope: Scope, recorded: User, uid = recorded.profile_uid): CaseUser {
  const profile = uid === undefined ? undefined : scope.kibana.security.userOfProfile(uid)
  const { email, full_name, username } = profile ?? NOBODY
  return {
    user: { email: email ?? recorded.email, full_name: full_name ?? recorded.full_name, username: username ?? recorded.username },
    ...(uid !== undefined && { uid }),
    ...(uid !== undefined && profile && avatarOf(scope, uid)),
  }
}

/**
 * GET /internal/cases/{case_id}/_users: participants, current and former assignees, and the creator of a case.
 * @throws KibanaError 404, 403
 * Source: Kibana's cases/server/client/user_actions/users.ts, cases/server/services/user_actions/index.ts
 */
export function getCaseUsers (scope: Scope, caseId: string): CaseUsers {
  const { attributes: { owner, assignees, created_by: reporter } } = loadCase(scope, caseId)
  scope.authorization.ensure('resolveCase', [owner])
  const actions = userActionsOf(scope, caseId)
  const participants = latestByUsername(actions)
  scope.authorization.ensure('getUserActionUsers', participants.map(({ attributes }) => attributes.owner))

  const users = participants.map(({ attributes }) => attributes.created_by)
  const known = new Set([...users, reporter].map(({ profile_uid }) => profile_uid).concat(assignees.map(({ uid }) => uid)))
  const describeUid = (uid: string) => describe(scope, NOBODY, uid)
  return {
    participants: users.map(user => describe(scope, user)),
    assignees: assignees.map(({ uid }) => describeUid(uid)),
    unassignedUsers: everAssigned(actions).filter(uid => !known.has(uid)).map(describeUid),
    reporter: describe(scope, reporter),
  }
}

/** The latest action of each user, sorted by user name. Actions without a user name count as those of one user. */
function latestByUsername (actions: readonly SavedUserAction[]): SavedUserAction[] {
  const latest = new Map<string, SavedUserAction>()
  for (const action of actions) {
    const name = action.attributes.created_by.username ?? 'Unknown'
    const current = latest.get(name)
    if (!current || byTime(current, action) < 0) latest.set(name, action)
  }
  return [...latest].sort(([a], [b]) => compareKeywords(a, b)).map(([, action]) => action)
}

/** The uids in the payloads of all user actions, sorted. */
function everAssigned (actions: readonly SavedUserAction[]): string[] {
  const uids = actions.flatMap(({ attributes: { payload: { assignees } } }) =>
    Array.isArray(assignees) ? assignees.map(({ uid }: { uid: string }) => uid) : [])
  return [...new Set(uids)].sort()
}
