import { readQuery } from '../alerts/query/search.js'
import { isPlainObject } from '../decoding/plain-object.js'
import type { Scope } from '../kibana/context.js'
import { isReservedUser } from '../security/realm.js'
import type { Identity } from '../security/users.js'
import { SavedObject } from '../store/saved-object.js'
import { Answer } from './answer.js'
import { describeUser } from './authenticated.js'
import type { ClusterAction } from './privileges.js'
import { isOn, type Call, type ElasticsearchRoute } from './route.js'

const reading = (name: string): ClusterAction => (
  { name: `cluster:admin/xpack/security/user/${name}`, grantedBy: ['read_security', 'manage_security', 'all'] }
)

type DescribedUser = ReturnType<typeof describeUser> & { readonly profile_uid?: string }

function describe ({ kibana }: Scope, { user, roles = [] }: Identity, { with_profile_uid: withProfile }: Call['query']): DescribedUser {
  const uid = kibana.security.profiles.uidOf(String(user.username))
  return { ...describeUser(user, roles), ...(isOn(withProfile) && uid !== undefined && { profile_uid: uid }) }
}

const identitiesOf = ({ kibana }: Scope) => [...kibana.security.users].map(([, identity]) => identity)

/** GET /_security/user, and /_security/user/{names}: 404 if none of them exists. */
function getUsers ({ scope, params: { id = '' }, query }: Call): object {
  const names = id === '' ? undefined : id.split(',')
  const found = identitiesOf(scope).filter(({ user }) => names?.includes(String(user.username)) ?? true)
  const body = Object.fromEntries(found.map(identity => [identity.user.username, describe(scope, identity, query)]))
  return names && found.length === 0 ? new Answer(404, body) : body
}

/** Converts a user to a document that queries can match. */
const asDocument = (user: DescribedUser) => new SavedObject(
  'alert', { id: String(user.username), space: '*', caseId: undefined, order: 0 }, 0, { index: '.security', source: user },
)

/** GET, POST /_security/_query/user: users of the native realm, without the built-in ones. */
function queryUsers ({ scope, body, query }: Call): object {
  const asked = isPlainObject(body) ? body : {}
  const { matches } = readQuery(scope.kibana, asked)
  const users = identitiesOf(scope)
    .filter(({ user }) => !isReservedUser(user.username))
    .map(identity => describe(scope, identity, query))
    .filter(user => matches(asDocument(user)))
  const { from = 0, size = 10 } = asked
  const page = users.slice(Number(from), Number(from) + Number(size))
  return { total: users.length, count: page.length, users: page }
}

const PARAMETERS = ['with_profile_uid']

/** The users. */
export const userRoutes: readonly ElasticsearchRoute[] = [
  ...['/_security/user', '/_security/user/:id'].map(path => ({
    methods: ['GET'] as const,
    path,
    summary: 'Get users',
    description: 'All users of the server, or those named; 404 if none of them exists.',
    parameters: PARAMETERS,
    action: reading('get'),
    answer: getUsers,
  })),
  {
    methods: ['GET', 'POST'],
    path: '/_security/_query/user',
    summary: 'Search users',
    description: 'Users of the native realm that match a query; pages by `from` and `size`.',
    parameters: PARAMETERS,
    action: reading('query'),
    answer: queryUsers,
  },
]
