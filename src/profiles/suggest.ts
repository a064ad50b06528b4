import { Type, type Static } from '@sinclair/typebox'
import { SUPERUSER } from '../documents/built-in-roles.js'
import type { Scope } from '../kibana/context.js'
import { suggestingUsersNeedsPlatinum } from '../kibana/license-errors.js'
import { licenseCovers } from '../kibana/license.js'
import { badRequest } from '../kibana-error.js'
import { toProfile, type Profile } from './profile.js'
import { readersAreSuggested, suggestionsAreLimitedToTen } from './versions.js'

export const SuggestProfilesBodySchema = Type.Object({
  name: Type.String({ description: 'the start of a word in the user name, the full name or the email; empty for all' }),
  owners: Type.Array(Type.String(), { description: 'the owners whose cases a user must be able to read' }),
  size: Type.Optional(Type.Number({ description: 'the maximum number of users; 10 if absent' })),
}, { additionalProperties: false })
type SuggestProfilesBody = Static<typeof SuggestProfilesBodySchema>

const DEFAULT_SIZE = 10

/** @throws KibanaError 400 for a size outside the limits */
function checkSize (size: number): void {
  if (size > 10) throw badRequest('The size field cannot be more than 10.')
  if (size < 1) throw badRequest('The size field cannot be less than 1.')
}

/** @throws KibanaError 400 for a size outside the limits of versions before 8.10 */
function checkEarlierSize (size: number): void {
  if (size < 0 || size > 100) throw badRequest('size must be between 0 and 100')
}

/**
 * POST /internal/cases/_suggest_user_profiles: users to assign cases to.
 * @throws KibanaError 400, 403
 * Source: Kibana's cases/server/services/user_profiles/index.ts
 */
export function suggestProfiles (scope: Scope, { name, owners, size = DEFAULT_SIZE }: SuggestProfilesBody): Profile[] {
  const { license, version } = scope.kibana
  if (suggestionsAreLimitedToTen(version)) checkSize(size)
  if (!licenseCovers(license, 'platinum')) throw suggestingUsersNeedsPlatinum()
  if (!suggestionsAreLimitedToTen(version)) checkEarlierSize(size)
  if (owners.length === 0) return []
  return findProfiles(scope, name).filter(({ uid }) => canBeAssigned(scope, uid, owners)).slice(0, size)
}

/** The profiles of users with a word in their names that starts with `text`. Profiles of deleted users are left out. */
export const findProfiles = ({ kibana }: Scope, text: string): Profile[] => kibana.security.profiles.uids
  .flatMap(uid => toProfile(kibana, uid, 'avatar') ?? [])
  .filter(({ user }) => isNamed(user, text.trim().toLowerCase()))

const isNamed = ({ username, full_name, email }: Profile['user'], start: string): boolean => [username, full_name, email].some(name =>
  name !== undefined && [name, ...name.split(/[^\p{L}\p{N}]+/u)].some(word => word.toLowerCase().startsWith(start)))

function canBeAssigned ({ kibana: { security, version }, space }: Scope, uid: string, owners: readonly string[]): boolean {
  try {
    const authorization = security.authorize(security.identityOfProfile(uid)!, space)
    // Elasticsearch grants a superuser every privilege, also for an owner that Kibana does not know
    if (authorization.roles.includes(SUPERUSER)) return true
    authorization.ensure('getCase', owners)
    if (!readersAreSuggested(version)) authorization.ensure('updateCase', owners)
    return true
  } catch {
    return false
  }
}
