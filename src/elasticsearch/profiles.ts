import { Type, type Static } from '@sinclair/typebox'
import type { Scope } from '../kibana/context.js'
import { personOf, pickData } from '../profiles/profile.js'
import { findProfiles } from '../profiles/suggest.js'
import { realmOf } from '../security/realm.js'
import { tokenExpired, unauthenticated } from './answer.js'
import type { Action } from './privileges.js'
import { invalidRequest, readBody } from './read-body.js'
import type { Call, ElasticsearchRoute } from './route.js'

const Strings = Type.Array(Type.String())

const SuggestSchema = Type.Partial(Type.Object({
  name: Type.String(),
  size: Type.Integer({ minimum: 0 }),
  data: Type.Union([Type.String(), Strings]),
  hint: Type.Partial(Type.Object({ uids: Strings, labels: Type.Record(Type.String(), Type.Union([Type.String(), Strings])) })),
}))

const ActivateSchema = Type.Partial(Type.Object({
  grant_type: Type.String(), username: Type.String(), password: Type.String(), access_token: Type.String(),
}))

const managing = (name: string, ...more: readonly string[]): Action => (
  { name: `cluster:admin/xpack/security/profile/${name}`, grantedBy: ['manage_user_profile', ...more, 'manage_security', 'all'] }
)
const ACTIVATE = managing('activate')

/** The user of a profile, in Elasticsearch's format. */
function personIn ({ kibana: { security } }: Scope, uid: string): object {
  const { user, roles = [] } = security.identityOfProfile(uid)!
  const { username, ...names } = personOf(user)
  return { username, roles: [...roles], realm_name: realmOf(username).name, ...names }
}

/** A whole profile. Source: Elasticsearch's core/security/action/profile/Profile.java */
const wholeProfile = (scope: Scope, uid: string, data?: string) => ({
  uid,
  enabled: true,
  last_synchronized: scope.kibana.clock.milliseconds(),
  user: personIn(scope, uid),
  labels: {},
  data: pickData(scope.kibana, uid, data),
  _doc: { _primary_term: 1, _seq_no: scope.kibana.security.profiles.uids.indexOf(uid) },
})

/** GET, POST /_security/profile/_suggest: profiles in the hint come first. */
function suggest ({ scope, body = {}, query }: Call): object {
  const { name = '', size = 10, data = query.data, hint: { uids = [] } = {} } = readBody(SuggestSchema, body, 'suggest_profile_request')
  const dataPath = data && [data].flat().join(',')
  const found = findProfiles(scope, name).map(({ uid }) => uid)
  const ordered = [...found.filter(uid => uids.includes(uid)), ...found.filter(uid => !uids.includes(uid))]
  return {
    took: 1,
    total: { value: found.length, relation: 'eq' },
    profiles: ordered.slice(0, size).map(uid => (
      { uid, user: personIn(scope, uid), labels: {}, data: pickData(scope.kibana, uid, dataPath) }
    )),
  }
}

const NOT_FOUND = { type: 'resource_not_found_exception', reason: 'profile document not found' }

/** GET /_security/profile/{uid},…: unknown ones are listed as errors. */
function getProfiles ({ scope, params: { id }, query }: Call): object {
  const uids = [...new Set(id.split(','))]
  const unknown = uids.filter(uid => !scope.kibana.security.userOfProfile(uid))
  return {
    profiles: uids.filter(uid => !unknown.includes(uid)).map(uid => wholeProfile(scope, uid, query.data)),
    ...(unknown.length > 0 && { errors: { count: unknown.length, details: Object.fromEntries(unknown.map(uid => [uid, NOT_FOUND])) } }),
  }
}

/**
 * The name of the user that a grant authenticates; `undefined` if it is invalid.
 * @throws Answer 401 for an access token that has expired
 */
function usernameOfGrant ({ kibana: { security } }: Scope, grant: Static<typeof ActivateSchema>): string | undefined {
  const { grant_type: type, username, password, access_token: token } = grant
  if (type === 'password' && username !== undefined && password !== undefined) {
    return security.identityOfPassword(username, password)?.user.username ?? undefined
  }
  if (type === 'access_token' && token !== undefined) {
    if (security.issued.isExpired(token)) throw tokenExpired()
    return security.issued.usernameOf('bearer', token)
  }
  throw invalidRequest(type === undefined ? 'grant_type is missing' : `[${type}] is not supported for grant_type, or lacks its credentials`)
}

/** POST /_security/profile/_activate: creates the profile of a user, like a login to Kibana. */
function activate ({ scope, body }: Call): object {
  const grant = readBody(ActivateSchema, body, 'activate_profile_request')
  const username = usernameOfGrant(scope, grant)
  if (username === undefined) {
    throw unauthenticated(`unable to authenticate user [${grant.username ?? 'unknown'}] for action [${ACTIVATE.name}]`)
  }
  return wholeProfile(scope, scope.kibana.security.profiles.activate(username))
}

/** Routes for user profiles, which Kibana uses as assignees. */
export const profileRoutes: readonly ElasticsearchRoute[] = [
  {
    methods: ['GET', 'POST'],
    path: '/_security/profile/_suggest',
    summary: 'Suggest user profiles',
    description: 'Profiles whose name, full name or email address starts with the words of `name`.',
    parameters: ['data'],
    action: managing('suggest', 'read_security'),
    answer: suggest,
  },
  {
    methods: ['POST', 'PUT'],
    path: '/_security/profile/_activate',
    summary: 'Activate a user profile',
    description: 'Creates the profile of the user with these credentials, like a login to Kibana.',
    action: ACTIVATE,
    answer: activate,
  },
  {
    methods: ['GET'],
    path: '/_security/profile/:id',
    summary: 'Get user profiles',
    description: 'One or several uids, separated by commas; unknown ones are listed as errors.',
    parameters: ['data'],
    action: managing('get', 'read_security'),
    answer: getProfiles,
  },
]
