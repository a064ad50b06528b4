import { Type, type Static } from '@sinclair/typebox'
import type { Scope } from '../kibana/context.js'
import { suggestingUsersNeedsPlatinum } from '../kibana/license-errors.js'
import { licenseCovers } from '../kibana/license.js'
import { badRequest } from '../kibana-error.js'
import type { User } from '../documents/user.js'
import { toProfile, type Profile } from './profile.js'
import { readersAreSuggested, suggestionsAreLimitedToTen } from './versions.js'

export const SuggestProfilesBodySchema = Type.Object({
  name: Type.String({ description: 'the start of a word in the user name, the full name or the email; empty for all' }),
  owners: Type.Array(Type.String(), { description: 'the owners whose cases a user must be able to read' }),
  size: Type.Optional(Type.Number({ description: 'how many, 10 if absent' })),
}, { additionalProperties: false })
type SuggestProfilesBody = Static<typeof SuggestProfilesBodySchema>

const DEFAULT_SIZE = 10

/** @throws KibanaError 403 */
function ensureSuggestionsLicensed ({ kibana }: Scope): void {
  if (!licenseCovers(kibana.license, 'platinum')) throw suggestingUsersNeedsPlatinum()
}

/** @throws KibanaError 400 for a size outside the limits */
function checkSize (size: number, isLimited: boolean): void {
  if (!isLimited) {
    if (size < 0 || size > 100) throw badRequest('size must be between 0 and 100')
  } else if (size > 10) throw badRequest('The size field cannot be more than 10.')
  else if (size < 1) throw badRequest('The size field cannot be less than 1.')
}

/**
 * POST /internal/cases/_suggest_user_profiles: users to assign cases to.
 * @throws KibanaError 400, 403
 * Source: Kibana's cases/server/services/user_profiles/index.ts
 */
export function suggestProfiles (scope: Scope, { name, owners, size = DEFAULT_SIZE }: SuggestProfilesBody): Profile[] {
  const isLimited = suggestionsAreLimitedToTen(scope.kibana.version)
  if (isLimited) checkSize(size, isLimited)
  ensureSuggestionsLicensed(scope)
  if (!isLimited) checkSize(size, isLimited)
  if (owners.length === 0) return []
  return findProfiles(scope, name).filter(({ uid }) => canBeAssigned(scope, uid, owners)).slice(0, size)
}

/** The profiles of users with a name that has a word starting with a text. */
export const findProfiles = ({ kibana }: Scope, text: string): Profile[] => kibana.security.profiles.uids.flatMap(uid => {
  const user = kibana.security.userOfProfile(uid)!
  return isNamed(user, text.trim().toLowerCase()) ? toProfile(kibana, uid, 'avatar')! : []
})

const isNamed = ({ username, full_name, email }: User, start: string): boolean => [username, full_name, email].some(name =>
  name !== null && [name, ...name.split(/[^\p{L}\p{N}]+/u)].some(word => word.toLowerCase().startsWith(start)))

function canBeAssigned ({ kibana: { security, version }, space }: Scope, uid: string, owners: readonly string[]): boolean {
  try {
    const authorization = security.authorize(security.identityOfProfile(uid)!, space)
    authorization.ensure('getCase', owners)
    if (!readersAreSuggested(version)) authorization.ensure('updateCase', owners)
    return true
  } catch {
    return false
  }
}
