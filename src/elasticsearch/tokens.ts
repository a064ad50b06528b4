import { Type, type Static } from '@sinclair/typebox'
import { authenticated } from '../security/authenticated.js'
import { realmOf } from '../security/realm.js'
import type { Identity } from '../security/users.js'
import type { Token } from '../security/issued.js'
import { Answer, unauthenticated } from './answer.js'
import type { Action } from './privileges.js'
import { invalidRequest, printProblems, readBody } from './read-body.js'
import type { Call, ElasticsearchRoute } from './route.js'

const LIFETIME_SECONDS = 1200
const REFRESH_LIFETIME_MS = 86_400_000
/** For how long a token can be refreshed again, with the same result. */
const REPEATABLE_MS = 30_000
/** The members that are credentials, in Elasticsearch's order. */
const CREDENTIALS = ['username', 'password', 'kerberos_ticket', 'refresh_token'] as const
/** The credentials that each type of grant needs: the others are refused. */
const GRANTS = new Map<string | undefined, readonly (typeof CREDENTIALS[number])[]>([
  ['password', ['username', 'password']],
  ['_kerberos', ['kerberos_ticket']],
  ['refresh_token', ['refresh_token']],
  ['client_credentials', []],
])

const CreateTokenSchema = Type.Partial(Type.Object({
  grant_type: Type.String(),
  username: Type.String(),
  password: Type.String(),
  kerberos_ticket: Type.String(),
  refresh_token: Type.String(),
  scope: Type.String(),
}))
type CreateToken = Static<typeof CreateTokenSchema>

const InvalidateTokenSchema = Type.Partial(Type.Object({
  token: Type.String(), refresh_token: Type.String(), realm_name: Type.String(), username: Type.String(),
}))

const managing = (name: string): Action => (
  { name: `cluster:admin/xpack/security/token/${name}`, grantedBy: ['manage_token', 'manage_security', 'all'] }
)
const CREATE = managing('create')

/** An OAuth error, which has its own format. */
const oauthError = (error: string, description: string) => new Answer(400, { error, error_description: description })
const invalidGrant = (description: string) => oauthError('invalid_grant', description)

/**
 * @throws Answer 400 for a grant with too few or too many credentials
 * Source: Elasticsearch's core/security/action/token/CreateTokenRequest.java
 */
function checkGrant ({ grant_type: type, ...given }: CreateToken): void {
  const needed = GRANTS.get(type)
  if (!needed) {
    throw oauthError('unsupported_grant_type', printProblems([`grant_type only supports the values: [${[...GRANTS.keys()].join(', ')}]`]))
  }
  const unsupported = CREDENTIALS.filter(name => !needed.includes(name) && given[name] !== undefined)
  const missing = needed.filter(name => (given[name] ?? '') === '')
  const problems = [
    ...unsupported.map(name => `${name} is not supported with the ${type} grant_type`), ...missing.map(name => `${name} is missing`),
  ]
  if (problems.length === 0) return
  // Elasticsearch searches the problems for the name of the type
  throw oauthError(unsupported.length > 0 ? 'unsupported_grant_type' : 'invalid_request', printProblems(problems))
}

/** The user that a grant authenticates. */
function granted ({ scope: { kibana: { security } }, authorization }: Call, grant: CreateToken): Identity {
  const { grant_type: type, username = '<Kerberos Token>', password = '' } = grant
  if (type === 'client_credentials') return security.identify(authorization)
  const identity = security.identityOfPassword(username, password)
  if (!identity) throw unauthenticated(`unable to authenticate user [${username}] for action [${CREATE.name}]`)
  return identity
}

/**
 * Finds the token that a refresh token belongs to.
 * @throws Answer 400 if it cannot be refreshed
 */
function refreshable ({ scope: { kibana, user } }: Call, refresh: string): Token {
  const token = kibana.security.issued.tokenOfRefresh(refresh)
  const now = kibana.clock.milliseconds()
  if (!token) throw invalidGrant('could not refresh the requested token')
  if (token.refreshExpiration <= now) throw invalidGrant('token document has expired')
  if (token.invalidated.refresh) throw invalidGrant('token has been invalidated')
  if (token.creator !== user.username) throw invalidGrant('tokens must be refreshed by the creating client')
  if (token.successor && now - token.successor.since > REPEATABLE_MS) {
    throw invalidGrant('token has already been refreshed more than 30 seconds in the past')
  }
  return token
}

