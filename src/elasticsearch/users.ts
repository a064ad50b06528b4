import { Type } from '@sinclair/typebox'
import { readQuery } from '../alerts/query/search.js'
import { parseSort } from '../alerts/query/sort.js'
import type { Scope } from '../kibana/context.js'
import { describeUser } from '../security/authenticated.js'
import { isReservedUser } from '../security/realm.js'
import type { Identity } from '../security/users.js'
import { SavedObject } from '../store/saved-object.js'
import { Answer } from './answer.js'
import type { Action } from './privileges.js'
import { invalidRequest, readBody } from './read-body.js'
import { isOn, type Call, type ElasticsearchRoute } from './route.js'
import { usersCanBeQueried } from './versions.js'

const reading = (name: string): Action => (
  { name: `cluster:admin/xpack/security/user/${name}`, grantedBy: ['read_security', 'manage_security', 'all'] }
)

type DescribedUser = ReturnType<typeof describeUser> & { readonly profile_uid?: string }

function describe ({ kibana }: Scope, { user, roles = [] }: Identity, { with_profile_uid: withProfile }: Call['query']): DescribedUser {
  const uid = kibana.security.profiles.uidOf(String(user.username))
  return { ...describeUser(user, roles), ...(isOn(withProfile) && uid !== undefined && { profile_uid: uid }) }
}

const identitiesOf = ({ kibana }: Scope) => [...kibana.security.users].map(([, identity]) => identity)

/** GET /_security/user, and /_security/user/{names}: 404 if none of them exists. */
function getUsers ({ scope, params: { id }, query }: Call): object {
  const names = id === '' ? undefined : id.split(',')
  const found = identitiesOf(scope).filter(({ user }) => names?.includes(String(user.username)) ?? true)
  const body = Object.fromEntries(found.map(identity => [identity.user.username, describe(scope, identity, query)]))
  return names && found.length === 0 ? new Answer(404, body) : body
}

/** Converts a user to a document that queries can match. */
const asDocument = (user: DescribedUser) => new SavedObject(
  'alert', { id: String(user.username), space: '*', caseId: undefined, order: 0 }, 0, { index: '.security', source: user },
)

const QueryUsersSchema = Type.Partial(Type.Object({
  query: Type.Record(Type.String(), Type.Unknown()),
  from: Type.Integer(),
  size: Type.Integer(),
  sort: Type.Unknown(),
}))

/**
 * GET, POST /_security/_query/user: users of the native realm, without the built-in ones.
 * Source: Elasticsearch's security/rest/action/user/RestQueryUserAction.java
 */
function queryUsers ({ scope, body = {}, query }: Call): object {
  const { from = 0, size = 10, sort, ...asked } = readBody(QueryUsersSchema, body, 'query_user_request_payload')
  const negative = Object.entries({ from, size }).filter(([, value]) => value < 0)
  if (negative.length > 0) {
    throw invalidRequest(...negative.map(([name, value]) => `[${name}] parameter cannot be negative but was [${value}]`))
  }
  const { matches } = readQuery(scope.kibana, asked)
  const order = sort === undefined ? undefined : parseSort(sort)
  const found = identitiesOf(scope)
    .filter(({ user }) => !isReservedUser(user.username))
    .map(identity => describe(scope, identity, query))
    .map(user => ({ user, document: asDocument(user) }))
    .filter(({ document }) => matches(document))
    .map(({ user, document }) => ({ user, sort: order?.valuesOf(document) ?? [] }))
    .sort((one, other) => order?.compare(one.sort, other.sort) ?? 0)
  const users = found.slice(from, from + size).map(({ user, sort }) => ({ ...user, ...(order && { _sort: sort }) }))
  return { total: found.length, count: users.length, users }
}

const PARAMETERS = ['with_profile_uid']

/** Routes for users. */
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
    exists: usersCanBeQueried,
    summary: 'Search users',
    description: 'Users of the native realm that match a query; pages by `from` and `size`, sorted by `sort`.',
    parameters: PARAMETERS,
    action: reading('query'),
    answer: queryUsers,
  },
]
