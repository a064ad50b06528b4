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
/** The members that each type of grant needs. */
const GRANTS = new Map<string | undefined, readonly ('username' | 'password' | 'refresh_token')[]>([
  ['password', ['username', 'password']],
  ['client_credentials', []],
  ['refresh_token', ['refresh_token']],
])

const CreateTokenSchema = Type.Partial(Type.Object({
  grant_type: Type.String(), username: Type.String(), password: Type.String(), refresh_token: Type.String(), scope: Type.String(),
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

/** @throws Answer 400 for an incomplete grant */
function checkGrant ({ grant_type: type, ...given }: CreateToken): void {
  const needed = GRANTS.get(type)
  if (!needed) {
    throw oauthError('unsupported_grant_type', printProblems([`grant_type only supports the values: [${[...GRANTS.keys()].join(', ')}]`]))
  }
  const missing = needed.filter(name => given[name] === undefined)
  if (missing.length > 0) throw oauthError('invalid_request', printProblems(missing.map(name => `${name} is missing`)))
}

/** The user that a grant authenticates. */
function granted ({ scope: { kibana }, authorization }: Call, grant: CreateToken): Identity {
  const { grant_type: type, username = '', password = '', refresh_token: refresh = '' } = grant
  const { security } = kibana
  if (type === 'password') {
    const identity = security.identityOfPassword(username, password)
    if (!identity) throw unauthenticated(`unable to authenticate user [${username}] for action [${CREATE.name}]`)
    return identity
  }
  if (type === 'client_credentials') return security.identify(authorization)
  const token = security.issued.tokenOfRefresh(refresh)
  if (!token || token.refreshExpiration <= kibana.clock.milliseconds()) {
    throw oauthError('invalid_grant', 'could not refresh the requested token')
  }
  // A refresh token can be used only once
  security.issued.addToken({ ...token, refresh: undefined })
  // The tokens of a user end when the user is removed
  return security.identityOf(token.username)!
}

/** POST /_security/oauth2/token. Source: Elasticsearch's security/rest/action/oauth2/RestGetTokenAction.java */
function createToken (call: Call): object {
  const body = readBody(CreateTokenSchema, call.body, 'token_request')
  checkGrant(body)
  const { kibana } = call.scope
  const { user, roles = [], limited } = granted(call, body)
  const now = kibana.clock.milliseconds()
  const secret = () => Buffer.from(kibana.random.bytes(48)).toString('base64')
  const token: Token = {
    username: String(user.username),
    access: secret(),
    refresh: body.grant_type === 'client_credentials' ? undefined : secret(),
    expiration: now + LIFETIME_SECONDS * 1000,
    refreshExpiration: now + REFRESH_LIFETIME_MS,
    limits: limited?.by,
  }
  kibana.security.issued.addToken(token)
  const header = body.grant_type === 'client_credentials' ? call.authorization : undefined
  return {
    access_token: token.access,
    type: 'Bearer',
    expires_in: LIFETIME_SECONDS,
    ...(body.scope !== undefined && { scope: 'full' }),
    ...(token.refresh !== undefined && { refresh_token: token.refresh }),
    authentication: authenticated({ user, roles, header }, kibana.security.issued),
  }
}

/** DELETE /_security/oauth2/token */
function invalidateTokens ({ scope: { kibana }, body }: Call): object {
  const { token, refresh_token: refresh, realm_name: realm, username } = readBody(InvalidateTokenSchema, body, 'invalidate_token')
  if ([token, refresh, realm ?? username].filter(value => value !== undefined).length !== 1) {
    throw invalidRequest('one of [token, refresh_token, realm_name, username] must be specified')
  }
  const ended = kibana.security.issued.endTokens(issued => {
    if (token !== undefined) return issued.access === token
    if (refresh !== undefined) return issued.refresh === refresh
    return (username === undefined || issued.username === username) && (realm === undefined || realmOf(issued.username).name === realm)
  })
  return { invalidated_tokens: ended, previously_invalidated_tokens: 0, error_count: 0 }
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