/** Creates a token for a user. */
function issueToken ({ scope: { kibana, user } }: Call, { user: { username }, limited }: Identity, isRefreshable: boolean): Token {
  const now = kibana.clock.milliseconds()
  const secret = () => Buffer.from(kibana.random.bytes(48)).toString('base64')
  const token: Token = {
    username: String(username),
    creator: String(user.username),
    access: secret(),
    refresh: isRefreshable ? secret() : undefined,
    expiration: now + LIFETIME_SECONDS * 1000,
    refreshExpiration: now + REFRESH_LIFETIME_MS,
    invalidated: { access: false, refresh: false },
    successor: undefined,
    limits: limited?.by,
  }
  kibana.security.issued.putToken(token)
  return token
}

/** Refreshes a token. Repeated soon after, it returns the same one. */
function refresh (call: Call, former: Token, identity: Identity): Token {
  if (former.successor) return former.successor.token
  const { security, clock } = call.scope.kibana
  const token = issueToken(call, identity, true)
  security.issued.putToken({ ...former, successor: { token, since: clock.milliseconds() } })
  return token
}

/** POST /_security/oauth2/token. Source: Elasticsearch's security/rest/action/oauth2/RestGetTokenAction.java, authc/TokenService.java */
function createToken (call: Call): object {
  const grant = readBody(CreateTokenSchema, call.body, 'token_request')
  checkGrant(grant)
  const { security } = call.scope.kibana
  const isOfCaller = grant.grant_type === 'client_credentials'
  const former = grant.grant_type === 'refresh_token' ? refreshable(call, grant.refresh_token!) : undefined
  // The tokens of a user end when the user is removed
  const identity = former ? security.identityOf(former.username)! : granted(call, grant)
  const token = former ? refresh(call, former, identity) : issueToken(call, identity, !isOfCaller)
  const { user, roles = [] } = identity
  return {
    access_token: token.access,
    type: 'Bearer',
    expires_in: LIFETIME_SECONDS,
    ...(grant.scope !== undefined && { scope: 'full' }),
    ...(token.refresh !== undefined && { refresh_token: token.refresh }),
    authentication: authenticated({ user, roles, header: isOfCaller ? call.authorization : undefined }, security.issued),
  }
}

/** The answer about tokens to invalidate: `true` for each that was valid, `false` for each that had been invalidated before. */
const invalidated = (were: readonly boolean[]) => ({
  invalidated_tokens: were.filter(Boolean).length, previously_invalidated_tokens: were.filter(valid => !valid).length, error_count: 0,
})

/** DELETE /_security/oauth2/token. Source: Elasticsearch's security/authc/TokenService.java */
function invalidateTokens ({ scope: { kibana }, body }: Call): object {
  const { token: access, refresh_token: refresh, realm_name: realm, username } = readBody(InvalidateTokenSchema, body, 'invalidate_token')
  if ([access, refresh, realm ?? username].filter(value => value !== undefined).length !== 1) {
    throw invalidRequest('one of [token, refresh_token, realm_name, username] must be specified')
  }
  const { security: { issued } } = kibana
  if (realm !== undefined || username !== undefined) {
    const active = issued.tokens.filter(token => issued.isActive(token) &&
      (username === undefined || token.username === username) && (realm === undefined || realmOf(token.username).name === realm))
    const refreshable = active.filter(token => token.refresh !== undefined)
    return invalidated([
      ...refreshable.map(token => issued.invalidate(token.access, 'refresh')),
      ...active.map(token => issued.invalidate(token.access, 'access')),
    ])
  }
  // The other token of the two stays valid
  const token = access === undefined ? issued.tokenOfRefresh(refresh!) : issued.tokenOfAccess(access)
  if (!token) throw new Answer(404, invalidated([]))
  return invalidated([issued.invalidate(token.access, access === undefined ? 'refresh' : 'access')])
}

/** Routes for access tokens, which Kibana accepts too. */
export const tokenRoutes: readonly ElasticsearchRoute[] = [
  {
    methods: ['POST'],
    path: '/_security/oauth2/token',
    summary: 'Create an access token',
    description:
      'For a password, a refresh token or the caller. Kibana accepts it for 20 minutes; its refresh token works for a day. HTTPS is not ' +
        'required.',
    action: CREATE,
    answer: createToken,
  },
  {
    methods: ['DELETE'],
    path: '/_security/oauth2/token',
    summary: 'Invalidate access tokens',
    description: 'One token, or all of a user or realm.',
    action: managing('invalidate'),
    answer: invalidateTokens,
  },
]
